"""What was seen for the first time, and in how many contacts since."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hulplijn.novelties.rules import LONGEST


class Novelty(models.Model):
    """Something new that happens to people, in words of the field and about nobody."""

    class Kind(models.TextChoices):
        MODUS = "modus", _("Way of working")
        PLATFORM = "platform", _("Platform or app")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        OPEN = "open", _("Followed")
        REFUSED = "refused", _("Not new")
        CLOSED = "closed", _("Has a code now")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=LONGEST)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    first_seen = models.DateField()
    became = models.CharField(max_length=80, blank=True)
    """The list and the code that count it from now on, such as `platform:signal`."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="closed") & ~models.Q(became="")
                | ~models.Q(state="closed") & models.Q(became=""),
                name="novelty_closed_with_its_code",
            ),
        ]

    @property
    def is_followed(self) -> bool:
        return self.state in FOLLOWED


FOLLOWED = (Novelty.State.PROPOSED, Novelty.State.OPEN)
"""States in which a contact can still be tagged with it."""


class NoveltyMark(models.Model):
    """That it was seen in one contact, told by a keyed hash of both: it counts each contact once and leads to
    none, and it stays where the contact is erased."""

    novelty = models.ForeignKey(Novelty, on_delete=models.CASCADE, related_name="marks")
    seal = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["novelty", "seal"], name="novelty_once_in_a_contact")]
