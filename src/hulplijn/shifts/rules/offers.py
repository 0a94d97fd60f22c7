"""To whom a waiting contact is held out. Pure: the line, the counsellors and the moment in, what to do out.

A contact is held out to one free counsellor for `HOLDS`, then to the next. Free is who takes new contacts and
has room. Who said "not now", or did not answer, comes again after all others, and not before a rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hulplijn.plumbing.rules import APART

HOLDS = timedelta(seconds=30)
RESTS = timedelta(minutes=1)
"""So long a counsellor is not asked again after her first "not now"; after the second twice as long."""
LONGEST_REST = 10 * RESTS


@dataclass(frozen=True)
class Waits:
    """A contact in line. `topics` are what is known of it: codes of reasons and roles."""

    id: str
    language: str
    urgency: int = 0
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Counsels:
    """A counsellor who takes new contacts. Empty `languages` are all of them."""

    id: int
    load: int
    capacity: int
    idle_since: datetime
    languages: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()

    @property
    def has_room(self) -> bool:
        return self.load < self.capacity

    def speaks(self, language: str) -> bool:
        return not self.languages or language.partition("-")[0] in self.languages


@dataclass(frozen=True)
class Held:
    """An offer that is open."""

    id: str
    contact: str
    staff: int
    due_at: datetime


@dataclass(frozen=True)
class Refused:
    """How often `staff` did not take `contact` when it was held out to her, and when that last began."""

    contact: str
    staff: int
    times: int
    last: datetime

    @property
    def rests_until(self) -> datetime:
        return self.last + HOLDS + min(self.times * RESTS, LONGEST_REST)


@dataclass(frozen=True)
class Match:
    """What is to be done: offers that end, and (contact, staff) pairs that begin. `again_at` is when to look
    again, though nothing happens before."""

    unanswered: tuple[str, ...]
    withdrawn: tuple[str, ...]
    offers: tuple[tuple[str, int], ...]
    again_at: datetime | None


def match(
    line: Sequence[Waits],
    counsellors: Iterable[Counsels],
    held: Iterable[Held],
    refused: Iterable[Refused],
    at: datetime,
) -> Match:
    """Who of `line` (in its order) is held out to whom at `at`.

    Where the only ones with room are busy with an offer, somebody more urgent takes its place.
    """
    held, counsellors = list(held), list(counsellors)
    free = {one.id: one for one in counsellors if one.has_room}
    urgency = {one.id: one.urgency for one in line}
    unanswered = [one for one in held if one.due_at <= at]
    gone = [one for one in held if one.due_at > at and (one.contact not in urgency or one.staff not in free)]
    open_to = {one.staff: one for one in held if one not in unanswered and one not in gone}
    said_no = _with(unanswered, refused)
    offers: dict[int, str] = {}
    rests: list[datetime] = []
    for contact in line:
        if any(one.contact == contact.id for one in open_to.values()):
            continue
        able = [one for one in _who_speak(contact.language, counsellors) if one.has_room]
        asked = [
            one for one in able if one.id not in offers and _may_ask(contact, open_to.get(one.id), urgency)
        ]
        noes = {one.id: said_no[contact.id, one.id] for one in able if (contact.id, one.id) in said_no}
        resting = {staff for staff, no in noes.items() if no.last - APART <= at < no.rests_until}
        rests += [noes[staff].rests_until for staff in resting]
        best = min(
            (one for one in asked if one.id not in resting),
            key=lambda one: (
                one.id in open_to,
                noes[one.id].times if one.id in noes else 0,
                -len(one.skills & contact.topics),
                one.idle_since,
                one.id,
            ),
            default=None,
        )
        if best is not None:
            offers[best.id] = contact.id
            if best.id in open_to:
                gone.append(open_to.pop(best.id))
    return Match(
        tuple(one.id for one in unanswered),
        tuple(one.id for one in gone),
        tuple((contact, staff) for staff, contact in offers.items()),
        min(rests, default=None),
    )


def _with(unanswered: Iterable[Held], refused: Iterable[Refused]) -> dict[tuple[str, int], Refused]:
    """What was refused, those among it that have just run out."""
    found = {(one.contact, one.staff): one for one in refused}
    for one in unanswered:
        before = found.get((one.contact, one.staff))
        times = before.times + 1 if before else 1
        found[one.contact, one.staff] = Refused(one.contact, one.staff, times, one.due_at - HOLDS)
    return found


def _who_speak(language: str, counsellors: list[Counsels]) -> list[Counsels]:
    """Those who speak it; everybody where nobody at work does, so that nobody waits for a tongue in vain."""
    return [one for one in counsellors if one.speaks(language)] or counsellors


def _may_ask(contact: Waits, holds: Held | None, urgency: dict[str, int]) -> bool:
    return holds is None or urgency[holds.contact] < contact.urgency
