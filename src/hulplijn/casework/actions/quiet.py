"""The visitor who says nothing: `ask_if_still_there`, `let_her_think`, and when either is due.

Five minutes after the last word that waits for an answer of hers, she gets one gentle question; five
minutes later the contact is ended and counted apart (`ending.end_silent`). Any word of hers, also one that
she is still typing, begins anew. Nothing stands in the way of a message for this: the timer looks back at
what was said.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework import rights
from hulplijn.casework.actions import waking
from hulplijn.casework.actions.rows import held
from hulplijn.casework.errors import AlreadyClosed
from hulplijn.casework.models import Contact
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Draft, Message
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import writing

QUIET_FOR = timedelta(minutes=5)
"""Domain: a silent visitor may be thinking, crying or hiding the phone; sooner would be pushing."""

QUIET = "casework.quiet"
"""The kind of its timer. The chat enters what is done then, since it knows who is connected."""


def watch(contact: Contact, *, at: datetime) -> None:
    """From now on somebody answers `contact`: look in five minutes. Inside a write of its caller."""
    if contact.conversation_id and not bus.is_quiet():
        due.put(QUIET, contact.pk, at + QUIET_FOR)


def stop(contact: Contact) -> None:
    """Nothing is asked of `contact` any more. Inside a write of its caller."""
    if not bus.is_quiet():
        due.cancel(QUIET, contact.pk)


def let_her_think(contact: Contact, yes: bool, *, by: Actor, at: datetime) -> Contact:
    """Her counsellor knows that she is thinking, and switches the question off, or on again.

    Raises:
        NotYours, AlreadyClosed
    """
    rights.require(by, "contact.let_her_think", contact, at=at)
    with writing():
        contact = held(contact)
        if contact.ended_at:
            raise AlreadyClosed
        contact.may_be_quiet, contact.quiet_asked_at = yes, None
        contact.save(update_fields=["may_be_quiet", "quiet_asked_at"])
        if yes:
            stop(contact)
        else:
            watch(contact, at=at)
        audit.record("contact.let_her_think", by=by, on=contact, at=at, outcome="yes" if yes else "no")
        waking.wake(contact, contact.owner_id, at=at)
    return contact


def next_look(contact: Contact, at: datetime) -> datetime | None:
    """When it is time for the question, or for the end after it; None where nothing waits for her.

    A moment that is past means now.
    """
    if contact.ended_at or contact.owner_id is None or contact.may_be_quiet:
        return None
    since = silent_since(contact)
    if since is None:
        return at + QUIET_FOR  # she spoke last: the next look finds what was answered
    asked = contact.quiet_asked_at
    return (asked if asked and asked >= since else since) + QUIET_FOR


def silent_since(contact: Contact) -> datetime | None:
    """Since when the visitor says nothing, though it is her turn; None where she spoke last.

    What she is typing counts as a word.
    """
    said = Message.objects.filter(conversation=contact.conversation_id)
    last = said.exclude(sender=Message.Sender.SYSTEM).order_by("-number").first()
    if last is not None and last.sender == Message.Sender.VISITOR:
        return None
    turns = [contact.taken_at, last.at if last else None]
    typed = Draft.objects.filter(conversation=contact.conversation_id, staff_id="").first()
    turns.append(typed.saved_at if typed else None)
    return max(filter(None, turns), default=None)


def has_spoken(contact: Contact) -> bool:
    """Whether she said anything at all."""
    return Message.objects.filter(
        conversation=contact.conversation_id, sender=Message.Sender.VISITOR
    ).exists()


def is_over(contact: Contact, *, at: datetime) -> bool:
    """Whether the question was asked five minutes ago, and nothing came."""
    since, asked = silent_since(contact), contact.quiet_asked_at
    return (
        contact.ended_at is None
        and contact.owner_id is not None
        and not contact.may_be_quiet
        and since is not None
        and asked is not None
        and since <= asked <= at - QUIET_FOR
    )


def ask_if_still_there(contact: Contact, *, at: datetime) -> bool:
    """The one gentle question. False where she spoke meanwhile, or it was asked already."""
    with writing():
        contact = held(contact)
        since, asked = silent_since(contact), contact.quiet_asked_at
        is_time = since is not None and since <= at - QUIET_FOR and (asked is None or asked < since)
        if contact.ended_at or contact.owner_id is None or contact.may_be_quiet or not is_time:
            return False
        Contact.objects.filter(pk=contact.pk).update(quiet_asked_at=at)
        if contact.conversation:
            conversations.announce(contact.conversation, "still_there", by=SYSTEM, at=at)
        audit.record("contact.ask_if_still_there", by=SYSTEM, on=contact, at=at)
        waking.wake(contact, contact.owner_id, at=at)
    return True
