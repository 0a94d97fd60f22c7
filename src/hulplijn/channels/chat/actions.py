"""What a visitor does: `begin` a chat, `leave` it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import conversation_begun_with
from hulplijn.plumbing.database import writing
from hulplijn.privacy import keys


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


def leave(conversation: Conversation, *, how: str, at: datetime) -> bool:
    """The visitor ends her chat: `how` is left or exit. False where it had ended before."""
    with writing():
        contact = Contact.objects.get(conversation=conversation)
        before = contact.ended_at
        contact = casework.visitor_left(contact, by=Actor.visitor(conversation.pk), how=how, at=at)
        conversations.let_go(conversation)
    return before is None and contact.ended_at is not None
