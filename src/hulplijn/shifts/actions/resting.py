"""Five minutes to oneself after a heavy talk: `rest`, and what ends it.

Others see a pause. It is work: the log holds its beginning and its end, and nobody asks why.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework import line
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.shifts import rights
from hulplijn.shifts.models import Presence

REST = timedelta(minutes=5)
OVER = "shifts.rest_over"
"""The kind of due work that ends a rest."""


def rest(*, by: Actor, at: datetime) -> bool:
    """`by` gets no new contacts for `REST`, and then again. False where she takes none at the moment."""
    rights.require(by, "presence.set", at=at)
    until = at + REST
    with writing():
        mine = Presence.objects.filter(staff_id=int(by.id))
        won = mine.filter(state=Presence.State.AVAILABLE).update(
            state=Presence.State.PAUSED, resting_until=until, seen_at=at
        )
        if won:
            due.put(OVER, by.id, until)
            audit.record("presence.rest", by=by, on=mine.get(), at=at)
            _changed(by.id, at=at)
    return bool(won)


def rest_over(key: str, at: datetime) -> None:
    """The rest of staff `key` has lasted; nothing where she came back, paused or went home meanwhile."""
    with writing():
        hers = Presence.objects.filter(staff_id=int(key))
        won = hers.filter(state=Presence.State.PAUSED, resting_until__lte=at).update(
            state=Presence.State.AVAILABLE, resting_until=None
        )
        if won:
            audit.record("presence.rest_over", by=SYSTEM, on=hers.get(), at=at)
            _changed(key, at=at)


def _changed(key: str, *, at: datetime) -> None:
    """Somebody is free, or no longer: look again who is offered what."""
    due.put(line.CHANGED, f"staff:{key}", at)
    after_commit(lambda: bus.publish("queue"))
