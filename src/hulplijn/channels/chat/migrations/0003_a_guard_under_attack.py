from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chat", "0002_asked_after_a_chat")]

    operations = [
        migrations.CreateModel(
            name="Guard",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_guard")],
            },
        ),
    ]
