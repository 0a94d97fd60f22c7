"""Conversations that a coordinator reads to learn from, and marks that belong to nobody."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.privacy.models import SealedField


class Review(models.Model):
    """One closed conversation in a coordinator's sample, with the feedback for whoever had it.

    It is between the two of them, and goes with the case.
    """

    class State(models.TextChoices):
        DRAWN = "drawn", "drawn"
        GIVEN = "given", "given"
        SKIPPED = "skipped", "skipped"

    class Skipped(models.TextChoices):
        TEXT_GONE = "text_gone", "its text has gone at its term"
        UNFIT = "unfit", "there is nothing to learn from it"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="review")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAWN)
    skipped = models.CharField(max_length=10, choices=Skipped.choices, blank=True)
    scores = models.JSONField(default=dict, blank=True)
    """Each question of the rubric with 1 to 4."""
    words = SealedField(null=True)
    """The feedback in words."""
    given_at = models.DateTimeField(null=True)
    answer = SealedField(null=True)
    """What the counsellor says to it."""
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reviewer=models.F("counsellor")), name="review_of_somebody_else"
            )
        ]

    def belongs_to(self, actor: Actor) -> bool:
        """Whether it is about `actor`'s conversation, or `actor` reads it."""
        return actor.kind == "staff" and actor.id in (str(self.counsellor_id), str(self.reviewer_id))

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.contact.case_id

    @property
    def words_about(self) -> str:
        """What the sealed feedback is bound to."""
        return f"review:{self.pk}"

    @property
    def answer_about(self) -> str:
        """What the sealed answer is bound to."""
        return f"review-answer:{self.pk}"


class Mark(models.Model):
    """One mark for one question in one quarter. Nothing leads from it to a conversation or a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quarter = models.CharField(max_length=7)
    """"2026-Q4"."""
    question = models.CharField(max_length=40)
    score = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=4), name="mark_of_four_levels")
        ]
        indexes = [models.Index(fields=["question", "quarter"], name="mark_of_question")]
