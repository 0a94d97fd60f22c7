"""A case that the next shift goes on with."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from hulplijn.casework.models.cases import Contact, Note


class PassedOn(models.Model):
    """A contact that its owner leaves for the next shift. She keeps it until somebody takes it.

    What the next one must know is a note in the case, which she reads once she has taken it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="passed_on")
    note = models.OneToOneField(Note, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    """Until when what must be done can wait, where that was said."""
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=models.Q(taken_at=None), name="passed_on_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(taken_at=None, taken_by=None)
                | models.Q(taken_at__isnull=False, taken_by__isnull=False),
                name="passed_on_taken_by_somebody",
            ),
        ]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.contact.case_id
