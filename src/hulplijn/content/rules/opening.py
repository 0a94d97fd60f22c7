"""Whether opening hours are written so that they mean one moment only."""

import re
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import opening_hours

from hulplijn.content.errors import N_

TIME = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")
# The sun's hours need a place, and an open end or "unknown" says nothing that a visitor can count on.
VAGUE = re.compile(r"\b(sunrise|sunset|dawn|dusk|unknown)\b|\d\+", re.IGNORECASE)
SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
EXAMPLE = "Mo-Sa 07:00-23:00; Su 11:00-19:00"

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Complaint = tuple[str, dict[str, object]]


def on_day(day: date, hours: str) -> str:
    """`hours` as an expression that holds on one date only."""
    named = f"{day.year} {MONTHS[day.month - 1]} {day.day:02d}"
    return ", ".join(f"{named} {part.strip()}" for part in hours.split(";") if part.strip())


def complaint(expression: str, zone: ZoneInfo, country: str | None = None) -> Complaint | None:
    """What is wrong with `expression`, as a sentence and its facts, or None."""
    try:
        opening_hours.OpeningHours(expression, country=country)
    except opening_hours.ParserError as error:  # type: ignore[attr-defined]  # its stub lacks it
        found = re.search(r"--> \d+:(\d+)", str(error))
        return N_(
            "“{hours}” is not a valid opening time: it goes wrong at character {place}. "
            "Write it like {example}."
        ), {"hours": expression, "place": int(found[1]) if found else 1, "example": EXAMPLE}
    except opening_hours.UnknownCountryError:  # type: ignore[attr-defined]  # its stub lacks it
        return N_("“{country}” is not a known country code."), {"country": country}
    if VAGUE.search(expression):
        return N_("“{hours}” has no fixed begin and end. Write it like {example}."), {
            "hours": expression,
            "example": EXAMPLE,
        }
    return _past_midnight(expression) or _unclear(expression, zone)


def _past_midnight(expression: str) -> Complaint | None:
    """The library cuts such hours off at midnight wherever the next day has hours of its own."""
    for span in SPAN.finditer(expression):
        begin, end = (int(span[i]) * 60 + int(span[i + 1]) for i in (1, 3))
        if end > 24 * 60 or end <= begin:
            return N_(
                "“{span}” goes past midnight. Write it in two parts: "
                "until 24:00, and from 00:00 on the next day."
            ), {"span": span[0]}
    return None


def _unclear(expression: str, zone: ZoneInfo) -> Complaint | None:
    for hour, minute in TIME.findall(expression):
        at = (int(hour) % 24) * 60 + int(minute)
        for begin, end in unclear_times(zone):
            if begin <= at < end:
                return N_(
                    "“{time}” falls between {begin} and {end}, when the clock is changed in spring and "
                    "autumn: it is then missing or comes twice. Choose another."
                ), {"time": f"{hour}:{minute}", "begin": _clock(begin), "end": _clock(end)}
    return None


@cache
def unclear_times(zone: ZoneInfo) -> tuple[tuple[int, int], ...]:
    """Minutes of the day that daylight saving skips or repeats in `zone`, as (begin, end) pairs.

    Looks at 2020 to 2040; the rules of a zone are known for these years and the same in each.
    """
    spans: set[tuple[int, int]] = set()
    day, last = datetime(2020, 1, 1, tzinfo=zone), datetime(2040, 1, 1, tzinfo=zone)
    while day < last:
        tomorrow = day + timedelta(days=1)  # wall clock: adding to a moment in a zone keeps its clock time
        if day.utcoffset() != tomorrow.utcoffset():
            spans.add(_span(day))
        day = tomorrow
    return tuple(sorted(spans))


def _span(day: datetime) -> tuple[int, int]:
    """The minutes of `day` whose clock time is missing or comes twice."""
    moments = [(minute, day + timedelta(minutes=minute)) for minute in range(0, 24 * 60, 15)]
    unclear = [
        minute for minute, at in moments if at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()
    ]
    return (unclear[0], unclear[-1] + 15) if unclear else (0, 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
