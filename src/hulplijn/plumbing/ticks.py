"""How long no server ran: short timers do not count that time, and no clock begins before the last tick."""

from __future__ import annotations

from datetime import datetime

import structlog

from hulplijn.plumbing import clock, due
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.models import Tick
from hulplijn.plumbing.rules import stood_still

log = structlog.get_logger(__name__)


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
