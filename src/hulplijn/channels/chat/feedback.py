"""What may follow a chat: `give_feedback`, the two questions that can be skipped."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import rights
from hulplijn.channels.chat.entries import SCALE, SKIPPED, USEFUL, Feedback
from hulplijn.channels.chat.models import Asked
from hulplijn.conversations.models import Conversation
from hulplijn.ledger import actions as ledger
from hulplijn.plumbing.database import writing

FOR = timedelta(minutes=15)
"""How long after the end the questions can be answered."""
_SALT = "after-chat"
_NEVER_ASKED = ("exit", "blocked")


class NotAsked(Exception):
    """The chat goes on, nobody talked to her, or it ended in a way after which nobody is asked anything."""


def ticket(conversation: Conversation) -> str:
    """What her page brings back with her answers. It opens nothing of the conversation."""
    return signing.dumps(conversation.pk.hex, salt=_SALT)


def conversation_of(ticket: str) -> Conversation | None:
    """The conversation that a ticket is for, within `FOR`."""
    try:
        return Conversation.objects.filter(pk=signing.loads(ticket, salt=_SALT, max_age=FOR)).first()
    except signing.BadSignature:
        return None


def is_asked(conversation: Conversation) -> bool:
    """Whether the two questions come after this conversation."""
    if conversation.is_open or conversation.closed_how in _NEVER_ASKED:
        return False
    if not Contact.objects.filter(conversation=conversation, taken_at__isnull=False).exists():
        return False  # nobody talked to her
    return not Asked.objects.filter(conversation=conversation).exists()


def give_feedback(
    conversation: Conversation, *, upset_before: str, upset_now: str, useful: str, at: datetime
) -> bool:
    """Enter what she answered, once; what is not an answer counts as skipped. False where it was there.

    The ledger gets the codes and the hour. That she answered is kept beside the conversation, so that nobody
    answers twice; what she answered is not. No line in the audit log either: with its moment it would tell
    whose entry this is.

    Raises:
        NotAsked
    """
    by = Actor.visitor(conversation.pk)
    contact = Contact.objects.select_related("case").get(conversation=conversation)
    rights.require(by, "feedback.give", contact, at=at)
    if conversation.is_open or conversation.closed_how in _NEVER_ASKED or contact.taken_at is None:
        raise NotAsked
    fact = Feedback(
        channel=contact.channel,
        language=contact.language or "unknown",
        upset_before=upset_before if upset_before in SCALE else SKIPPED,
        upset_now=upset_now if upset_now in SCALE else SKIPPED,
        useful=useful if useful in USEFUL else SKIPPED,
    )
    with writing():
        _, is_first = Asked.objects.get_or_create(conversation=conversation)
        if is_first and {fact.upset_before, fact.upset_now, fact.useful} != {SKIPPED}:
            ledger.enter(fact, at=at, origin=contact.case.origin)
    return is_first
