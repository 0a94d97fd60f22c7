"""The standard replies for one conversation, with their fields filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.content.rules.readability import level_of
from hulplijn.content.texts import Text
from hulplijn.hours import queries as hours

_FIELD = re.compile(r"\{(\w+)\}")
_NOT_KNOWN = "…"


@dataclass(frozen=True)
class ReadyReply:
    """A reply in the conversation's language. `level` is easy, fair or hard."""

    id: str
    label: Text
    text: str
    level: str


@dataclass(frozen=True)
class Subject:
    """The replies about one thing."""

    id: str
    title: Text
    replies: list[ReadyReply]


def standard_replies(contact: Contact, *, by: Actor, at: datetime) -> list[Subject]:
    """All of them, in the language of `contact`; what is not known stays open as "…"."""
    fields = _fields(contact.language, by, at)

    def filled(text: Text) -> str:
        return _FIELD.sub(lambda found: fields.get(found[1], _NOT_KNOWN), text.in_(contact.language))

    return [
        Subject(
            subject.id,
            subject.title,
            [
                ReadyReply(one.id, one.label, filled(one.text), level_of(filled(one.text)))
                for one in subject.replies
            ],
        )
        for subject in content.replies()
    ]


def _fields(language: str, by: Actor, at: datetime) -> dict[str, str]:
    helpline, until = content.helpline(), hours.closes_at(at)
    opens = hours.next_opening(until or at)
    return {
        "counsellor": by.name,
        "helpline": helpline.name,
        "phone": helpline.phone,
        "until": f"{localtime(until):%H:%M}" if until else _NOT_KNOWN,
        "opens": str(hours.words(opens, at, language)) if opens else _NOT_KNOWN,
    }
