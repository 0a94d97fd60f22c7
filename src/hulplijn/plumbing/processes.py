"""The processes that serve. What one held is over once it has been silent for too long."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import connection

from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.models import DueWork, ServerProcess
from hulplijn.plumbing.rules import Silence

GONE = "chat.process_gone"
"""The due work of a process's end, by its id. The chat does it, which knows the connections it held."""

BEAT, PATIENCE = 2.0, 6.0
"""Seconds between two signs of life, and how long one may stay away."""

_me = uuid.uuid4()
_let_go: list[Callable[[], object]] = []


def me() -> uuid.UUID:
    """This process, as others know it; its row is there from `begin` to `end`."""
    return _me


def here(at: datetime) -> uuid.UUID:
    """The same, with its row there for sure: what this process holds hangs on it."""
    with writing():
        ServerProcess.objects.get_or_create(pk=_me, defaults={"started_at": at, "seen_at": at})
    return _me


def begin(at: datetime) -> None:
    """Show that this process serves. On SQLite it is the only one, so all others are gone."""
    with writing():
        here(at)
        if connection.vendor == "sqlite":
            _take_for_gone(ServerProcess.objects.filter(gone_at=None).exclude(pk=_me), at)


def end(at: datetime) -> None:
    """This process serves no more."""
    with writing():
        _take_for_gone(ServerProcess.objects.filter(pk=_me), at)


def beat(at: datetime, silence: Silence, since: float) -> None:
    """Give a sign of life, and see who gives none any more; `since` is a steady clock in seconds.

    A process that was taken for gone itself (the machine slept, say) lets go of all that it held and
    begins anew under another id.
    """
    with writing():
        here = ServerProcess.objects.filter(pk=_me, gone_at=None).update(seen_at=at)
    if not here:
        _begin_anew(at)
    others = {one.pk: one for one in ServerProcess.objects.exclude(pk=_me)}
    running = {pk: one.seen_at for pk, one in others.items() if one.gone_at is None}
    silent = silence.of(running, since)
    if silent:
        with writing():
            _take_for_gone([others[pk] for pk in silent], at)
    for pk in others.keys() - running.keys():
        _remove_when_done(pk)


def when_taken_for_gone(let_go: Callable[[], object]) -> None:
    """Call `let_go` where this process was taken for gone: what it holds is over, for all others."""
    _let_go.append(let_go)


def _begin_anew(at: datetime) -> None:
    global _me
    _me = uuid.uuid4()
    begin(at)
    for let_go in _let_go:
        let_go()


def _take_for_gone(processes: Iterable[ServerProcess], at: datetime) -> None:
    """Of two that see it at once, one puts what follows."""
    for one in processes:
        first = ServerProcess.objects.filter(pk=one.pk, seen_at=one.seen_at, gone_at=None).update(gone_at=at)
        if first and GONE in due.kinds():
            due.put(GONE, one.pk, at)


def _remove_when_done(pk: uuid.UUID) -> None:
    with writing():
        if not DueWork.objects.filter(kind=GONE, key=str(pk)).exists():
            ServerProcess.objects.filter(pk=pk).delete()
