from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
                ("digest", models.BinaryField(max_length=32)),
                ("begins", models.BigIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name="auditentry",
            name="case_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="digest",
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="number",
            field=models.BigIntegerField(null=True, unique=True),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="why",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["at"], name="audit_at"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(
                condition=models.Q(("case_id__isnull", False)), fields=["case_id", "at"], name="audit_case"
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(condition=models.Q(("number", None)), fields=["id"], name="audit_unsealed"),
        ),
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("digest", None), ("number", None)),
                    models.Q(("digest__isnull", False), ("number__isnull", False)),
                    _connector="OR",
                ),
                name="audit_sealed_whole",
            ),
        ),
    ]
