"""What a visitor does outside a running chat: `leave_message`, `come_back`, `chat_again`; and her code."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Contact
from hulplijn.channels.chat import actions, presence
from hulplijn.channels.chat.actions import Begun, NotOpen
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import conversation_begun_with
from hulplijn.conversations.rules import check_text
from hulplijn.plumbing.database import writing
from hulplijn.privacy import keys


@dataclass(frozen=True)
class LeftMessage:
    """A message that waits for the opening, and the words with which its writer reads the answer."""

    contact: Contact
    words: list[str]
    again: bool = False
    """She has been shown other words before, which no longer work."""


@dataclass(frozen=True)
class Held:
    """A conversation and the visitor's new hold on it."""

    conversation: Conversation
    token: str


class NothingToReadYet(Exception):
    """The case of this code has no conversation."""


def leave_message(
    text: str,
    *,
    start_id: uuid.UUID,
    language: str,
    at: datetime,
    about_someone_else: bool = False,
    earlier: Conversation | None = None,
    sample: bool = False,
) -> LeftMessage:
    """Leave `text` while the helpline is closed: a contact that is first in the queue when it opens.

    It belongs to the case of `earlier` where she came back to that one. Sent twice with one `start_id` it is
    there once; the words shown last are the ones that count. Nobody holds it but by its words.

    Raises:
        TooLong, Empty
    """
    # Sent again it has the same id; the start id is in her browser only, so that this one tells nothing.
    message_id = uuid.uuid5(start_id, check_text(text))
    begun_before = conversation_begun_with(start_id)
    known = _key_of(begun_before) or _key_of(earlier)
    key_id = known or keys.new_key()
    with writing():
        conversation = begun_before or conversations.open_unheld(
            start_id=start_id, key_id=key_id, language=language, at=at
        )
        by = Actor.visitor(conversation.pk)
        contact = Contact.objects.filter(conversation=conversation).select_related("case").first()
        if contact is None:
            contact = casework.open_contact(
                channel="chat",
                conversation=conversation,
                key_id=key_id,
                case=_case_of(earlier) if earlier else None,
                language=language,
                by=by,
                at=at,
                about_someone_else=about_someone_else,
                left_message=True,
                sample=sample,
            )
            conversations.say(conversation, text, by=by, client_id=message_id, at=at)
            conversations.announce(conversation, "left_message", by=by, at=at)
        else:
            conversations.say(conversation, text, by=by, client_id=message_id, at=at)
        if actions.alarms(text):
            actions.heed(conversation, text, at=at)
        again = casework.has_return_code(contact.case)
        words = casework.make_return_code(contact.case, by=by, at=at, language=language)
    if not known and key_id != conversation.key_id:
        keys.destroy_key(key_id)  # sent twice at once: the other one won, and this key never sealed anything
    return LeftMessage(contact, words, again)


def come_back(typed: str, *, who: bytes, at: datetime) -> Held:
    """Open the conversation that goes on in the case of the typed words, else the one that ended last. Her
    hold of before ends.

    Raises:
        NotACode, WrongCode, TooManyWrongCodes
        NothingToReadYet
    """
    case = casework.come_back(typed, who=who, at=at)
    with_words = case.contacts.filter(conversation__isnull=False)
    newest = with_words.order_by(F("ended_at").desc(nulls_first=True), "-started_at").first()
    if newest is None or newest.conversation is None:
        raise NothingToReadYet
    with writing():
        token = conversations.give_hold(newest.conversation)
        presence.wait_for(newest.conversation, at)
    return Held(newest.conversation, token)


def chat_again(
    earlier: Conversation,
    *,
    start_id: uuid.UUID,
    language: str,
    is_open: bool,
    at: datetime,
    about_someone_else: bool = False,
) -> Begun:
    """Begin another chat in the case of `earlier`, which has ended: her return code leads to both.

    Beginning again with the same `start_id` gives the same chat.

    Raises:
        NotOpen
        ConversationClosed: what this start id began has ended.
    """
    if not is_open and conversation_begun_with(start_id) is None:
        raise NotOpen("closed")
    with writing():
        # Held until the commit: what comes to its term meanwhile would give the case another key.
        case = Case.objects.select_for_update().get(pk=_case_of(earlier).pk)
        opened = conversations.open_conversation(
            start_id=start_id, key_id=case.key_id, language=language, at=at
        )
        if opened.is_new:
            contact = casework.open_contact(
                channel="chat",
                conversation=opened.conversation,
                case=case,
                language=language,
                by=Actor.visitor(opened.conversation.pk),
                at=at,
                about_someone_else=about_someone_else,
            )
        else:
            contact = Contact.objects.get(conversation=opened.conversation)
        conversations.let_go(earlier)
    return Begun(opened.conversation, contact, opened.token)


def make_code(conversation: Conversation, *, language: str, at: datetime) -> list[str]:
    """Words with which she comes back to this conversation's case."""
    by = Actor.visitor(conversation.pk)
    return casework.make_return_code(_case_of(conversation), by=by, at=at, language=language)


def throw_code_away(conversation: Conversation, *, at: datetime) -> None:
    """She no longer wants a code."""
    casework.withdraw_return_code(_case_of(conversation), by=Actor.visitor(conversation.pk), at=at)


def has_code(conversation: Conversation) -> bool:
    """Whether words lead back to this conversation."""
    return casework.has_return_code(_case_of(conversation))


def goes_on_from(conversation: Conversation | None) -> bool:
    """Whether the next chat belongs to the case of this one: it has ended, and words lead back to it."""
    return conversation is not None and not conversation.is_open and has_code(conversation)


def _case_of(conversation: Conversation) -> Case:
    return Contact.objects.select_related("case").get(conversation=conversation).case


def _key_of(conversation: Conversation | None) -> uuid.UUID | None:
    return conversation.key_id if conversation else None
