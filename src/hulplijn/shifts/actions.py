"""Being at work: `come`, `pause`, `go`, and the `beat` of a screen that is still there."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.shifts import rights
from hulplijn.shifts.models import Presence


def come(*, by: Actor, at: datetime) -> Presence:
    """`by` takes new contacts from now on."""
    return _set(Presence.State.AVAILABLE, "presence.come", by=by, at=at)


def pause(*, by: Actor, at: datetime) -> Presence:
    """`by` stays, but takes no new contacts."""
    return _set(Presence.State.PAUSED, "presence.pause", by=by, at=at)


def go(*, by: Actor, at: datetime) -> Presence:
    """`by` goes home. Her contacts stay hers."""
    return _set(Presence.State.AWAY, "presence.go", by=by, at=at)


def beat(*, by: Actor, at: datetime) -> bool:
    """The screen of `by` is still there. False where she hasn't come: a beat makes nobody present."""
    rights.require(by, "presence.set", at=at)
    with writing():
        return bool(
            Presence.objects.filter(staff_id=int(by.id)).exclude(state=Presence.State.AWAY).update(seen_at=at)
        )


def _set(state: Presence.State, verb: str, *, by: Actor, at: datetime) -> Presence:
    rights.require(by, "presence.set", at=at)
    with writing():
        # A row to hold comes first, so that of two tabs at once one finds what the other set.
        away = Presence(staff_id=int(by.id), state=Presence.State.AWAY, seen_at=at)
        Presence.objects.bulk_create([away], ignore_conflicts=True)
        presence = Presence.objects.select_for_update().get(pk=int(by.id))
        is_change = presence.state != state
        presence.state, presence.seen_at, presence.resting_until = state, at, None
        presence.save(force_update=True)
        if is_change:
            audit.record(verb, by=by, on=presence, at=at)
            after_commit(lambda: bus.publish("queue"))
    return presence
