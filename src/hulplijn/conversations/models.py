"""Conversations, their numbered messages and the drafts in them."""

from __future__ import annotations

import uuid

from django.db import models

from hulplijn.privacy.models import SealedField


class Conversation(models.Model):
    """A chat between a visitor and the helpline. It knows no case; its key is the case's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.UUIDField()
    start_hash = models.BinaryField(max_length=32, unique=True)
    """SHA-256 of the id that the visitor's page chose: beginning twice with it gives one conversation. Random
    once she came back with her words."""
    token_hash = models.BinaryField(max_length=32)
    """SHA-256 of the cookie that is the visitor's hold on her conversation; empty once she has none."""
    language = models.CharField(max_length=10)
    last_number = models.PositiveIntegerField(default=0)
    seen_by_visitor = models.PositiveIntegerField(default=0)
    seen_by_staff = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_how = models.CharField(
        max_length=10,
        blank=True,
        choices=[(how, how) for how in ("ended", "left", "exit", "lost", "silent", "blocked")],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_how="")
                | models.Q(closed_at__isnull=False) & ~models.Q(closed_how=""),
                name="conversation_closed_somehow",
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def topic(self) -> str:
        return topic_of(self.pk)


def topic_of(conversation_id: uuid.UUID) -> str:
    """The bus topic of a conversation."""
    return f"conversation:{conversation_id}"


class Message(models.Model):
    """One message. Its number is its place in the conversation, without gaps; its text is sealed."""

    class Sender(models.TextChoices):
        VISITOR = "visitor", "visitor"
        STAFF = "staff", "staff"
        SYSTEM = "system", "system"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    client_id = models.UUIDField()
    """Chosen by the sender: a message sent again is recognised by it."""
    sender = models.CharField(max_length=10, choices=Sender.choices)
    staff_id = models.CharField(max_length=40, blank=True)
    event = models.CharField(max_length=20, blank=True)
    """For system messages: one of `rules.EVENTS`."""
    at = models.DateTimeField()
    body = SealedField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["conversation", "client_id"], name="message_client_id_once"),
        ]


class Draft(models.Model):
    """What somebody is typing but has not sent, so that a lost session loses no word.

    A visitor's has an empty `staff_id`, and is gone fifteen minutes after her last key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    staff_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=[("reply", "reply"), ("note", "note")], default="reply")
    body = SealedField()
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "staff_id", "kind"], name="draft_once")
        ]


class Attachment(models.Model):
    """A screenshot that a visitor was invited to send. Without a body the invitation stands open.

    It is kept as it was written anew here: the picture alone, sealed under the case's key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="attachments")
    invited_by = models.CharField(max_length=40)
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    body = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=models.Q(sent_at=None), name="attachment_one_invitation"
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None, body=None)
                | models.Q(sent_at__isnull=False, body__isnull=False),
                name="attachment_sent_with_body",
            ),
        ]

    @property
    def about(self) -> str:
        """What the sealed picture is bound to."""
        return f"attachment:{self.conversation_id}:{self.pk}"
