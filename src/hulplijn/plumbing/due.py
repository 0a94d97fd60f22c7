"""Timers that outlive a process: rows with a due time, claimed by a conditional update."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db.models import F, Q

from hulplijn.plumbing.database import writing
from hulplijn.plumbing.models import DueWork

log = structlog.get_logger(__name__)

Handler = Callable[[str, datetime], object]
"""Does what is due for a key, at a moment. It may be called again after a crash, so it must not mind."""

LEASE = timedelta(seconds=60)
_kinds: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Let `handler` do what is due under `kind`; a room enters its kinds in `AppConfig.ready()`."""
    _kinds[kind] = handler


def kinds() -> dict[str, Handler]:
    """All kinds with their handlers, for the docs."""
    return dict(_kinds)


def put(kind: str, key: object, at: datetime) -> None:
    """Let `kind` be done for `key` at `at`; an earlier wish for the same key is replaced.

    Part of the write it stands in: no timer without its cause.
    """
    if kind not in _kinds:
        raise KeyError(kind)
    with writing():
        DueWork.objects.update_or_create(
            kind=kind, key=str(key), defaults={"due_at": at, "leased_until": None, "tries": 0}
        )


def cancel(kind: str, key: object) -> None:
    """What was to be done for `key` need not be done any more."""
    with writing():
        DueWork.objects.filter(kind=kind, key=str(key)).delete()


def run_due(at: datetime, *, most: int = 100) -> int:
    """Do what is due at `at`, the oldest first; returns how much this process did.

    Of two processes one gets each row. A row whose process died is free again after `LEASE`.
    """
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    rows = list(DueWork.objects.filter(free, due_at__lte=at).order_by("due_at", "pk")[:most])
    return sum(_do(row, at) for row in rows)


def _do(row: DueWork, at: datetime) -> bool:
    with writing():
        mine = DueWork.objects.filter(pk=row.pk, due_at=row.due_at, leased_until=row.leased_until).update(
            leased_until=at + LEASE, tries=F("tries") + 1
        )
    if not mine:
        return False
    try:
        _kinds[row.kind](row.key, at)
    except Exception as wrong:
        # The outermost loop of timers: one that fails is tried again later and holds no other up.
        log.error("due_work_failed", kind=row.kind, error=type(wrong).__name__, tries=row.tries + 1)
        return False
    with writing():
        # Not where the handler has put the same key again, for later.
        DueWork.objects.filter(pk=row.pk, due_at=row.due_at).delete()
    return True
