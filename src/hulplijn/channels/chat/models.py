"""Who is connected: one row per connection, so that every process and a restart know it."""

from __future__ import annotations

import uuid

from django.db import models

from hulplijn.conversations.models import Conversation
from hulplijn.plumbing.models import ServerProcess


class Link(models.Model):
    """A visitor's connection. A socket lives with its process; a page without script until `until`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="links")
    process = models.ForeignKey(ServerProcess, on_delete=models.CASCADE, null=True, related_name="+")
    until = models.DateTimeField(null=True)
    who_hash = models.BinaryField(max_length=32, default=b"")
    """Keyed hash of where she connects from, gone with the connection: a block is made from it."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(process__isnull=False) ^ models.Q(until__isnull=False),
                name="link_ends_somehow",
            )
        ]


class Guard(models.Model):
    """While `until` lies ahead, a beginning asks for its proof. One row, or none."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    until = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_guard")]


class Asked(models.Model):
    """The visitor of this conversation has answered or skipped the questions after it. What she answered is
    in the ledger, which knows no conversation."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="asked"
    )
