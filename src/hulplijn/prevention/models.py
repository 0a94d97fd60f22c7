"""Activities to prevent harm. They are no contacts: nothing here is about a visitor."""

from __future__ import annotations

import uuid

from django.db import models


class Activity(models.Model):
    """One thing that was done to prevent harm, such as a lesson; what is removed can be put back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField()
    kind = models.CharField(max_length=40)
    """A code of the list `prevention_kind`."""
    audiences = models.JSONField(default=list)
    """Codes of the list `prevention_audience`."""
    partners = models.JSONField(default=list)
    """Codes of partners who did it together with us."""
    organisation = models.CharField(max_length=80, blank=True)
    """The name of another organisation, never of a person."""
    reached = models.PositiveIntegerField(null=True)
    """How many people were there, or were reached; None where nobody counted."""
    minutes = models.PositiveIntegerField(null=True)
    """How long it took us, travel left out."""
    region = models.CharField(max_length=60, blank=True)
    material = models.CharField(max_length=80, blank=True)
    description = models.CharField(max_length=400, blank=True)
    entry = models.UUIDField(null=True, editable=False)
    """The key of its entry in the ledger; both are about nobody, so the link lies open."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with each change, so that nobody writes over a colleague's."""
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["day"], name="activity_day")]

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def hours(self) -> float | None:
        """The same in hours, to a quarter or finer as it was typed."""
        return None if self.minutes is None else self.minutes / 60
