"""How long people wait, as a range that can be said. Pure."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 10
"""With fewer answered contacts than this, no wait is predicted."""


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
