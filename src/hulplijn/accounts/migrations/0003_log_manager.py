from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_conversation_that_never_drops"),
    ]

    operations = [
        migrations.AlterField(
            model_name="staff",
            name="role",
            field=models.CharField(
                choices=[
                    ("counsellor", "Counsellor"),
                    ("coordinator", "Coordinator"),
                    ("analyst", "Analyst"),
                    ("administrator", "Administrator"),
                    ("log_manager", "Log manager"),
                ],
                max_length=20,
            ),
        ),
    ]
