"""The wall: how many wait and how long, who has room, open or closed. No word about any visitor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hulplijn.casework.models import Contact
from hulplijn.shifts import queries as shifts
from hulplijn.shifts.models import Presence
from hulplijn.shifts.queries import OpenState
from hulplijn.shifts.rules.waiting import CLOSING

How = Literal["free", "some", "full", "phone", "paused"]


@dataclass(frozen=True)
class AtDesk:
    """A counsellor at work: how many contacts go on with her, and how many she wants at once."""

    alias: str
    how: How
    load: int
    capacity: int


@dataclass(frozen=True)
class Wall:
    """`longest` and `urgent_since` are since when somebody waits, where somebody does. `messages` were left
    while closed; nobody sits at their other end, so they are not among those who wait."""

    open_state: OpenState
    stops_at: datetime | None
    waiting: int
    longest: datetime | None
    urgent: int
    urgent_since: datetime | None
    messages: int
    people: list[AtDesk]


def wall(at: datetime) -> Wall:
    """The wall as it is at `at`."""
    line = shifts.order_of_waiting()
    there = [one for one in line if not one.left_message]
    urgent = [one for one in there if one.urgency]
    state = shifts.open_state(at)
    return Wall(
        open_state=state,
        stops_at=state.until - CLOSING if state.until and state.reason != "closing" else None,
        waiting=len(there),
        longest=_first(there),
        urgent=len(urgent),
        urgent_since=_first(urgent),
        messages=len(line) - len(there),
        people=_at_desk(at),
    )


def _first(contacts: list[Contact]) -> datetime | None:
    return min((one.started_at for one in contacts), default=None)


def _at_desk(at: datetime) -> list[AtDesk]:
    present = shifts.present(at)
    ids = [one.staff_id for one in present]
    loads, calls = shifts.loads(ids), shifts.calls(ids)
    return [_one(one, loads.get(one.staff_id, 0), one.staff_id in calls) for one in present]


def _one(presence: Presence, load: int, calls: bool) -> AtDesk:
    how: How = "some" if load else "free"
    if presence.state == Presence.State.PAUSED or presence.pause_after_this:
        how = "paused"
    elif calls:
        how = "phone"
    elif load >= presence.capacity:
        how = "full"
    return AtDesk(presence.staff.alias, how, load, presence.capacity)
