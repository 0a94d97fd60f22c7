"""The one message writer: many sayings, one transaction, each with the next number of its conversation."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import connection
from django.db.backends.utils import CursorWrapper

from hulplijn.conversations.models import Conversation, Message
from hulplijn.conversations.rules import CannotSay, ConversationClosed, Said, about
from hulplijn.plumbing.database import writing
from hulplijn.privacy.sealing import Sealer

_TAKE_NUMBERS = """
    WITH wanted(which, more) AS (VALUES {rows})
    UPDATE conversations_conversation SET last_number = last_number + more FROM wanted
    WHERE id = which AND closed_at IS NULL RETURNING id, last_number, (
        SELECT at FROM conversations_message AS said
        WHERE said.conversation_id = conversations_conversation.id ORDER BY said.number DESC LIMIT 1
    )
"""
_ALREADY_THERE = """SELECT conversation_id, client_id, number FROM conversations_message
    WHERE (conversation_id, client_id) IN (VALUES {rows})"""
_INSERT = """
    INSERT INTO conversations_message (conversation_id, number, client_id, sender, staff_id, event, at, body)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""

Key = tuple[uuid.UUID, uuid.UUID]
"""Conversation and client id: what makes a message the same one."""
Numbers = dict[Key, int]
Places = dict[Key, tuple[int, datetime]]
"""The number and the moment that each message gets."""

_AT = Message._meta.get_field("at").get_col("conversations_message")


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
    reader can skip one. No message is earlier than the one before it: the clocks of two processes differ
    a little. A saying whose client id is already there is not written twice. Nothing of this is
    acknowledged to anybody before it returns: then it is on disk.
    """
    with writing(), connection.cursor() as cursor:
        _hold({saying.conversation_id for saying in sayings})
        known = _already_there(cursor, sayings)
        fresh: dict[Key, Saying] = {}
        for saying in sayings:
            key = (saying.conversation_id, saying.client_id)
            if key in known:
                continue
            fresh.setdefault(key, saying)
        places = _take_places(cursor, list(fresh.values()))
        rows = [_row(saying, *places[key]) for key, saying in fresh.items() if key in places]
        if rows:
            cursor.executemany(_INSERT, rows)
    return _outcomes(sayings, known, {key: number for key, (number, _) in places.items()})


def _outcomes(sayings: Sequence[Saying], known: Numbers, numbers: Numbers) -> list[Said | CannotSay]:
    """What became of each; of two in one group that are the same, the second was there already."""
    there, outcomes = dict(known), []
    for saying in sayings:
        key = (saying.conversation_id, saying.client_id)
        outcome: Said | CannotSay = ConversationClosed(str(saying.conversation_id))
        if key in there:
            outcome = Said(there[key], repeated=True)
        elif key in numbers:
            outcome = Said(numbers[key])
            there[key] = numbers[key]
        outcomes.append(outcome)
    return outcomes


def _hold(conversations: set[uuid.UUID]) -> None:
    """On PostgreSQL, lock the conversations' rows (always in one order): a message that comes by two ways
    at once is then recognised by the second, instead of failing its whole group."""
    if connection.vendor != "postgresql":
        return
    list(
        Conversation.objects.select_for_update().filter(pk__in=conversations).order_by("pk").values_list("pk")
    )


def _already_there(cursor: CursorWrapper, sayings: Sequence[Saying]) -> Numbers:
    # Both columns of the unique index: by client id alone each message would read the whole table.
    keys = {
        (_uuid(saying.conversation_id), _uuid(saying.client_id)): (saying.conversation_id, saying.client_id)
        for saying in sayings
    }
    cursor.execute(_for_each(_ALREADY_THERE, len(keys)), [part for key in keys for part in key])
    return {keys[conversation, client]: number for conversation, client, number in cursor.fetchall()}


def _take_places(cursor: CursorWrapper, sayings: Sequence[Saying]) -> Places:
    """The place of each of `sayings`, in their order; those of an ended conversation get none."""
    wanted = Counter(saying.conversation_id for saying in sayings)
    if not wanted:
        return {}
    which = {_uuid(conversation_id): conversation_id for conversation_id in wanted}
    asked = [part for one, conversation_id in which.items() for part in (one, wanted[conversation_id])]
    cursor.execute(_for_each(_TAKE_NUMBERS, len(wanted)), asked)
    last = {
        which[one]: (number - wanted[which[one]], _moment(before))
        for one, number, before in cursor.fetchall()
    }
    places: Places = {}
    for saying in sayings:
        if saying.conversation_id in last:
            number, before = last[saying.conversation_id]
            place = number + 1, max(saying.at, before or saying.at)
            last[saying.conversation_id] = places[saying.conversation_id, saying.client_id] = place
    return places


def _moment(at: Any) -> datetime | None:
    """What the database gave, as the models read it."""
    for convert in connection.ops.get_db_converters(_AT):
        at = convert(at, _AT, connection)
    return cast("datetime | None", at)


def _for_each(statement: str, count: int) -> str:
    return statement.format(rows=", ".join(["(%s, %s)"] * count))


def _row(saying: Saying, number: int, at: datetime) -> list[Any]:
    return [
        _uuid(saying.conversation_id),
        number,
        _uuid(saying.client_id),
        saying.sender,
        saying.staff_id,
        saying.event,
        connection.ops.adapt_datetimefield_value(at),
        saying.body,
    ]


def _uuid(value: uuid.UUID) -> Any:
    return Conversation._meta.pk.get_db_prep_value(value, connection)
