"""The middle column: what was said and noted, in the order in which it happened."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.casework import company
from hulplijn.casework import queries as casework
from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Contact
from hulplijn.conversations import queries as conversations
from hulplijn.privacy.private_text import PrivateText
from hulplijn.workspace.rules.typed import links_in

_MOST = 5000


@dataclass(frozen=True)
class Spoken:
    """One thing in the stream. `kind`: visitor, own, colleague, system, note, or handed for what one owner
    wrote for the next (`event` is who that is); `number` is 0 for what the visitor never sees."""

    kind: str
    number: int
    id: uuid.UUID
    at: datetime
    text: PrivateText
    name: str = ""
    event: str = ""

    @property
    def has_link(self) -> bool:
        """Whether the visitor names an address that a removal request could be about."""
        return self.kind == "visitor" and bool(links_in(self.text.reveal()))


def stream(contact: Contact, opened: OpenedCase, *, by: Actor) -> list[Spoken]:
    """The messages of `contact` and its case's notes, oldest first."""
    notes = [
        Spoken("note", 0, one.id, one.at, one.text, one.author)
        for one in casework.notes(opened)
        if one.contact_id in (contact.pk, None)
    ]
    notes += [
        Spoken("handed", 0, one.id, one.at, one.text, one.by, one.to)
        for one in company.handover_notes(opened, contact)
    ]
    said = said_in(contact, opened, by) if contact.conversation else []
    return _woven(said, sorted(notes, key=lambda one: one.at))


def _woven(said: list[Spoken], notes: list[Spoken]) -> list[Spoken]:
    """Messages in the order of their numbers, whatever the clock did; each note after what came before it."""
    woven = list(said)
    for note in notes:
        before = [place for place, one in enumerate(woven, start=1) if one.at <= note.at]
        woven.insert(before[-1] if before else 0, note)
    return woven


def said_in(contact: Contact, opened: OpenedCase, by: Actor) -> list[Spoken]:
    """The messages of the conversation of `contact`, oldest first."""
    assert contact.conversation is not None
    messages = conversations.messages_after(contact.conversation, 0, opened.sealer, most=_MOST)
    others = {one.staff_id for one in messages if one.staff_id and one.staff_id != by.id}
    names = {str(pk): alias for pk, alias in Staff.objects.filter(pk__in=others).values_list("pk", "alias")}
    return [
        Spoken(
            one.sender if one.sender != "staff" else ("own" if one.staff_id == by.id else "colleague"),
            one.number,
            one.client_id,
            one.at,
            one.text,
            names.get(one.staff_id, ""),
            one.event,
        )
        for one in messages
    ]
