"""How long no server ran: short timers do not count that time, and no clock begins before the last tick."""

from __future__ import annotations

import threading
from datetime import datetime

import structlog
from django.db import connection

from hulplijn.plumbing import clock, due, processes
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.models import ServerProcess, Tick
from hulplijn.plumbing.rules import stood_still

log = structlog.get_logger(__name__)

_LOOKS = 20


def begin(at: datetime) -> None:
    """The first tick of a process. Where others tick already, their clock counts and not ours.

    Whether they do is seen by their row changing; a process that left in haste also left its row.
    """
    row = Tick.objects.filter(pk=1).first()
    if row is not None and stood_still(row.at, at) and _others():
        last = _ticked_by_others(row.at)
        if last is not None:
            log.warning("clock_of_others", seconds=round((at - last).total_seconds()))
            clock.begin_at(last)
    tick(clock.now())


def forget() -> None:
    """The next process may begin at any moment: for a demonstration, which sets its own clock each time."""
    with writing():
        Tick.objects.all().delete()


def _others() -> bool:
    return connection.vendor != "sqlite" and ServerProcess.objects.filter(gone_at=None).exists()


def _ticked_by_others(seen: datetime) -> datetime | None:
    pause = threading.Event()  # nobody sets it
    for _ in range(_LOOKS):
        pause.wait(2 * processes.BEAT / _LOOKS)
        now = Tick.objects.get(pk=1).at
        if now != seen:
            return now
    return None


def tick(at: datetime) -> None:
    """A server runs at `at`. Where none ran for a while, what was due soon comes that much later.

    Of several processes one moves the timers: the one that moves the row.
    """
    with writing():
        row, new = Tick.objects.get_or_create(pk=1, defaults={"at": at})
        if new:
            return
        if row.at >= at:
            clock.go_on_from(row.at)
            return
        moved = Tick.objects.filter(pk=1, at=row.at).update(at=at)
        gap = stood_still(row.at, at)
        if moved and gap:
            postponed = due.postpone(gap, since=row.at)
            log.info("timers_postponed", timers=postponed, seconds=round(gap.total_seconds()))
