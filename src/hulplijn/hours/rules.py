"""When the helpline is open, from its opening hours and the days that differ. Pure: no clock, no settings.

Moments are aware and UTC, in and out. The zone's clock only exists inside, where the hours are written in it;
the content check has refused boundaries that daylight saving would skip or repeat.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

import opening_hours

from hulplijn.content.fact_shapes import Helpline
from hulplijn.content.rules.helpline import holidays_of
from hulplijn.content.rules.opening import on_day

FAR = timedelta(days=366)


class NaiveMoment(ValueError):
    """A moment without a zone: it could mean two different times, so it is refused."""


@dataclass(frozen=True)
class Timetable:
    """Opening hours of one helpline. `days` holds the dates with hours of their own, `off` for closed."""

    hours: str
    zone: ZoneInfo
    country: str
    closed_holidays: frozenset[str]
    days: tuple[tuple[date, str], ...]

    def is_open(self, at: datetime) -> bool:
        local = self.local(at)
        return self._in_year(local.year).is_open(_bare(local))

    def next_change(self, at: datetime) -> datetime | None:
        """The first moment after `at` at which open turns to closed or back; None if not within a year."""
        moment, was_open = at, self.is_open(at)
        while moment - at < FAR:
            local = self.local(moment)
            found = self._in_year(local.year).next_change(_bare(local))
            new_year = datetime(local.year + 1, 1, 1, tzinfo=self.zone)
            # A year's table knows the single days of that year only, so look no further than its end.
            wall = new_year if found is None else min(found.replace(tzinfo=self.zone), new_year)
            moment = wall.astimezone(UTC)
            if self.is_open(moment) != was_open:
                return moment
        return None

    def closes_at(self, at: datetime) -> datetime | None:
        """When it closes, if it is open at `at`; None if it is closed or never closes."""
        return self.next_change(at) if self.is_open(at) else None

    def next_opening(self, at: datetime) -> datetime | None:
        """When it opens next, also if it is open at `at`; None if not within a year."""
        change = self.next_change(at)
        if change and self.is_open(at):
            change = self.next_change(change)
        return change

    def local(self, at: datetime) -> datetime:
        """`at` on the clock of the helpline.

        Raises:
            NaiveMoment: `at` has no zone.
        """
        if at.tzinfo is None or at.utcoffset() is None:
            raise NaiveMoment(f"{at.isoformat()} has no zone; moments are aware and UTC")
        return at.astimezone(self.zone)

    def holidays(self, year: int, language: str = "en_US") -> Mapping[date, str]:
        return holidays_of(self.country, year, language)

    def _in_year(self, year: int) -> opening_hours.OpeningHours:
        return _compiled(self, year)


def timetable_of(helpline: Helpline) -> Timetable:
    """The timetable as the helpline wrote it."""
    return Timetable(
        helpline.hours,
        ZoneInfo(helpline.timezone),
        helpline.country,
        frozenset(helpline.closed_holidays),
        tuple((special.day, special.hours) for special in helpline.special_days),
    )


@cache
def _compiled(table: Timetable, year: int) -> opening_hours.OpeningHours:
    """The hours of one year as one expression: a later rule replaces the day, a single day beats a holiday.

    Hours past midnight have been refused by the content check, so a day stands by itself.
    """
    rules = [
        table.hours,
        *(on_day(day, "off") for day, name in table.holidays(year).items() if name in table.closed_holidays),
        *(on_day(day, hours) for day, hours in table.days if day.year == year),
    ]
    return opening_hours.OpeningHours("; ".join(rules), country=table.country or None)


def _bare(local: datetime) -> datetime:
    """The library counts on a clock without a zone; the second 02:30 of autumn reads as the first."""
    return local.replace(tzinfo=None, fold=0)


class Day(StrEnum):
    """How a moment is named from another one."""

    TONIGHT = "tonight"
    THIS_MORNING = "this morning"
    THIS_AFTERNOON = "this afternoon"
    THIS_EVENING = "this evening"
    TOMORROW = "tomorrow"
    WEEKDAY = "weekday"
    DATE = "date"


def name_day(moment: datetime, at: datetime) -> Day:
    """Which word names the day of `moment` when it is `at`; both on the helpline's clock.

    The small hours belong to the night before them: at 23:00, an opening at 00:30 is tonight, not tomorrow.
    """
    days = (moment.date() - at.date()).days
    if (
        0 <= days <= 1
        and moment.hour < 6
        and moment.replace(tzinfo=None) - at.replace(tzinfo=None) < timedelta(hours=12)
    ):
        return Day.TONIGHT
    if days == 0:
        return (
            Day.THIS_MORNING
            if moment.hour < 12
            else (Day.THIS_AFTERNOON if moment.hour < 18 else Day.THIS_EVENING)
        )
    if days == 1:
        return Day.TOMORROW
    return Day.WEEKDAY if 1 < days < 7 else Day.DATE
