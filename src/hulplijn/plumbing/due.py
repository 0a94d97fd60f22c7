"""Timers that outlive a process: rows with a due time, claimed by a conditional update."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db.models import F, Q, QuerySet

from hulplijn.plumbing.database import after_commit, writing
from hulplijn.plumbing.models import DueWork
from hulplijn.plumbing.rules import pause_before_try

log = structlog.get_logger(__name__)

Handler = Callable[[str, datetime], object]
"""Does what is due for a key, at a moment. It may be called again after a crash, so it must not mind."""

LEASE = timedelta(seconds=60)
SLOW_LEASE = timedelta(minutes=10)
"""The same for what waits for somebody outside: each answer of theirs may take long."""
_kinds: dict[str, Handler] = {}
_long: set[str] = set()
_together: set[str] = set()
_slow: set[str] = set()
_runners: list[Callable[[datetime], object]] = []


def register(
    kind: str, handler: Handler, *, long: bool = False, together: bool = False, slow: bool = False
) -> None:
    """Let `handler` do what is due under `kind`; a room enters its kinds in `AppConfig.ready()`.

    A timer counts the time in which a server ran: after a gap it comes that much later, since nobody could
    answer meanwhile. One that is `long` (a day of the calendar, a term of law) keeps its moment.
    `together`: the handler does the same whatever the key, so all that is due of it at once is one call.
    `slow`: it waits for somebody outside, such as a mail server, so it has a thread of its own and holds no
    other timer up.
    """
    _kinds[kind] = handler
    if together:
        _together.add(kind)
    if long:
        _long.add(kind)
    if slow:
        _slow.add(kind)


def kinds() -> dict[str, Handler]:
    """All kinds with their handlers, for the docs."""
    return dict(_kinds)


def keeps_its_moment(kind: str) -> bool:
    """Whether `kind` is long."""
    return kind in _long


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
        after_commit(lambda: [tell(at) for tell in _runners])


def cancel(kind: str, key: object) -> None:
    """What was to be done for `key` need not be done any more."""
    with writing():
        DueWork.objects.filter(kind=kind, key=str(key)).delete()


def moment(kind: str, key: object) -> datetime | None:
    """When `kind` is to be done for `key`; None where it is not."""
    return DueWork.objects.filter(kind=kind, key=str(key)).values_list("due_at", flat=True).first()


def postpone(by: timedelta, since: datetime) -> int:
    """Move what was due after `since` by `by`, as no server ran for so long; returns how much it was."""
    with writing():
        waiting = DueWork.objects.filter(due_at__gt=since).exclude(kind__in=_long)
        return waiting.update(due_at=F("due_at") + by)


def when_put(tell: Callable[[datetime], object]) -> Callable[[], None]:
    """Have `tell(at)` called for what this process puts, once it is committed; what is returned ends that."""
    _runners.append(tell)
    return lambda: _runners.remove(tell)


def next_due(at: datetime, *, slow: bool | None = None) -> datetime | None:
    """When the next row can be done, for a runner that wants to sleep until then."""
    rows = DueWork.objects.filter(_free(at) & _of(slow))
    return rows.order_by("due_at").values_list("due_at", flat=True).first()


def run_due(at: datetime, *, most: int = 100, slow: bool | None = None) -> int:
    """Do what is due at `at`, the oldest first; returns how much this process did.

    Of two processes one gets each row. A row whose process died is free again after `LEASE`. `slow` leaves
    out the kinds that are not, or those that are.
    """
    rows = list(DueWork.objects.filter(_free(at) & _of(slow), due_at__lte=at).order_by("due_at", "pk")[:most])
    groups: dict[object, list[DueWork]] = {}
    for row in rows:
        groups.setdefault(row.kind if row.kind in _together else row.pk, []).append(row)
    return sum(_do(group, at) for group in groups.values())


def _free(at: datetime) -> Q:
    return Q(leased_until=None) | Q(leased_until__lte=at)


def _of(slow: bool | None) -> Q:
    if slow is None:
        return Q()
    return Q(kind__in=_slow) if slow else ~Q(kind__in=_slow)


def _lease(row: DueWork) -> timedelta:
    return SLOW_LEASE if row.kind in _slow else LEASE


def _do(rows: list[DueWork], at: datetime) -> int:
    with writing():
        mine = [row for row in rows if _is_claimed(row, at)]
    if not mine:
        return 0
    first = mine[0]
    try:
        _kinds[first.kind](first.key, at)
    except Exception as wrong:
        # The outermost loop of timers: one that fails is tried again later and holds no other up.
        log.error("due_work_failed", kind=first.kind, error=type(wrong).__name__, tries=first.tries + 1)
        with writing():
            for row in mine:
                pause = pause_before_try(row.tries + 1, first=1.0, most=300.0)
                _claimed(row, at).update(leased_until=at + timedelta(seconds=pause))
        return 0
    with writing():
        for row in mine:
            _claimed(row, at).delete()  # not where the handler, or somebody else, has put the same key again
    return len(mine)


def _is_claimed(row: DueWork, at: datetime) -> bool:
    free = DueWork.objects.filter(
        pk=row.pk, due_at=row.due_at, leased_until=row.leased_until, tries=row.tries
    )
    return bool(free.update(leased_until=at + _lease(row), tries=F("tries") + 1))


def _claimed(row: DueWork, at: datetime) -> QuerySet[DueWork]:
    return DueWork.objects.filter(pk=row.pk, leased_until=at + _lease(row), tries=row.tries + 1)
