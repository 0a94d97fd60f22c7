"""Opening hours as a week of days with begin and end, and back to how the files write them."""

from __future__ import annotations

import re

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SPANS = 2
"""Stretches of one day that the form has room for."""
_TIMES = re.compile(r"[^\s,;-]*-[^\s,;-]*(\s*,\s*[^\s,;-]*-[^\s,;-]*)*")
_RULE = re.compile(r"(?:(?P<days>[A-Z][a-z](?:[-,\s]*[A-Z][a-z])*)\s+)?(?P<times>off|closed|[^A-Z;]+)")

Span = tuple[str, str]
Week = dict[str, list[Span]]


def week(expression: str) -> Week | None:
    """The hours of each day; None where they say more than a week of days can."""
    found: Week = {day: [] for day in DAYS}
    if expression.strip() in ("24/7", "24/7 open"):
        return {day: [("00:00", "24:00")] for day in DAYS}
    for rule in filter(None, (part.strip() for part in expression.split(";"))):
        match = _RULE.fullmatch(rule)
        days = _days(match["days"]) if match else None
        spans = spans_of(match["times"]) if match else None
        if days is None or spans is None or len(spans) > SPANS:
            return None
        found |= {day: list(spans) for day in days}
    return found


def expression(hours: Week) -> str:
    """How the files write it; days with the same hours together, and `off` where no day has any."""
    if all(spans == [("00:00", "24:00")] for spans in hours.values()):
        return "24/7"
    parts: list[str] = []
    place = 0
    while place < len(DAYS):
        spans = hours[DAYS[place]]
        last = place
        while last + 1 < len(DAYS) and hours[DAYS[last + 1]] == spans:
            last += 1
        named = DAYS[place] if last == place else f"{DAYS[place]}-{DAYS[last]}"
        if spans:
            parts.append(f"{named} {times(spans)}")
        place = last + 1
    return "; ".join(parts) or "off"


def spans_of(text: str) -> list[Span] | None:
    """The stretches of one day, such as `11:00-17:00`; none for `off`."""
    text = text.strip()
    if text in ("off", "closed", ""):
        return []
    if not _TIMES.fullmatch(text):
        return None
    return [(begin.strip(), end.strip()) for begin, _, end in (one.partition("-") for one in text.split(","))]


def times(spans: list[Span]) -> str:
    return ",".join(f"{begin}-{end}" for begin, end in spans) or "off"


def clock(typed: str) -> str:
    """A time as the files write it: `9`, `9.30` and `930` are understood; all else stays as it is typed."""
    word = re.sub(r"[\s,;-]", "", typed.lower())
    found = re.fullmatch(r"(\d{1,2})(?:[.:u]?(\d{2}))?u?", word)
    return f"{int(found[1]):02d}:{found[2] or '00'}" if found else word


def _days(named: str | None) -> list[str] | None:
    if named is None:
        return list(DAYS)
    days: list[str] = []
    for part in re.split(r"\s*,\s*", named.strip()):
        begin, _, end = part.partition("-")
        if begin not in DAYS or (end and end not in DAYS):
            return None
        first, last = DAYS.index(begin), DAYS.index(end or begin)
        days += [DAYS[one % 7] for one in range(first, last + 1 if last >= first else last + 8)]
    return days
