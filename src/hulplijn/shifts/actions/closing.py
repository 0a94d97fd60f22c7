"""The end of the hours: `look_at_hours`, `close_line`. Nobody is left waiting behind a door that is shut."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM
from hulplijn.casework import line
from hulplijn.casework.actions.rows import held
from hulplijn.casework.models import Contact
from hulplijn.conversations import actions as conversations
from hulplijn.hours import queries as hours
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.shifts.rules.waiting import next_look

LOOK = "shifts.closing"
"""Kind of due work: the hours begin or end, or the line stops. It reads the hours anew each time."""


def look_at_hours(*, at: datetime) -> None:
    """What the hours ask for at `at`: the line is closed once they are over, and screens say it."""
    if not hours.is_open(at):
        close_line(at=at)
    bus.publish("queue")


def close_line(*, at: datetime) -> int:
    """Who still waits is told that we are closed, and goes first at the next opening; returns how many.

    What she wrote stays, as a message that was left. Whoever is being talked to is not waiting.
    """
    waiting = Contact.objects.filter(taken_at=None, ended_at=None, left_message=False)
    return sum(_keep(contact, at=at) for contact in waiting.order_by("started_at", "pk"))


def set_timer(*, at: datetime) -> None:
    """Part of each look at the line: be woken when the hours change next."""
    until = hours.closes_at(at)
    when = next_look(at, until=until, opens=None if hours.is_open(at) else hours.next_opening(at))
    if when:
        due.put(LOOK, "", when)


def _keep(contact: Contact, *, at: datetime) -> bool:
    with writing():
        contact = held(contact)
        won = Contact.objects.filter(pk=contact.pk, taken_at=None, ended_at=None, left_message=False).update(
            left_message=True
        )
        if won:
            if contact.conversation:
                conversations.announce(contact.conversation, "closing", by=SYSTEM, at=at)
                topic = contact.conversation.topic
                after_commit(lambda: bus.publish(topic))
            audit.record("contact.keep_at_closing", by=SYSTEM, on=contact, at=at)
            line.changed(contact, at=at)
    return bool(won)
