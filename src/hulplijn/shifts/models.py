"""Who is at work now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

BEAT_HOLDS = timedelta(seconds=90)
"""A counsellor whose screen has been silent for longer is not there; screens beat every 20 seconds."""


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

    def is_present(self, at: datetime) -> bool:
        """Whether she is at work at `at`: available or paused, with a living screen."""
        return self.state != self.State.AWAY and at - self.seen_at <= BEAT_HOLDS
