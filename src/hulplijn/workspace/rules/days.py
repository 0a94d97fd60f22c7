"""Until when something is to be done: a quick choice or a day on the calendar. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUICK = {"tomorrow": 1, "three_days": 3, "week": 7}
"""How many days from today each quick choice is."""
FARTHEST = timedelta(days=366)
_END, _MORNING = time(23, 59), time(6)


class NotADay(Exception):
    """No day, one that is over, or one more than a year away."""


def day_of(choice: str, typed: str, today: date) -> date:
    """The day that was chosen: one of `QUICK`, or what was typed (2026-11-30 or 30-11-2026).

    Raises:
        NotADay
    """
    if choice in QUICK:
        return today + timedelta(days=QUICK[choice])
    day = _read(typed.strip())
    if day is None or not today <= day <= today + FARTHEST:
        raise NotADay
    return day


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last minute of `day` on the helpline's clock."""
    return datetime.combine(day, _END, tzinfo=zone).astimezone(UTC)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The hour of `day` at which what was put away until then comes back: before anybody works."""
    return datetime.combine(day, _MORNING, tzinfo=zone).astimezone(UTC)


def is_whole_day(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether `moment` stands for a day, not for an hour of it."""
    return moment.astimezone(zone).time() in (_END, _MORNING)


def _read(typed: str) -> date | None:
    parts = typed.split("-")
    try:
        numbers = [int(one) for one in parts]
        return date(*(numbers if len(parts[0]) == 4 else reversed(numbers)))
    except (TypeError, ValueError):
        return None
