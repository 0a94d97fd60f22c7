import django.db.models.deletion
import hulplijn.privacy.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_why_somebody_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("key_id", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police", "Police or public prosecutor"),
                            ("parent", "Parent or guardian"),
                            ("person", "The person herself"),
                            ("press", "Press"),
                            ("authority", "Another authority"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("mail", "E-mail"),
                            ("letter", "Letter"),
                            ("phone", "Phone"),
                            ("in_person", "At our door"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("order", "Order of a judge or public prosecutor"),
                            ("demand", "Demand by law, without a judge"),
                            ("access", "Right of access or copy (GDPR art. 15 and 20)"),
                            ("erasure", "Right to erasure or correction (GDPR art. 16 and 17)"),
                            ("threat", "Threat to somebody's life"),
                            ("none", "No legal ground was named"),
                        ],
                        max_length=10,
                    ),
                ),
                ("case_id", models.UUIDField(null=True)),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("said", hulplijn.privacy.models.SealedField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "to decide"),
                            ("proposed", "waits for a second person"),
                            ("decided", "to answer"),
                            ("answered", "answered"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "proposal",
                    models.CharField(
                        blank=True,
                        choices=[("give", "Give it"), ("part", "Give a part"), ("refuse", "Refuse")],
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "given",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nothing", "Nothing"),
                            ("export", "A copy of what is in the case"),
                            ("figures", "Figures"),
                            ("statement", "A statement"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="desk_decided_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["decided", "answered"]), _negated=True),
                            models.Q(("decided_by__isnull", False), ("proposed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="desk_decided_by_somebody",
                    ),
                ],
            },
        ),
    ]
