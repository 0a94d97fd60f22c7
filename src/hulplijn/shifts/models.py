"""Who is at work now, and which waiting contact is held out to whom."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from hulplijn.audit.actors import Actor

BEAT_HOLDS = timedelta(seconds=90)
"""A counsellor whose screen has been silent for longer is not there; screens beat every 20 seconds."""

MOST_AT_ONCE = 6


class Presence(models.Model):
    """One counsellor's state as she set it, and the last sign of her screen."""

    class State(models.TextChoices):
        AVAILABLE = "available", "available"
        PAUSED = "paused", "paused"
        AWAY = "away", "away"

    staff = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="presence"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.AWAY)
    seen_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField(default=2)
    """How many contacts at once she wants; a call counts. The server offers nothing beyond."""
    pause_after_this = models.BooleanField(default=False)
    """Pauses by itself once the contact that goes on now has ended."""

    resting_until = models.DateTimeField(null=True)
    """The end of five minutes to herself: a pause to others, which ends by itself."""

    def is_present(self, at: datetime) -> bool:
        """Whether she is at work at `at`: available or paused, with a living screen."""
        return self.state != self.State.AWAY and at - self.seen_at <= BEAT_HOLDS


class Offer(models.Model):
    """A waiting contact held out to one free counsellor; unanswered at `due_at`, it goes to the next."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        TAKEN = "taken", "taken"
        DECLINED = "declined", "declined"
        UNANSWERED = "unanswered", "unanswered"
        WITHDRAWN = "withdrawn", "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey("casework.Contact", on_delete=models.CASCADE, related_name="offers")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offers")
    offered_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=models.Q(state="open"), name="offer_of_a_contact_once"
            ),
            models.UniqueConstraint(
                fields=["staff"], condition=models.Q(state="open"), name="offer_to_one_once"
            ),
        ]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.contact.case_id

    def belongs_to(self, actor: Actor) -> bool:
        """Whether it is held out to `actor`."""
        return actor.kind == "staff" and str(self.staff_id) == actor.id
