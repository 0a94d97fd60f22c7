"""How long what is held about a person stays: the terms, and when each part of a case goes. Pure.

The terms are those of `content/retention.yaml`. A term counts from the closing of the case's last contact,
unless another moment is named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum


class Term(StrEnum):
    """What goes together."""

    TEXT = "text"
    CONTACT_DETAILS = "contact_details"
    REMOVAL_FILE = "removal_file"
    RECORD = "record"


@dataclass(frozen=True)
class Terms:
    """How long each part is kept."""

    unclaimed: timedelta
    text: timedelta
    text_with_open_work: timedelta
    left_message: timedelta
    contact_details: timedelta
    removal_file: timedelta
    record: timedelta


@dataclass(frozen=True)
class Facts:
    """What decides about one case. `closed_at` is None while one of its contacts is open.

    `unclaimed`: nobody ever took it, and no message was left. `answered_at`: when a message that was left
    while closed got its answer, where the case holds nothing else. `since`: where a term counts from another
    moment. `has`: what is still there.
    """

    closed_at: datetime | None
    unclaimed: bool = False
    answered_at: datetime | None = None
    open_work: bool = False
    on_hold: bool = False
    since: Mapping[Term, datetime] = field(default_factory=dict)
    has: frozenset[Term] = frozenset(Term)


def goes_at(facts: Facts, terms: Terms, *, day_ends: datetime | None = None) -> dict[Term, datetime]:
    """When each part that is still there goes; nothing of a case that is open or on hold.

    With the record goes all that is left, so it is never before another part. `day_ends` is the end of the
    day on which an unclaimed case was closed.
    """
    if facts.closed_at is None or facts.on_hold:
        return {}
    if facts.unclaimed:
        return {Term.RECORD: (day_ends or facts.closed_at) + terms.unclaimed}
    when = {
        Term.TEXT: _text(facts, terms, facts.closed_at),
        Term.CONTACT_DETAILS: facts.closed_at + terms.contact_details,
        Term.REMOVAL_FILE: facts.since.get(Term.REMOVAL_FILE, facts.closed_at) + terms.removal_file,
        Term.RECORD: facts.closed_at + terms.record,
    }
    left = {term: moment for term, moment in when.items() if term in facts.has or term is Term.RECORD}
    left[Term.RECORD] = max(left.values())
    return left


def _text(facts: Facts, terms: Terms, closed_at: datetime) -> datetime:
    if facts.open_work:
        return closed_at + terms.text_with_open_work
    if facts.answered_at is not None:
        return facts.answered_at + terms.left_message
    return closed_at + terms.text


_ROUND = time(4, 15)


def next_round(after: datetime, zone: tzinfo) -> datetime:
    """When it is looked next what has come to its term: after the keys were renewed, before anybody works."""
    return _next(_ROUND, after, zone)


def day_ends(at: datetime, zone: tzinfo) -> datetime:
    """The midnight after `at`, on the helpline's clock."""
    return _next(time(0), at, zone)


def _next(clock: time, after: datetime, zone: tzinfo) -> datetime:
    local = after.astimezone(zone)
    found = datetime.combine(local.date(), clock, tzinfo=zone)
    if found <= local:
        found = datetime.combine(local.date() + timedelta(days=1), clock, tzinfo=zone)
    return found.astimezone(after.tzinfo)
