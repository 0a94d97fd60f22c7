"""Who goes first, and how long people wait as a range that can be said. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CLOSING = timedelta(minutes=15)
"""So long before the end nobody joins the line any more; who is in it is still helped."""

LOOK_AGAIN = timedelta(minutes=10)
"""However far the next change of the hours is: a helpline may change them meanwhile."""

LEAST = 10
"""With fewer answered contacts than this, no wait is predicted."""


@dataclass(frozen=True)
class InLine:
    """Somebody who waits, with what decides her place: `urgency` as of her contact, and whether she left a
    message while the helpline was closed."""

    id: str
    urgency: int
    left_message: bool
    since: datetime


def place_of(one: InLine) -> tuple[int, bool, datetime, str]:
    """What the line is ordered by: danger, then raised; then messages left while closed; then who has waited
    longest. Two of the same moment go by their id, so that each has a place of her own."""
    return -one.urgency, not one.left_message, one.since, one.id


def usual_range(waits: Sequence[float]) -> tuple[int, int] | None:
    """From `waits` in seconds the range in whole minutes that half of the people fall in: the middle half.

    None with fewer than `LEAST`. At least one minute wide, so that nobody counts seconds.
    """
    if len(waits) < LEAST:
        return None
    ordered = sorted(waits)
    low = int(_quantile(ordered, 0.25) // 60)
    high = int(-(-_quantile(ordered, 0.75) // 60))
    return low, max(high, low + 1)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def next_look(at: datetime, *, until: datetime | None, opens: datetime | None) -> datetime | None:
    """When to look at the hours again at `at`: at the stop of the line, at the end (`until`), or at the next
    opening (`opens`) where it is closed. None where they never end."""
    change = opens
    if until is not None:
        change = until - CLOSING if at < until - CLOSING else until
    return min(change, at + LOOK_AGAIN) if change else None
