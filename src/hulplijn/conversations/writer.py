"""The one message writer: many sayings, one transaction, each with the next number of its conversation."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from hulplijn.conversations.models import Conversation, Message
from hulplijn.conversations.rules import CannotSay, ConversationClosed, Said, about
from hulplijn.plumbing.database import writing
from hulplijn.privacy.sealing import Sealer

_TAKE_NUMBER = """
    UPDATE conversations_conversation SET last_number = last_number + 1
    WHERE id = %s AND closed_at IS NULL RETURNING last_number
"""
_INSERT = """
    INSERT INTO conversations_message (conversation_id, number, client_id, sender, staff_id, event, at, body)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True)
class Saying:
    """A message that wants to be written."""

    conversation_id: uuid.UUID
    client_id: uuid.UUID
    sender: str
    staff_id: str
    event: str
    at: datetime
    body: bytes

    @classmethod
    def of(
        cls,
        conversation: Conversation,
        text: str,
        *,
        sealer: Sealer,
        client_id: uuid.UUID,
        sender: str,
        at: datetime,
        staff_id: str = "",
        event: str = "",
    ) -> Saying:
        """Seal `text` for its place in `conversation`."""
        body = sealer.seal(text, about=about(conversation.pk, client_id))
        return cls(conversation.pk, client_id, sender, staff_id, event, at, body)


def write(sayings: Sequence[Saying]) -> list[Said | CannotSay]:
    """Write `sayings` in their order in one transaction; return what became of each.

    The number comes from `UPDATE … RETURNING` on the conversation's row inside the commit, so no
    reader can skip one. A saying whose client id is already there is not written twice. Nothing
    of this is acknowledged to anybody before it returns: then it is on disk.
    """
    with writing(), connection.cursor() as cursor:
        _hold({saying.conversation_id for saying in sayings})
        known = _already_there(sayings)
        results: list[Said | CannotSay] = []
        rows = []
        for saying in sayings:
            key = (saying.conversation_id, saying.client_id)
            if key in known:
                results.append(Said(known[key], repeated=True))
                continue
            cursor.execute(_TAKE_NUMBER, [_uuid(saying.conversation_id)])
            taken = cursor.fetchone()
            if taken is None:
                results.append(ConversationClosed(str(saying.conversation_id)))
                continue
            known[key] = taken[0]
            rows.append(_row(saying, taken[0]))
            results.append(Said(taken[0]))
        if rows:
            cursor.executemany(_INSERT, rows)
    return results


def _hold(conversations: set[uuid.UUID]) -> None:
    """On PostgreSQL, lock the conversations' rows (always in one order): a message that comes by two ways
    at once is then recognised by the second, instead of failing its whole group."""
    list(
        Conversation.objects.select_for_update().filter(pk__in=conversations).order_by("pk").values_list("pk")
    )


def _already_there(sayings: Sequence[Saying]) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    # Both columns of the unique index: by client id alone each message would read the whole table.
    rows = Message.objects.filter(
        conversation__in={saying.conversation_id for saying in sayings},
        client_id__in=[saying.client_id for saying in sayings],
    )
    return {
        (conversation, client): n
        for conversation, client, n in rows.values_list("conversation_id", "client_id", "number")
    }


def _row(saying: Saying, number: int) -> list[Any]:
    return [
        _uuid(saying.conversation_id),
        number,
        _uuid(saying.client_id),
        saying.sender,
        saying.staff_id,
        saying.event,
        connection.ops.adapt_datetimefield_value(saying.at),
        saying.body,
    ]


def _uuid(value: uuid.UUID) -> Any:
    return Conversation._meta.pk.get_db_prep_value(value, connection)
