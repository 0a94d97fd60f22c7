"""All that is done around being at work and around the line.

Be there: `come`, `pause`, `go`, `beat`, `set_capacity`, `pause_after_this`, `rest`
Offers: `offer_waiting`, `take`, `decline`
The end of the day: `close_line`
"""

from hulplijn.shifts.actions.offers import decline, offer_waiting, take
from hulplijn.shifts.actions.presence import beat, come, go, pause, pause_after_this, set_capacity
from hulplijn.shifts.actions.resting import rest

__all__ = [
    "beat",
    "come",
    "decline",
    "go",
    "offer_waiting",
    "pause",
    "pause_after_this",
    "rest",
    "set_capacity",
    "take",
]
