"""What of an entry is let go with time: the hour becomes the month, an amount becomes a band."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

BANDS = (0, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
"""Lower bounds in euros."""
_AMOUNT, _BAND = "_cents", "_band"


def month_of(moment: datetime, zone: tzinfo) -> datetime:
    """The first moment of its month on the helpline's clock, in UTC: each entry stays in its year."""
    local = moment.astimezone(zone)
    return datetime(local.year, local.month, 1, tzinfo=zone).astimezone(UTC)


def coarse_before(at: datetime, keeps: timedelta, zone: tzinfo) -> datetime:
    """Entries of before this moment have been exact for long enough; whole months at a time."""
    return month_of(at - keeps, zone)


def band(cents: int) -> str:
    """The band of an amount in euros, such as "100_250"; the last has no upper bound."""
    lower = max(bound for bound in BANDS if bound * 100 <= max(cents, 0))
    place = BANDS.index(lower) + 1
    return f"{lower}_{BANDS[place]}" if place < len(BANDS) else f"{lower}_more"


def coarse(codes: Mapping[str, Any]) -> dict[str, Any]:
    """The codes with each amount as its band."""
    found = dict(codes)
    for name in [name for name in codes if name.endswith(_AMOUNT)]:
        cents = found[name]
        found[name] = None
        if cents is not None:
            found[name.removesuffix(_AMOUNT) + _BAND] = band(cents)
    return found
