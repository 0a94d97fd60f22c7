"""The one clock, read at the edges only (views, gateway, commands). Setting the system clock is harmless.

It starts at what the system clock says and then goes by how long the machine has been on. Small corrections
of the system clock are followed at once, larger ones by at most three seconds a minute, so that nothing
expires, doubles or stands out of order when somebody sets the clock.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import structlog
from django.conf import settings

from hulplijn.plumbing.rules import Reading, read

log = structlog.get_logger(__name__)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_guard = threading.Lock()


def _up() -> int:
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


_last = Reading(_up(), time.time_ns())
_STARTED = _EPOCH + timedelta(microseconds=_last.at // 1000)


def now() -> datetime:
    """The moment, aware and in UTC. A demonstration clock starts at its own moment and then runs on."""
    return outside() + shift()


def outside() -> datetime:
    """The moment by the clocks of others, such as a phone that makes one-time codes: `now` without the
    demonstration's shift."""
    global _last
    with _guard:
        before, _last = _last, read(_last, up=_up(), system=time.time_ns())
        told = _last
    if told.stepped and not before.stepped:
        log.warning("system_clock_stepped", says="it is followed by at most three seconds a minute")
    return _moment(told.at)


def astray() -> timedelta:
    """How far our clock is from that of the machine, either way: much, where one of them is or was wrong."""
    return abs(outside() - _moment(time.time_ns()))


def go_on_from(moment: datetime) -> None:
    """Say nothing earlier than `moment` from now on."""
    global _last
    at = int((moment - shift() - _EPOCH) / timedelta(microseconds=1)) * 1000
    with _guard:
        _last = Reading(_last.up, max(_last.at, at), _last.stepped)


def begin_at(moment: datetime) -> None:
    """Say `moment` now, whatever the system clock says: that of the processes that run already."""
    global _last
    at = int((moment - shift() - _EPOCH) / timedelta(microseconds=1)) * 1000
    with _guard:
        _last = Reading(_up(), at)


def shift() -> timedelta:
    """How far the demonstration clock is ahead of the real one; zero without one."""
    start: datetime | None = settings.HULPLIJN_DEMO_CLOCK
    return start.astimezone(UTC) - _STARTED if start else timedelta(0)


def _moment(at: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at // 1000)
