"""When keys are renewed, and when a copy of them is too old."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

KEPT_AT_MOST = timedelta(days=7)
"""How long a copy of the keys may live: until then an erased case can still be opened from it."""

_NIGHT = time(3, 30)
"""After the hour that a change of the clock skips or repeats, and long before anybody is at work."""


def next_night(after: datetime, zone: tzinfo) -> datetime:
    """The first moment after `after` at which keys are renewed."""
    local = after.astimezone(zone)
    night = datetime.combine(local.date(), _NIGHT, tzinfo=zone)
    if night <= local:
        night = datetime.combine(local.date() + timedelta(days=1), _NIGHT, tzinfo=zone)
    return night.astimezone(after.tzinfo)


def is_over(made_at: datetime, at: datetime) -> bool:
    """Whether a copy that was made at `made_at` must be gone."""
    return at - made_at >= KEPT_AT_MOST
