"""Being at work: `come`, `pause`, `go`, how much at once, and the `beat` of a screen that is still there."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import line
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.shifts import rights
from hulplijn.shifts.actions import dropping
from hulplijn.shifts.models import BEAT_HOLDS, MOST_AT_ONCE, Presence
from hulplijn.shifts.queries import load_of

_OWN_WISH = {"pause_after_this": False, "resting_until": None}
"""Whoever says how she stands takes back what would have changed it by itself."""


class NoSuchCapacity(ValueError):
    """Not a number from 1 to `MOST_AT_ONCE`."""


def come(*, by: Actor, at: datetime) -> Presence:
    """`by` takes new contacts from now on."""
    return _set("presence.come", by=by, at=at, state=Presence.State.AVAILABLE, **_OWN_WISH)


def pause(*, by: Actor, at: datetime) -> Presence:
    """`by` stays, but takes no new contacts."""
    return _set("presence.pause", by=by, at=at, state=Presence.State.PAUSED, **_OWN_WISH)


def go(*, by: Actor, at: datetime) -> Presence:
    """`by` goes home. Her contacts stay hers."""
    return _set("presence.go", by=by, at=at, state=Presence.State.AWAY, **_OWN_WISH)


def pause_after_this(*, by: Actor, at: datetime) -> Presence:
    """`by` is offered nothing more, and pauses by itself once nothing of hers goes on: at once, where nothing
    does. `come` takes it back."""
    if load_of(int(by.id)) == 0:
        return pause(by=by, at=at)
    return _set("presence.pause_after_this", by=by, at=at, pause_after_this=True)


def set_capacity(capacity: int, *, by: Actor, at: datetime) -> Presence:
    """`by` wants at most `capacity` contacts at once, a call counted.

    Raises:
        NoSuchCapacity
    """
    if not 1 <= capacity <= MOST_AT_ONCE:
        raise NoSuchCapacity(capacity)
    return _set("presence.set_capacity", by=by, at=at, capacity=capacity)


def beat(*, by: Actor, at: datetime) -> bool:
    """The screen of `by` is still there. False where she hasn't come: a beat makes nobody present."""
    rights.require(by, "presence.set", at=at)
    with writing():
        hers = Presence.objects.filter(staff_id=int(by.id)).exclude(state=Presence.State.AWAY)
        if hers.filter(seen_at__lt=at - BEAT_HOLDS).exists():
            _changed(by, at=at)  # a screen that comes back is a counsellor who comes back
        is_here = bool(hers.update(seen_at=at))
        if not is_here:
            _keep_sign(by, at=at)
        dropping.watch(by.id, at=at)
    return is_here


def _keep_sign(by: Actor, *, at: datetime) -> None:
    """Who has not come, or is going home, may still have somebody on the line."""
    if not Presence.objects.filter(staff_id=int(by.id)).update(seen_at=at):
        away = Presence(staff_id=int(by.id), state=Presence.State.AWAY, seen_at=at)
        Presence.objects.bulk_create([away], ignore_conflicts=True)


def _set(verb: str, *, by: Actor, at: datetime, **fields: object) -> Presence:
    rights.require(by, "presence.set", at=at)
    with writing():
        # A row to hold comes first, so that of two tabs at once one finds what the other set.
        away = Presence(staff_id=int(by.id), state=Presence.State.AWAY, seen_at=at)
        Presence.objects.bulk_create([away], ignore_conflicts=True)
        presence = Presence.objects.select_for_update().get(pk=int(by.id))
        is_change = any(getattr(presence, name) != value for name, value in fields.items())
        for name, value in fields.items():
            setattr(presence, name, value)
        presence.seen_at = at
        presence.save(force_update=True)
        if is_change:
            audit.record(verb, by=by, on=presence, at=at)
            _changed(by, at=at)
    return presence


def _changed(by: Actor, *, at: datetime) -> None:
    if not bus.is_quiet():
        due.put(line.CHANGED, f"staff:{by.id}", at)
    after_commit(lambda: bus.publish("queue"))
