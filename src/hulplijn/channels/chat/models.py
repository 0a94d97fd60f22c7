"""Who is connected: one row per connection, so that every process and a restart know it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
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


class AddressAsk(models.Model):
    """Two people ask to see from where somebody in danger is connected. The address itself is in no row."""

    class Why(models.TextChoices):
        HERSELF = "life_herself", _("Her own life is in danger")
        OTHER = "life_other", _("Somebody else's life is in danger")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="address_asks")
    why = models.CharField(max_length=20, choices=Why.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    asker_saw_at = models.DateTimeField(null=True)
    second_saw_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by=None) | ~models.Q(agreed_by=models.F("asked_by")),
                name="address_asked_by_two",
            )
        ]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.contact.case_id

    def belongs_to(self, actor: Actor) -> bool:
        """Whether `actor` is one of the two."""
        both = {str(one) for one in (self.asked_by_id, self.agreed_by_id) if one is not None}
        return actor.kind == "staff" and self.agreed_by_id is not None and actor.id in both
