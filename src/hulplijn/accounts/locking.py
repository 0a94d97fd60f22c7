"""The lock of a screen that is left alone: five minutes without a key or a pointer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from hulplijn.accounts.actions.sessions import look_again
from hulplijn.accounts.models import StaffSession
from hulplijn.plumbing.database import after_commit, writing

AFTER = timedelta(minutes=5)
_SPARE = timedelta(minutes=1)
"""The page's own script locks on the minute; it says at most once a minute that somebody is there. The server
locks what no script locked, that much later."""
PROVED = timedelta(minutes=10)
"""For how long a proof holds for changing what she proves herself with (OWASP ASVS V7.5.1)."""
_COARSE = timedelta(seconds=30)
"""How exactly it is kept when somebody did something."""


def row_of(request: HttpRequest) -> StaffSession | None:
    """The session of a request."""
    row = getattr(request.session, "row", None)
    return row if isinstance(row, StaffSession) else None


def is_locked(row: StaffSession | None, at: datetime) -> bool:
    """Whether this session shows nothing until its owner proves herself."""
    return row is not None and (row.locked_at is not None or at - row.active_at > AFTER + _SPARE)


def is_proved_lately(row: StaffSession | None, at: datetime) -> bool:
    """Whether she proved herself so lately that she may change what she proves herself with."""
    return row is not None and at - (row.proved_at or row.begun_at) <= PROVED


def note_activity(row: StaffSession | None, at: datetime) -> None:
    """Somebody did something in this session; what a page's script asks for by itself is nothing done."""
    if row is None or at - row.active_at < _COARSE:
        return
    row.active_at = at
    with writing():
        StaffSession.objects.filter(pk=row.pk, locked_at=None).update(active_at=at)


def lock(row: StaffSession, *, at: datetime) -> None:
    """Lock it: all its pages, and its open lines. Talks stay hers, and visitors are told nothing."""
    with writing():
        StaffSession.objects.filter(pk=row.pk, locked_at=None).update(locked_at=at)
        if row.staff_id is not None:
            staff_id = row.staff_id
            after_commit(lambda: look_again(staff_id))


def unlock(row: StaffSession, *, at: datetime) -> None:
    """Its owner proved herself."""
    with writing():
        StaffSession.objects.filter(pk=row.pk).update(locked_at=None, active_at=at, proved_at=at)
