"""`raise_guard` and `lower_guard`: under an attack a coordinator lets each beginning cost a little work."""

from __future__ import annotations

from datetime import datetime, timedelta

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.channels.chat import rights
from hulplijn.channels.chat.models import Guard
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing

DOWN = "chat.guard_down"
HOURS = (1, 2, 8)
"""How long she may let it stand; then it goes down by itself."""


class NoSuchTime(Exception):
    """Not one of `HOURS`."""


def raise_guard(hours: int, *, by: Actor, at: datetime) -> Guard:
    """Ask each beginning for its proof, in every process at once, for `hours` from now.

    Raises:
        NotAllowed
        NoSuchTime
    """
    rights.require(by, "guard.raise", at=at)
    if hours not in HOURS:
        raise NoSuchTime(str(hours))
    until = at + timedelta(hours=hours)
    with writing():
        guard, _ = Guard.objects.update_or_create(pk=Guard.ONLY, defaults={"until": until})
        due.put(DOWN, Guard.ONLY, until)
        audit.record("guard.raise", by=by, at=at, why=f"{hours}_hours")
    return guard


def lower_guard(*, by: Actor, at: datetime) -> bool:
    """Ask for nothing any more. False where the guard was down.

    Raises:
        NotAllowed
    """
    rights.require(by, "guard.lower", at=at)
    with writing():
        was_up, _ = Guard.objects.filter(until__gt=at).delete()
        due.cancel(DOWN, Guard.ONLY)
        if was_up:
            audit.record("guard.lower", by=by, at=at)
    return bool(was_up)


def is_over(key: str, at: datetime) -> None:
    """Its time is over: nothing of it stays."""
    with writing():
        Guard.objects.filter(until__lte=at).delete()
