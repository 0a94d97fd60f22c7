"""Coded fields that a helpline adds of its own, beside the published lists."""

from __future__ import annotations

import uuid

from django.db import models


class OwnField(models.Model):
    """One version of an own field. It never changes: a change is the next version, a new row.

    Values are coded, never free text. A code that is there once stays, at most with a last day.
    """

    class Kind(models.TextChoices):
        ONE = "one", "one of a list"
        SEVERAL = "several", "several of a list"
        YES_NO = "yes_no", "yes, no or unknown"
        NUMBER = "number", "a whole number"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.JSONField()
    """Language to words; so is the definition."""
    definition = models.JSONField()
    codes = models.JSONField(default=list)
    """[{"code": …, "label": {language: words}, "until": None or a day}, …]"""
    lowest = models.IntegerField(null=True)
    highest = models.IntegerField(null=True)
    reasons = models.JSONField(default=list)
    """The reasons that it is asked with; none means all."""
    roles = models.JSONField(default=list)
    """Who may see it."""
    since = models.DateField()
    until = models.DateField(null=True)
    """Its last day."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="own_field_version_once"),
            models.CheckConstraint(
                condition=models.Q(kind="number", lowest__isnull=False, highest__gte=models.F("lowest"))
                | (~models.Q(kind="number") & models.Q(lowest=None, highest=None)),
                name="own_field_bounds_of_a_number",
            ),
        ]
