"""When the helpline is open, and how to say so."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from hulplijn.content import queries as content
from hulplijn.hours.rules import Day, Timetable, name_day, timetable_of


def timetable() -> Timetable:
    """The opening hours in use."""
    return timetable_of(content.helpline())


def timetable_of_hours(hours: str) -> Timetable:
    """The hours of somebody else, such as a partner, in the helpline's zone and with its holidays (`PH`)."""
    ours = content.helpline()
    return Timetable(hours, ZoneInfo(ours.timezone), ours.country, frozenset(), ())


def is_open(at: datetime) -> bool:
    """Whether `at` (aware UTC) is within opening hours."""
    return timetable().is_open(at)


def closes_at(at: datetime) -> datetime | None:
    """When it closes (aware UTC), if it is open at `at`; None if it is closed or never closes."""
    return timetable().closes_at(at)


def next_opening(at: datetime) -> datetime | None:
    """When it opens next (aware UTC); None if not within a year."""
    return timetable().next_opening(at)


def special_day(at: datetime, language: str) -> str:
    """Why today's hours differ, such as a holiday's name; empty on an ordinary day."""
    helpline, table = content.helpline(), timetable()
    day = table.local(at).date()
    for special in helpline.special_days:
        if special.day == day:
            return special.label.in_(language)
    if table.holidays(day.year).get(day) not in table.closed_holidays:
        return ""
    return table.holidays(day.year, language.partition("-")[0])[day]


@dataclass(frozen=True)
class Moment:
    """A moment in words: the day as said from another moment, and the time on the helpline's clock."""

    day: str
    clock: str

    def __str__(self) -> str:
        return f"{self.day} {self.clock}"


def words(moment: datetime, at: datetime, language: str) -> Moment:
    """`moment` as one says it at `at`, for a sentence that puts the day and the time apart."""
    table = timetable()
    there, here = table.local(moment), table.local(at)
    with override(language):
        day = {
            Day.TONIGHT: _("tonight"),
            Day.THIS_MORNING: _("this morning"),
            Day.THIS_AFTERNOON: _("this afternoon"),
            Day.THIS_EVENING: _("this evening"),
            Day.TOMORROW: _("tomorrow"),
            Day.WEEKDAY: format_date(there, "l"),
            Day.DATE: format_date(there, "l j F"),
        }[name_day(there, here)]
        return Moment(day, there.strftime("%H:%M"))
