"""The frames of the chat line, as both sockets send and read them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hulplijn.channels.chat.queries import VisitorsState
from hulplijn.conversations.queries import ReadMessage
from hulplijn.conversations.rules import LONGEST, CannotSay, TooLong
from hulplijn.shifts.queries import Line


class BadFrame(Exception):
    """A field of a frame is missing or of another kind; no page of ours sends that."""


def uuid_in(frame: dict[str, Any], name: str) -> uuid.UUID:
    """The UUID in field `name`.

    Raises:
        BadFrame
    """
    try:
        return uuid.UUID(str(frame.get(name, "")))
    except ValueError as wrong:
        raise BadFrame(name) from wrong


def number_in(frame: dict[str, Any], name: str) -> int:
    """The number (0 or more) in field `name`.

    Raises:
        BadFrame
    """
    value = frame.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise BadFrame(name)
    return value


def text_in(frame: dict[str, Any], name: str) -> str:
    """The text in field `name`.

    Raises:
        BadFrame
    """
    value = frame.get(name)
    if not isinstance(value, str):
        raise BadFrame(name)
    return value


def messages(rows: Iterable[ReadMessage], names: dict[str, str]) -> list[dict[str, Any]]:
    """Messages for a browser; `names` gives the alias of each staff id."""
    return [
        {
            "n": row.number,
            "id": str(row.client_id),
            "from": row.sender,
            "name": names.get(row.staff_id, ""),
            "text": row.text.reveal(),
            "event": row.event,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]


def place(line: Line) -> dict[str, Any]:
    """Her place in the line, as the state has it."""
    return {"place": line.place, "wait": list(line.usual) if line.usual else None, "line": line.how}


def state(now: VisitorsState) -> dict[str, Any]:
    """The visitor's state; `ask`, `readers` and `let_in` only where there is somebody."""
    told: dict[str, Any] = {
        "t": "state",
        "s": now.state,
        "name": now.name,
        "place": now.place,
        "wait": list(now.wait) if now.wait else None,
        "how": now.how,
        "line": now.line,
    }
    if now.ask:
        told["ask"] = {"id": str(now.ask.id), "name": now.ask.name, "how": now.ask.how}
    if now.readers:
        told["readers"] = list(now.readers)
    if now.let_in:
        told["let_in"] = [{"id": str(one.id), "name": one.name} for one in now.let_in]
    if now.shared:
        told["list"] = now.shared.stamp
    if now.picture:
        told["picture"] = True
    return told


def refusal(wrong: CannotSay, client_id: uuid.UUID, language: str) -> dict[str, Any]:
    """Why a message was not taken, in the reader's language; her text stays in her field."""
    with override(language):
        sentences = {
            "empty": _("There is no text in this message yet."),
            "closed": _("This conversation has ended. Your text is still here."),
            "refused": _("This message was not taken. Your text is still here."),
        }
        if isinstance(wrong, TooLong):
            over = wrong.length - LONGEST
            say = ngettext(
                "This message is %(over)d character too long. Your text is still here.",
                "This message is %(over)d characters too long. Your text is still here.",
                over,
            ) % {"over": over}
        else:
            say = sentences[wrong.code]
    return {"t": "refused", "id": str(client_id), "code": wrong.code, "say": say}
