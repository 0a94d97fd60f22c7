"""What a helpline adds of its own: coded fields beside the published lists, and texts in place of files."""

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


class OwnText(models.Model):
    """One published text of a file of the content folder, in place of the one that came with the product.

    A row is added and never changed, which the database refuses. The newest row of a name holds. What is
    taken back is a further row with the earlier text; `back_to` 0 is the file that came with the product.
    """

    name = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    """Counts the rows of one name from 1."""
    source = models.TextField()
    base = models.TextField()
    """The file that came with the product, as it was when this text was last laid beside it."""
    made_by = models.CharField(max_length=40)
    """Who changed the draft last, or took back; an actor's id, since this room knows no staff."""
    agreed_by = models.CharField(max_length=40, blank=True)
    back_to = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="own_text_version_once"),
            models.CheckConstraint(
                condition=(
                    models.Q(back_to=None)
                    & ~models.Q(agreed_by="")
                    & ~models.Q(agreed_by=models.F("made_by"))
                )
                | models.Q(back_to__isnull=False, agreed_by=""),
                name="own_text_published_by_two",
            ),
        ]

    @property
    def is_shipped(self) -> bool:
        """Whether from here on the file that came with the product holds again."""
        return self.back_to == 0


class Draft(models.Model):
    """A text that is being written; one for each file, gone once it is published or thrown away."""

    name = models.CharField(max_length=60, unique=True)
    source = models.TextField()
    base = models.TextField()
    """As in `OwnText`."""
    over = models.PositiveIntegerField()
    """The version of ours that was in use when it was saved last; 0 where there was none."""
    version = models.PositiveIntegerField(default=1)
    """Counts its savings, so that nobody overwrites what a colleague saved in between."""
    changed_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40, blank=True)
    """Who asked a colleague to publish it."""
    asked_at = models.DateTimeField(null=True)
    sent_back_by = models.CharField(max_length=40, blank=True)
    """Who looked and did not publish it; `sent_back` says what should become of it."""
    sent_back = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked_by="", asked_at=None)
                | (~models.Q(asked_by="") & models.Q(asked_at__isnull=False)),
                name="draft_asked_whole",
            ),
        ]
