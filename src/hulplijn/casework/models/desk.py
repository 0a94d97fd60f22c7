"""What police, parents, persons, the press and others ask of the helpline."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hulplijn.privacy.models import SealedField


class DeskRequest(models.Model):
    """One request: who asks what on which ground, what two people decided, and what was given.

    The words of it are one sealed text under a key of its own: they may name a parent or a child. It points
    at a case by its id only, so that erasing the case leaves nothing but an id here.
    """

    class Kind(models.TextChoices):
        POLICE = "police", _("Police or public prosecutor")
        PARENT = "parent", _("Parent or guardian")
        PERSON = "person", _("The person herself")
        PRESS = "press", _("Press")
        AUTHORITY = "authority", _("Another authority")

    class Way(models.TextChoices):
        MAIL = "mail", _("E-mail")
        LETTER = "letter", _("Letter")
        PHONE = "phone", _("Phone")
        IN_PERSON = "in_person", _("At our door")

    class Basis(models.TextChoices):
        ORDER = "order", _("Order of a judge or public prosecutor")
        DEMAND = "demand", _("Demand by law, without a judge")
        ACCESS = "access", _("Right of access or copy (GDPR art. 15 and 20)")
        ERASURE = "erasure", _("Right to erasure or correction (GDPR art. 16 and 17)")
        THREAT = "threat", _("Threat to somebody's life")
        NONE = "none", _("No legal ground was named")

    class Decision(models.TextChoices):
        GIVE = "give", _("Give it")
        PART = "part", _("Give a part")
        REFUSE = "refuse", _("Refuse")

    class Given(models.TextChoices):
        NOTHING = "nothing", _("Nothing")
        EXPORT = "export", _("A copy of what is in the case")
        FIGURES = "figures", _("Figures")
        STATEMENT = "statement", _("A statement")

    class State(models.TextChoices):
        OPEN = "open", _("to decide")
        PROPOSED = "proposed", _("waits for a second person")
        DECIDED = "decided", _("to answer")
        ANSWERED = "answered", _("answered")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    case_id = models.UUIDField(null=True)
    received_on = models.DateField()
    due_on = models.DateField()
    said = SealedField()
    """JSON: who asks, what, on which ground exactly, why it was decided so, and what was given."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposal = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    given = models.CharField(max_length=10, choices=Given.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="desk_decided_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["decided", "answered"])
                | models.Q(proposed_by__isnull=False, decided_by__isnull=False),
                name="desk_decided_by_somebody",
            ),
        ]

    @property
    def case_pk(self) -> uuid.UUID | None:
        """The case that an audit entry about it belongs to."""
        return self.case_id

    @property
    def about(self) -> str:
        """What the sealed text is bound to."""
        return f"desk-request:{self.pk}"
