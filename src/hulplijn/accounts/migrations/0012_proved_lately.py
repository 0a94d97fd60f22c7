from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_who_invited"),
    ]

    operations = [
        migrations.AddField(
            model_name="staffsession",
            name="proved_at",
            field=models.DateTimeField(null=True),
        ),
    ]
