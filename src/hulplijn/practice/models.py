"""Who practises, with which scripted visitor, and how far that one has come."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact


class Practice(models.Model):
    """One talk with a scripted visitor. It is between the counsellor and herself, and goes with its case.

    `turns` counts what the visitor did, one by one: whoever raises it says her next words, and nobody else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="practised")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    script = models.CharField(max_length=60)
    """Name of its file in `content/practice/`."""
    source = models.TextField(blank=True)
    """The text of a draft that is tried; empty where it is the one in use."""
    began_at = models.DateTimeField()
    turns = models.PositiveIntegerField(default=0)
    given = models.JSONField(default=list)
    """Names of the answers that she has given."""
    fallbacks = models.PositiveIntegerField(default=0)
    heard = models.PositiveIntegerField(default=0)
    """Number of the last message that she has answered to."""

    is_private = True

    def belongs_to(self, actor: Actor) -> bool:
        """Whether `actor` practises here."""
        return actor.kind == "staff" and actor.id == str(self.staff_id)

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.contact.case_id
