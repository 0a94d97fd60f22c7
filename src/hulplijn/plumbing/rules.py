"""A clock that no step of the system clock disturbs, who is silent, and how long to wait for a new try."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)

_SECOND = 1_000_000_000
STEP = 2 * _SECOND
"""Nanoseconds by which the system clock may be ahead and still be followed at once."""

APART = timedelta(seconds=10)
"""By how much the clocks of two processes may differ for a moment: what one of them has just written may be
later than what another calls now."""

SLEW = 20
"""A larger difference is made up by at most one part in this many of the time that passes."""


@dataclass(frozen=True)
class Reading:
    """What our clock said (`at`) when the machine had been on for `up`; both in nanoseconds."""

    up: int
    at: int
    stepped: bool = False
    """The system clock says something else than we do, by more than it drifts."""


def read(last: Reading, *, up: int, system: int) -> Reading:
    """Our clock now, where the machine has been on for `up` and the system clock says `system`.

    It never goes back, and never makes a leap: a step of the system clock is followed slowly. What passes
    while the machine sleeps has passed.
    """
    passed = max(0, up - last.up)
    ran = last.at + passed
    ahead = system - ran
    if 0 <= ahead < STEP:
        return Reading(up, system)
    most = passed // SLEW
    return Reading(up, ran + max(-most, min(ahead, most)), stepped=abs(ahead) >= STEP)


def pause_before_try(tries: int, *, first: float = 0.25, most: float = 2.0) -> float:
    """Seconds to wait after `tries` that failed: twice as long each time, up to `most`."""
    return min(most, first * float(2 ** min(max(tries - 1, 0), 30)))


def goes_to_nobody(address: str) -> bool:
    """Whether a mail address is one of those that nobody can have (RFC 2606), as in samples."""
    domain = address.rpartition("@")[2].lower().rstrip(".")
    return domain.endswith((".example", ".invalid")) or bool(_NOBODYS & {domain, domain.partition(".")[2]})


_NOBODYS = {"example", "invalid", "example.com", "example.net", "example.org"}


@dataclass(frozen=True)
class Pace:
    """At most `burst` wrong tries at once, and one more every `every`."""

    every: timedelta
    burst: int

    def wait(self, spent_until: datetime | None, at: datetime) -> timedelta:
        """How long until the next try. Never longer than `every`, whatever the clock did meanwhile."""
        if spent_until is None:
            return timedelta(0)
        over = spent_until - at - self.every * (self.burst - 1)
        return min(max(over, timedelta(0)), self.every)

    def after_wrong(self, spent_until: datetime | None, at: datetime) -> datetime:
        """The new `spent_until` after one more wrong try."""
        most = at + self.every * self.burst
        return min(max(spent_until or at, at) + self.every, most)

    def given_back(self, spent_until: datetime) -> datetime:
        """The same where the last try was right after all."""
        return spent_until - self.every


GAP = timedelta(seconds=60)


def stood_still(last: datetime, now: datetime) -> timedelta:
    """For how long no server ran, where one last ticked at `last`; zero where that is no time to speak of.

    A clock that was set forward while nothing ran looks the same, and what was due soon waits the same.
    """
    return now - last if now - last > GAP else timedelta(0)


@dataclass
class Silence:
    """Who has shown no sign of life for `patience` seconds, by the watcher's own steady clock.

    Their signs are moments of their own clocks, of which only the change counts: clocks that differ, or are
    set, silence nobody. A watcher that could not look itself (the database was away) begins anew.
    """

    patience: float
    _known: dict[Hashable, tuple[datetime, float]] = field(default_factory=dict)
    _looked: float = 0.0

    def of(self, signs: Mapping[Id, datetime], since: float) -> list[Id]:
        """Those of `signs` that have not changed for too long; `since` is the watcher's clock, in seconds."""
        before = self._known if since - self._looked < self.patience / 2 else {}
        self._known, self._looked = {}, since
        for who, sign in signs.items():
            old = before.get(who)
            self._known[who] = old if old is not None and old[0] == sign else (sign, since)
        return [who for who in signs if since - self._known[who][1] > self.patience]
