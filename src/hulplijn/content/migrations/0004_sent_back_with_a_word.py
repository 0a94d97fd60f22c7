# Who looks at a draft and does not publish it says what should become of it.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0003_own_texts_stay")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="sent_back",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="draft",
            name="sent_back_by",
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
