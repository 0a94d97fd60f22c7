"""The left column: who waits, what is mine, whether I am there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hulplijn.audit.actors import Actor
from hulplijn.casework import queries as casework
from hulplijn.casework.queries import Mine, Waiting
from hulplijn.shifts import queries as shifts
from hulplijn.shifts.models import Presence
from hulplijn.shifts.queries import OpenState


@dataclass(frozen=True)
class Line:
    """Everything left of the conversation. `presence` is available, paused or away."""

    waiting: list[Waiting]
    mine: list[Mine]
    presence: str
    open_state: OpenState
    resting_until: datetime | None = None

    @property
    def first(self) -> Waiting | None:
        """Who has waited longest: the one that the key takes."""
        return self.waiting[0] if self.waiting else None

    @property
    def wants_me(self) -> int:
        """What the title counts: who waits for anybody, and who waits for me."""
        return len(self.waiting) + sum(one.waits_for_me for one in self.mine)


def line(by: Actor, at: datetime) -> Line:
    """The left column of `by` at `at`."""
    presence = Presence.objects.filter(staff_id=int(by.id)).first()
    return Line(
        waiting=casework.waiting(at),
        mine=casework.mine(by),
        presence=presence.state if presence else Presence.State.AWAY,
        open_state=shifts.open_state(at),
        resting_until=presence.resting_until if presence else None,
    )
