"""When people reach the helpline: by hour, weekday and season, and one week in the news. Pure."""

from __future__ import annotations

import bisect
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

QUARTER = timedelta(minutes=15)

_BY_HOUR = (2.0, 1.2, 0.8, 0.5, 0.4, 0.5, 0.8, 1.2, 1.7, 2.3, 2.7, 2.9,
            3.0, 3.1, 3.3, 3.8, 4.9, 5.4, 5.3, 6.2, 7.2, 7.6, 6.6, 3.9)  # fmt: skip
"""Most people come between 16 and 22 o'clock; the small hours are for self-checks only."""
_BY_WEEKDAY = (1.10, 1.05, 1.00, 1.00, 0.92, 0.82, 1.05)
_BY_MONTH = (1.00, 0.98, 1.00, 0.98, 1.02, 0.98, 0.84, 0.88, 1.05, 1.08, 1.10, 0.98)
_NEWS = (4.6, 6.0, 5.6, 5.0, 4.6, 4.2, 4.0)
"""How many times as many as usual, day by day from a Tuesday."""


@dataclass(frozen=True)
class Slot:
    """A quarter of an hour. `room` is the time from its start until the helpline closes."""

    start: datetime
    weight: float
    room: timedelta


class Rhythm:
    """The quarters of one local year in which somebody can come, and how likely each is."""

    def __init__(self, year: int, zone: ZoneInfo, is_open: Callable[[datetime], bool]) -> None:
        self.zone = zone
        self.news_from = _tuesday(date(year, 11, 11))
        first = datetime(year, 1, 1, tzinfo=zone).astimezone(UTC)
        self.until = datetime(year + 1, 1, 1, tzinfo=zone).astimezone(UTC)
        count = (self.until - first) // QUARTER
        every = [first + QUARTER * place for place in range(count)]
        weights = [self._weight(start.astimezone(zone)) for start in every]
        opened = [is_open(start) for start in every]
        self.all = [Slot(start, weight, QUARTER) for start, weight in zip(every, weights, strict=True)]
        self.open: list[Slot] = []
        room = timedelta(0)
        for start, weight, now in reversed(list(zip(every, weights, opened, strict=True))):
            room = room + QUARTER if now else timedelta(0)
            if room > QUARTER:
                self.open.append(Slot(start, weight, room))
        self.open.reverse()
        self._starts = [slot.start for slot in self.open]

    def in_the_news(self, at: datetime) -> bool:
        """Whether `at` is in the week of the news peak."""
        return 0 <= (at.date() - self.news_from).days < len(_NEWS)

    def times(self, count: int, rng: random.Random, *, staffed: bool) -> list[tuple[datetime, timedelta]]:
        """`count` moments in order, each with the time until the helpline closes.

        `staffed`: inside opening hours, and at least a quarter of an hour before they end.
        """
        slots = self.open if staffed else self.all
        drawn = rng.choices(slots, [slot.weight for slot in slots], k=count)
        found = []
        for slot in drawn:
            within = timedelta(seconds=rng.randrange(int(QUARTER.total_seconds())))
            found.append((slot.start + within, slot.room - within))
        return sorted(found)

    def opening_after(self, at: datetime, rng: random.Random) -> datetime | None:
        """A moment in the first open quarter from `at` on; None where the year holds none."""
        place = bisect.bisect_left(self._starts, at)
        if place == len(self._starts):
            return None
        return self._starts[place] + timedelta(seconds=rng.randrange(int(QUARTER.total_seconds())))

    def _weight(self, local: datetime) -> float:
        day = (local.date() - self.news_from).days
        news = _NEWS[day] if 0 <= day < len(_NEWS) else 1.0
        return _BY_HOUR[local.hour] * _BY_WEEKDAY[local.weekday()] * _BY_MONTH[local.month - 1] * news


def _tuesday(near: date) -> date:
    return near + timedelta(days=1 - near.weekday())
