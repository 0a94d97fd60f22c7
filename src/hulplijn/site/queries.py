"""What the visitor's front door shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hulplijn.content import queries as content
from hulplijn.content.check_shapes import End
from hulplijn.content.errors import NoSuchContent
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.plan_shapes import Item, Plan
from hulplijn.content.shapes import Page
from hulplijn.hours import queries as hours
from hulplijn.hours.queries import Moment
from hulplijn.hours.rules import Timetable
from hulplijn.plumbing import clock
from hulplijn.shifts import queries as shifts


@dataclass(frozen=True)
class FrontDoor:
    """Whether somebody can be reached, and when. `until` and `opens` are on the helpline's clock.

    `nobody` means: inside the hours, but no counsellor is present. `closing`: so near the end that no new
    chat begins; who waits is still helped, and the phone is still answered. `wait` is the usual wait for a
    chat in minutes, where it is known; `opens_at` is the next opening as a moment. `unknown` means: we can't
    tell.
    """

    is_open: bool
    nobody: bool
    until: Moment | None
    opens: Moment | None
    wait: tuple[int, int] | None
    special_day: str
    opens_at: datetime | None = None
    unknown: bool = False
    closing: bool = False


UNKNOWN = FrontDoor(False, False, None, None, None, "", unknown=True)
"""Where the open state has not been heard for a while: the pages say so, and name the phone number."""


def front_door(at: datetime, language: str) -> FrontDoor:
    """The open state at `at`, in the words of `language`."""
    return front_doors(at, [language])[language]


def front_doors(at: datetime, languages: Iterable[str]) -> dict[str, FrontDoor]:
    """The open state at `at`, in the words of each language; asked of the database once."""
    state = shifts.open_state(at)
    wait = shifts.usual_wait(at) if state.is_open else None
    return {
        language: FrontDoor(
            is_open=state.is_open,
            nobody=state.reason == "nobody_present",
            until=hours.words(state.until, at, language) if state.until else None,
            opens=hours.words(state.next_opening, at, language) if state.next_opening else None,
            wait=wait,
            special_day=hours.special_day(at, language),
            opens_at=state.next_opening,
            closing=state.reason == "closing",
        )
        for language in languages
    }


def door_of(request: HttpRequest) -> FrontDoor:
    """The open state: as the standing pages have derived it, else of this moment."""
    derived: FrontDoor | None = getattr(request, "door", None)
    return derived or front_door(clock.now(), get_language() or "nl")


@dataclass(frozen=True)
class Emergency:
    """A number for now, and when it is meant."""

    phone: str
    when: str


_WHEN = {
    "police_emergency_112": _("You are in danger now"),
    "113": _("You think about suicide"),
}


def emergencies() -> list[Emergency]:
    """The numbers that stand on every front page; only those that need no checking or have been checked."""
    found = []
    for code, when in _WHEN.items():
        try:
            phone = content.partner(code).public_phone
        except NoSuchContent:
            continue
        if phone:
            found.append(Emergency(phone, str(when)))
    return found


def self_help() -> tuple[Item, ...]:
    """What somebody who is blackmailed can do now, alone: the visitor's items of the step plan."""
    try:
        return content.plan("sextortion").for_visitor
    except NoSuchContent:
        return ()


def checks() -> tuple[list[Plan], list[Plan]]:
    """The step plans with a situation check: those about herself, and those about somebody else."""
    found = content.checks_for_visitors()
    return [one for one in found if not is_for_another(one)], [one for one in found if is_for_another(one)]


def check_plan(id: str) -> Plan | None:
    """The plan of that name whose check a visitor may walk."""
    return next((one for one in content.checks_for_visitors() if one.id == id), None)


def is_for_another(plan: Plan) -> bool:
    """Whether whoever walks this check asks for somebody else."""
    asking_for = content.code_list("role").flagged("for_another")
    codes = plan.check.codes if plan.check else {}
    return bool(asking_for & {*plan.for_roles, codes.get("role", "")})


def partners_of(end: End) -> list[Partner]:
    """Who else helps at this end; what a visitor sees of them says `public_phone`."""
    found = {one.code: one for one in content.partners()}
    return [found[code] for code in end.partners if code in found]


def page(slug: str, language: str) -> Page:
    """A page of the content folder."""
    return content.page(slug, language)


@dataclass(frozen=True)
class Kept:
    """Something that is held about a person, and how long it stays, in the active language."""

    what: str
    long: str


_KEPT = {
    "unclaimed": _("A chat that nobody has taken yet when you leave:"),
    "text": _("What was said and written, once we are done:"),
    "text_with_open_work": _("The same, while something of yours is still going on, at most:"),
    "left_message": _("A message that you left while we were closed, after our answer:"),
    "contact_details": _("The name that you gave, once we are done:"),
    "removal_file": _("Links that we have removed, after the last thing that happened to them:"),
    "record": _("What was ticked, without any text, once we are done:"),
}


def terms() -> list[Kept]:
    """What the privacy page says of how long things stay: the terms by which they are erased."""
    kept = content.retention()
    said = [Kept(str(what), _long(getattr(kept, name))) for name, what in _KEPT.items()]
    return [*said, Kept(gettext("Who of us opened what:"), _long(365 * settings.HULPLIJN_LOG_YEARS))]


def _long(days: int) -> str:
    if days == 0:
        return gettext("until the end of that day")
    if days % 365 == 0:
        years = days // 365
        return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


@dataclass(frozen=True)
class DaysAlike:
    """Days in a row of an ordinary week with the same hours; `hours` is empty where it is closed."""

    first: str
    last: str
    hours: tuple[tuple[str, str], ...]


def ordinary_week() -> list[DaysAlike]:
    """The opening hours of a week without special days, Monday first, in the active language."""
    table = replace(hours.timetable(), closed_holidays=frozenset(), days=())
    alike: list[DaysAlike] = []
    for number in range(7):
        name, spans = str(WEEKDAYS[number]), _spans(table, _A_MONDAY + timedelta(days=number))
        if alike and alike[-1].hours == spans:
            alike[-1] = replace(alike[-1], last=name)
        else:
            alike.append(DaysAlike(name, name, spans))
    return alike


_A_MONDAY = date(2025, 6, 2)


def _spans(table: Timetable, day: date) -> tuple[tuple[str, str], ...]:
    """From when until when it is open on `day`; a span that began the day before is left to that day."""
    found = []
    midnight = datetime.combine(day, time(), table.zone).astimezone(UTC)
    if table.is_open(midnight) and table.next_change(midnight) is None:
        return (("00:00", "24:00"),)
    moment: datetime | None = midnight
    while moment and table.local(moment).date() == day:
        goes_on = moment == midnight and table.is_open(midnight - timedelta(minutes=1))
        closes = table.next_change(moment)
        if table.is_open(moment) and closes and not goes_on:
            found.append((f"{table.local(moment):%H:%M}", f"{table.local(closes):%H:%M}"))
        moment = closes
    return tuple(found)
