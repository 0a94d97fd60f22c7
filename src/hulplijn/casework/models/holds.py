"""What keeps a case beyond its term."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from hulplijn.casework.models.cases import Case


class Hold(models.Model):
    """Nothing of this case goes by itself, for a reason and until a day; `case` is empty where it is about
    everything that was made for a demonstration.

    It ends by itself: what is forgotten must not keep somebody's words for good.
    """

    class Reason(models.TextChoices):
        POLICE = "police", "an order of police or court"
        COMPLAINT = "complaint", "a complaint about us"
        CLAIM = "claim", "a claim, or a case before a judge"
        INQUIRY = "inquiry", "an inquiry into an incident"
        SAMPLE = "sample", "a demonstration keeps its sample"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="holds")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    """When it ends by itself; only the sample's has no end."""
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case=None, reason="sample")
                | models.Q(case__isnull=False, until__isnull=False) & ~models.Q(reason="sample"),
                name="hold_of_a_case_ends",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(lifted_at=None), name="hold_once_on_a_case"
            ),
        ]

    @property
    def last_day(self) -> datetime | None:
        """A moment on the last day of the hold, which ends at midnight after it."""
        return self.until - timedelta(seconds=1) if self.until else None
