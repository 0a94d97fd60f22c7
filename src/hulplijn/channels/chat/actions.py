"""What a visitor does, whichever way her page is connected.

Come and go: `begin`, `leave`
Talk: `say`, `keep_draft`
In danger: `danger`, and `heed`, which looks for its signs in what she says
Who reads along: `consent`
What is done to her: `block`
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import company
from hulplijn.casework.models import Block, Contact
from hulplijn.channels.chat.models import Link
from hulplijn.channels.chat.presence import DROP_DRAFT, HOLD
from hulplijn.content.rules.risk import BUTTON
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import conversation_begun_with
from hulplijn.conversations.rules import ConversationClosed, Said
from hulplijn.conversations.writer import Saying
from hulplijn.guidance.queries import sign_in
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import keys
from hulplijn.privacy.sealing import Sealer


class NotOpen(Exception):
    """Nobody is there to answer now."""


@dataclass(frozen=True)
class Begun:
    """A chat that waits for a counsellor, and the visitor's hold on it."""

    conversation: Conversation
    contact: Contact
    token: str


def begin(
    *,
    start_id: uuid.UUID,
    language: str,
    is_open: bool,
    at: datetime,
    about_someone_else: bool = False,
    sample: bool = False,
) -> Begun:
    """Begin a chat: a key, a conversation, a case and a waiting contact. No question is asked first.

    Beginning again with the same `start_id` (a lost answer, a double tap) gives the same chat.

    Raises:
        NotOpen: the helpline is closed, and this start id has not begun before.
        ConversationClosed: what this start id began has ended.
    """
    before = conversation_begun_with(start_id)
    if before is None and not is_open:
        raise NotOpen("closed")
    key_id = before.key_id if before else keys.new_key()
    with writing():
        opened = conversations.open_conversation(start_id=start_id, key_id=key_id, language=language, at=at)
        conversation = opened.conversation
        if opened.is_new and before is not None:
            raise ConversationClosed("her words were used meanwhile")  # a case keeps its key to itself
        if opened.is_new:
            contact = casework.open_contact(
                channel="chat",
                conversation=conversation,
                key_id=key_id,
                language=language,
                by=Actor.visitor(conversation.pk),
                at=at,
                about_someone_else=about_someone_else,
                sample=sample,
            )
        else:
            contact = Contact.objects.get(conversation=conversation)
    if key_id != conversation.key_id:
        keys.destroy_key(key_id)  # two taps at once: the other one won, and this key never sealed anything
    return Begun(conversation, contact, opened.token)


def begun_with(start_id: uuid.UUID) -> Begun | None:
    """The chat that `start_id` began, with a new hold on it; None where none goes on."""
    conversation = conversation_begun_with(start_id)
    if conversation is None:
        return None
    try:
        token = conversations.renew_hold(conversation)
    except ConversationClosed:
        return None
    return Begun(conversation, Contact.objects.get(conversation=conversation), token)


def is_used(start_id: uuid.UUID) -> bool:
    """Whether something has begun with `start_id`."""
    return conversation_begun_with(start_id) is not None


def saying_of_visitor(
    conversation: Conversation, text: str, *, client_id: uuid.UUID, at: datetime, sealer: Sealer | None = None
) -> Saying:
    """`text` checked and sealed, for the committer.

    Raises:
        TooLong, Empty
    """
    by = Actor.visitor(conversation.pk)
    return conversations.saying_of(conversation, text, by=by, client_id=client_id, at=at, sealer=sealer)


def say(conversation: Conversation, text: str, *, client_id: uuid.UUID, at: datetime) -> Said:
    """Say `text` and wait for the disk: the way of a page without script. What she was typing is said now.

    Raises:
        TooLong, Empty, ConversationClosed
    """
    if alarms(text):
        heed(conversation, text, at=at)
    said = conversations.say(
        conversation, text, by=Actor.visitor(conversation.pk), client_id=client_id, at=at
    )
    conversations.drop_visitors_draft(conversation.pk)
    return said


def keep_draft(conversation: Conversation, text: str, *, at: datetime) -> None:
    """Keep what she is typing for fifteen minutes after her last key; an empty text takes it away."""
    if not conversation.is_open:
        return
    with writing():
        conversations.save_draft(conversation, text, kind="reply", by=Actor.visitor(conversation.pk), at=at)
        if text.strip():
            due.put(DROP_DRAFT, conversation.pk, at + HOLD)


def alarms(text: str) -> bool:
    """Whether `text` holds a sign that its writer may be in danger."""
    return sign_in(text) is not None


def heed(conversation: Conversation, text: str, *, at: datetime) -> None:
    """Bring her forward in the queue for a sign of danger in `text`; nothing brings her back."""
    sign = sign_in(text)
    if sign is not None:
        _raise(conversation, sign.level, why=sign.code, at=at)


def danger(conversation: Conversation, *, at: datetime) -> None:
    """She says that she is in danger now: first in the queue, and said in the conversation, once."""
    by = Actor.visitor(conversation.pk)
    with writing():
        if _raise(conversation, Contact.Urgency.DANGER, why=BUTTON, at=at):
            conversations.announce(conversation, "danger", by=by, at=at)


def _raise(conversation: Conversation, level: int, *, why: str, at: datetime) -> bool:
    contact = Contact.objects.select_related("case", "conversation").get(conversation=conversation)
    return casework.raise_urgency(contact, level, by=Actor.visitor(conversation.pk), at=at, why=why)


def leave(conversation: Conversation, *, how: str, at: datetime) -> bool:
    """The visitor ends her chat: `how` is left or exit. False where it had ended before."""
    with writing():
        contact = Contact.objects.get(conversation=conversation)
        before = contact.ended_at
        contact = casework.visitor_left(contact, by=Actor.visitor(conversation.pk), how=how, at=at)
        conversations.let_go(conversation)
    return before is None and contact.ended_at is not None


def consent(conversation: Conversation, guest_id: uuid.UUID, yes: bool, *, at: datetime) -> bool:
    """The visitor lets somebody read along, or does not. False where the question is over."""
    guest = company.asked_of_visitor(conversation.pk, guest_id)
    return guest is not None and casework.answer_guest(guest, yes, by=Actor.visitor(conversation.pk), at=at)


def take_back(conversation: Conversation, guest_id: uuid.UUID, *, at: datetime) -> bool:
    """The visitor no longer lets somebody read along. False where she did not let that person in herself."""
    letting = company.let_in_by_visitor(Contact.objects.get(conversation=conversation))
    if guest_id not in {one.id for one in letting}:
        return False
    casework.stop_along(company.guest(guest_id), by=Actor.visitor(conversation.pk), at=at)
    return True


def block(contact: Contact, *, reason: str, lasts: str, by: Actor, at: datetime) -> Block:
    """End `contact` and keep its visitor out for a while, known by where she is connected from now.

    Raises:
        NotYours, NotTakenYet, AlreadyClosed
        NobodyToBlock: she is no longer connected.
    """
    links = Link.objects.filter(conversation=contact.conversation_id).exclude(who_hash=b"")
    who = links.values_list("who_hash", flat=True).first() or b""
    return casework.block(contact, who_hash=bytes(who), reason=reason, lasts=lasts, by=by, at=at)
