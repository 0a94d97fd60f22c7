"""`open_wall`: a coordinator puts the state of the line on a screen for the room."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.shifts import rights


def open_wall(*, by: Actor, at: datetime) -> None:
    """`by` opens the wall; it tells nothing of visitors but how many wait and for how long."""
    rights.require(by, "wall.open", at=at)
    audit.record("wall.open", by=by, at=at)
