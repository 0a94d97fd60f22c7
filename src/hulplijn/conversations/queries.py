"""Reads of conversations. What was said needs the handle of an opened case."""

from __future__ import annotations

import hmac
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hulplijn.audit.actors import Actor
from hulplijn.conversations.models import Conversation, Draft, Message
from hulplijn.conversations.recent import Written
from hulplijn.conversations.rules import about, draft_about, drafts_of, hash_of
from hulplijn.conversations.writer import Saying
from hulplijn.privacy.keys import open_key
from hulplijn.privacy.private_text import PrivateText
from hulplijn.privacy.sealing import Sealer


@dataclass(frozen=True)
class ReadMessage:
    """A message, decrypted. `sender` is visitor, staff or system; `event` is set for system messages."""

    number: int
    client_id: uuid.UUID
    sender: str
    staff_id: str
    event: str
    at: datetime
    text: PrivateText


def messages_after(
    conversation: Conversation, number: int, sealer: Sealer, *, most: int = 500
) -> list[ReadMessage]:
    """At most `most` messages with a higher number than `number`, in order."""
    rows = Message.objects.filter(conversation=conversation, number__gt=number).order_by("number")[:most]
    return [
        ReadMessage(
            row.number,
            row.client_id,
            row.sender,
            row.staff_id,
            row.event,
            row.at,
            sealer.open(row.body, about=about(conversation.pk, row.client_id)),
        )
        for row in rows
    ]


def read_saying(saying: Saying, number: int, sealer: Sealer) -> ReadMessage:
    """A message that this process has just written, as `messages_after` would read it."""
    return ReadMessage(
        number,
        saying.client_id,
        saying.sender,
        saying.staff_id,
        saying.event,
        saying.at,
        sealer.open(saying.body, about=about(saying.conversation_id, saying.client_id)),
    )


def written_after(places: list[tuple[uuid.UUID, int]]) -> dict[tuple[uuid.UUID, int], list[Written]]:
    """Of each conversation what stands after that number, sealed and in order; of all in one query."""
    asked = Q()
    for conversation_id, number in places:
        asked |= Q(conversation_id=conversation_id, number__gt=number)
    found: dict[uuid.UUID, list[Written]] = defaultdict(list)
    for row in Message.objects.filter(asked).order_by("number"):
        saying = Saying(
            row.conversation_id, row.client_id, row.sender, row.staff_id, row.event, row.at, bytes(row.body)
        )
        found[row.conversation_id].append((row.number, saying))
    return {(pk, after): [one for one in found[pk] if one[0] > after] for pk, after in places}


def conversation_begun_with(start_id: uuid.UUID) -> Conversation | None:
    """The conversation that this start id began."""
    return Conversation.objects.filter(start_hash=hash_of(str(start_id))).first()


def conversation_held_by(conversation_id: uuid.UUID, token: str) -> Conversation | None:
    """The conversation, where `token` is the visitor's hold on it; compared in constant time."""
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation and hmac.compare_digest(bytes(conversation.token_hash), hash_of(token)):
        return conversation
    return None


def visitors_sealer(conversation: Conversation) -> Sealer:
    """The handle for the visitor's own reading, once her token has been checked."""
    return open_key(conversation.key_id)


def draft_of(conversation: Conversation, sealer: Sealer, *, by: Actor, kind: str) -> PrivateText | None:
    """What `by` was typing here."""
    staff_id = drafts_of(by)
    draft = Draft.objects.filter(conversation=conversation, staff_id=staff_id, kind=kind).first()
    about = draft_about(conversation.pk, staff_id, kind)
    return sealer.open(draft.body, about=about) if draft else None
