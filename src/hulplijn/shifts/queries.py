"""Who is at work, whether the helpline is open, and how long people wait."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypedDict

from django.db.models import Count, Max, Q, QuerySet

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.guidance.risk_queries import acute_among
from hulplijn.hours import queries as hours
from hulplijn.shifts.models import BEAT_HOLDS, Offer, Presence
from hulplijn.shifts.rules import offers
from hulplijn.shifts.rules.waiting import CLOSING, InLine, place_of, usual_range

COUNTS_FOR = 2
"""How many contacts one with acute risk counts for."""
LIVE = ("chat", "phone")
"""Channels at whose other end somebody sits: these fill a counsellor's capacity."""
_A_SHIFT = timedelta(hours=12)

Reason = Literal["open", "closing", "outside_hours", "nobody_present"]


@dataclass(frozen=True)
class OpenState:
    """Whether a new chat can begin now. `reason` "closing": the end is near, and only who waits is helped.

    `until` is when the hours end, where it is inside them; `next_opening` when they begin again after
    `until`, or next; `waiting` is how many wait.
    """

    is_open: bool
    reason: Reason
    until: datetime | None
    next_opening: datetime | None
    waiting: int
    present: int


def open_state(at: datetime) -> OpenState:
    """The open state at `at`: inside the hours, and a counsellor present.

    Two queries; whoever asks often keeps the answer for a second.
    """
    inside = hours.is_open(at)
    until = hours.closes_at(at) if inside else None
    present = _present(at).count()
    reason: Reason = "open" if present else "nobody_present"
    if not inside:
        reason = "outside_hours"
    elif until and until - at <= CLOSING:
        reason = "closing"
    waiting = _waiting().count()
    return OpenState(reason == "open", reason, until, hours.next_opening(until or at), waiting, present)


def load_of(staff_id: int) -> int:
    """How much goes on with her at once, as `loads` counts it."""
    return loads([staff_id]).get(staff_id, 0)


def loads(staff_ids: Iterable[int]) -> dict[int, int]:
    """How many contacts go on with each: chats and calls. A message that was left waits for no answer now.

    Where the risk is acute one counts for two, so that nothing is held out to who carries it. What she takes
    by hand, or a higher number of her own, goes beyond that.
    """
    rows = Contact.real.filter(
        owner_id__in=list(staff_ids), ended_at=None, channel__in=LIVE, left_message=False
    )
    going_on = list(rows.only("pk", "owner_id", "urgency"))
    acute = acute_among(going_on)
    found = Counter[int]()
    for one in going_on:
        if one.owner_id is not None:
            found[one.owner_id] += COUNTS_FOR if one.pk in acute else 1
    return dict(found)


GONE_AFTER = timedelta(minutes=2)
"""A tunnel or a reload is shorter. Whoever is away for longer keeps her place, and is offered once back."""


def is_gone(contact: Contact, at: datetime) -> bool:
    """Whether a waiting visitor is away too long to be offered; a message that she left needs nobody."""
    since = contact.away_since
    return since is not None and not contact.left_message and since <= at - GONE_AFTER


def calls(staff_ids: Iterable[int]) -> set[int]:
    """Who of them is on the phone."""
    rows = Contact.real.filter(owner_id__in=list(staff_ids), ended_at=None, channel="phone")
    return set(rows.values_list("owner_id", flat=True))


def open_offers() -> dict[uuid.UUID, Offer]:
    """What is held out to whom now, by contact."""
    rows = Offer.objects.filter(state=Offer.State.OPEN).select_related("staff")
    return {one.contact_id: one for one in rows}


def held_out_to(by: Actor) -> Offer | None:
    """The one that is held out to `by` now, with its contact."""
    rows = Offer.objects.filter(state=Offer.State.OPEN, staff_id=int(by.id))
    return rows.select_related("contact").first()


class ToMatch(TypedDict):
    """What the rule of offers wants to know."""

    line: list[offers.Waits]
    counsellors: list[offers.Counsels]
    held: list[offers.Held]
    refused: list[offers.Refused]


def to_match(at: datetime) -> ToMatch:
    """The line and the counsellors as the rule of offers wants them. Seven queries, however many wait.

    Outside the hours a message that was left is held out to nobody; whoever stays late may take it.
    """
    is_open = hours.is_open(at)
    waiting = [
        one for one in order_of_waiting() if not is_gone(one, at) and (is_open or not one.left_message)
    ]
    return ToMatch(
        line=[
            offers.Waits(str(one.pk), one.language, one.urgency, frozenset(_topics(one))) for one in waiting
        ],
        counsellors=_counsellors(at),
        held=[
            offers.Held(str(one.pk), str(one.contact_id), one.staff_id, one.due_at)
            for one in Offer.objects.filter(state=Offer.State.OPEN)
        ],
        refused=[
            offers.Refused(str(contact), staff, times, last)
            for contact, staff, times, last in Offer.objects.filter(
                contact__in=waiting, state__in=[Offer.State.DECLINED, Offer.State.UNANSWERED]
            )
            .order_by()
            .values_list("contact_id", "staff_id")
            .annotate(Count("pk"), Max("offered_at"))
        ],
    )


def _topics(contact: Contact) -> Iterator[str]:
    """What is known of `contact` that a colleague may know best."""
    coding = contact.coding
    yield from (code for code in (coding.reason, coding.role, *coding.additional_reasons) if code)
    if contact.about_someone_else:
        yield from content.code_list("role").flagged("for_another")


def _counsellors(at: datetime) -> list[offers.Counsels]:
    rows = list(
        _present(at)
        .filter(state=Presence.State.AVAILABLE, pause_after_this=False, staff__is_active=True)
        .select_related("staff")
    )
    ids = [row.staff_id for row in rows]
    load = loads(ids)
    latest = {
        owner: max(moment for moment in moments if moment)
        for owner, *moments in Contact.real.filter(owner_id__in=ids, taken_at__gte=at - _A_SHIFT)
        .order_by()
        .values_list("owner_id")
        .annotate(Max("taken_at"), Max("ended_at"))
    }
    return [
        offers.Counsels(
            row.staff_id,
            load.get(row.staff_id, 0),
            row.capacity,
            latest.get(row.staff_id, at - _A_SHIFT),
            frozenset(row.staff.languages),
            frozenset(row.staff.skills),
        )
        for row in rows
    ]


def is_closing(at: datetime) -> bool:
    """Whether it is the last quarter before the end of the hours."""
    until = hours.closes_at(at)
    return until is not None and until - at <= CLOSING


def presence_of(by: Actor, at: datetime) -> Presence.State:
    """How `by` stands at `at`; away where her screen has been silent too long."""
    presence = Presence.objects.filter(staff_id=int(by.id)).first()
    if presence is None or not presence.is_present(at):
        return Presence.State.AWAY
    return Presence.State(presence.state)


def present(at: datetime) -> list[Presence]:
    """Who is at work at `at`, by alias."""
    return list(_present(at).select_related("staff").order_by("staff__alias"))


def silent_screens(at: datetime) -> list[Presence]:
    """Whose screen gives no sign any more at `at`, whether or not she said that she is there."""
    return list(Presence.objects.filter(seen_at__lt=at - BEAT_HOLDS))


def _present(at: datetime) -> QuerySet[Presence]:
    return Presence.objects.filter(
        state__in=[Presence.State.AVAILABLE, Presence.State.PAUSED], seen_at__gte=at - BEAT_HOLDS
    )


def order_of_waiting() -> list[Contact]:
    """Who waits, in the order in which they are helped: see `rules.place_of`.

    Nobody's beginning is compared with our clock: that of the process which wrote it may be ahead.
    """
    return sorted(_waiting().select_related("case", "conversation", "coding"), key=_place)


def _waiting() -> QuerySet[Contact]:
    return Contact.real.filter(taken_at=None, ended_at=None)


def _place(contact: Contact) -> tuple[int, bool, datetime, str]:
    return place_of(InLine(str(contact.pk), contact.urgency, contact.left_message, contact.started_at))


def _in_line() -> list[InLine]:
    rows = _waiting().values_list("pk", "urgency", "left_message", "started_at")
    return sorted((InLine(str(pk), level, left, since) for pk, level, left, since in rows), key=place_of)


@dataclass(frozen=True)
class Line:
    """A waiting contact's place, counted from 1, and the usual wait in minutes where it is known.

    `is_kept`: she left a message, or waited still when we closed; the answer waits for her. `nobody`: nobody
    is at the desk at the moment, so no wait can be told.
    """

    place: int
    usual: tuple[int, int] | None
    is_kept: bool = False
    nobody: bool = False

    @classmethod
    def of(cls, place: int, *, is_kept: bool, nobody: bool, usual: tuple[int, int] | None) -> Line:
        """No wait is told to whom nobody answers now."""
        return cls(place, None if is_kept or nobody else usual, is_kept, nobody)

    @property
    def how(self) -> str:
        """What she must know of the line: "kept", "nobody" or nothing."""
        return "kept" if self.is_kept else "nobody" if self.nobody else ""


def waiting_line(contact: Contact, at: datetime) -> Line | None:
    """Where `contact` stands among those who wait; None once it is taken or ended."""
    hers = _waiting().filter(pk=contact.pk).first()
    if hers is None:
        return None
    # Counted by the database: to put the whole line in order for each who comes costs more the longer it is.
    ahead = _waiting().filter(_ahead_of(hers)).count()
    is_kept, nobody = hers.left_message, not _present(at).exists()
    usual = None if is_kept or nobody else usual_wait(at)
    return Line.of(ahead + 1, is_kept=is_kept, nobody=nobody, usual=usual)


def _ahead_of(contact: Contact) -> Q:
    """Who goes before `contact`: `rules.place_of` in the words of the database."""
    earlier = Q(started_at__lt=contact.started_at) | Q(started_at=contact.started_at, pk__lt=contact.pk)
    as_urgent = Q(left_message=contact.left_message) & earlier
    if not contact.left_message:
        as_urgent |= Q(left_message=True)
    return Q(urgency__gt=contact.urgency) | (Q(urgency=contact.urgency) & as_urgent)


def waiting_lines(at: datetime) -> dict[uuid.UUID, Line]:
    """The place of everybody who waits, by conversation; the same few queries, however many wait."""
    nobody = not _present(at).exists()
    usual = None if nobody else usual_wait(at)
    waiting = _waiting().filter(conversation__isnull=False)
    conversations = {
        str(pk): conversation for pk, conversation in waiting.values_list("pk", "conversation_id")
    }
    return {
        conversations[one.id]: Line.of(place, is_kept=one.left_message, nobody=nobody, usual=usual)
        for place, one in enumerate(_in_line(), start=1)
        if one.id in conversations
    }


def usual_wait(at: datetime) -> tuple[int, int] | None:
    """The minutes (from, to) that chats usually wait, from today's; from seven days' where those are few."""
    return _usual_since(at - timedelta(hours=16), at) or _usual_since(at - timedelta(days=7), at)


def _usual_since(since: datetime, at: datetime) -> tuple[int, int] | None:
    rows = (
        Contact.real.filter(channel="chat", left_message=False, taken_at__gte=since, taken_at__lte=at)
        .order_by("-taken_at")
        .values_list("started_at", "taken_at")[:500]
    )
    return usual_range([(taken - started).total_seconds() for started, taken in rows if taken])
