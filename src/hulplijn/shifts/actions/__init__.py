"""All that is done around being at work and around the line.

Be there: `come`, `pause`, `go`, `beat`, `set_capacity`, `pause_after_this`, `rest`
Offers: `offer_waiting`, `take`, `decline`
The hours: `look_at_hours`, `close_line`
The wall: `open_wall`
"""

from hulplijn.shifts.actions.closing import close_line, look_at_hours
from hulplijn.shifts.actions.offers import decline, offer_waiting, take
from hulplijn.shifts.actions.presence import beat, come, go, pause, pause_after_this, set_capacity
from hulplijn.shifts.actions.resting import rest
from hulplijn.shifts.actions.wall import open_wall

__all__ = [
    "beat",
    "close_line",
    "come",
    "decline",
    "go",
    "look_at_hours",
    "offer_waiting",
    "open_wall",
    "pause",
    "pause_after_this",
    "rest",
    "set_capacity",
    "take",
]
