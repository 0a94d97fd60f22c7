"""In which language a letter goes, how long to wait for a new try, and when to give up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from hulplijn.plumbing.rules import pause_before_try

GIVE_UP_AFTER = timedelta(days=1)


def language_of(theirs: Sequence[str], *, spoken: str, ours: Sequence[str]) -> str:
    """One of `ours` that the partner reads: that of the talk (`spoken`) before others. Where nobody wrote
    down what it reads (`theirs`), our first; where it reads none of ours, English if we have that."""
    known = [one for one in ours if one in theirs] if theirs else list(ours[:1])
    if not known:
        return "en" if "en" in ours else ours[0]
    return spoken if spoken in known else known[0]


def next_try(tries: int, *, waited: timedelta) -> timedelta | None:
    """The pause after `tries` that failed: one minute, and twice as long each time, up to an hour. None: it
    is given up, `waited` after it was to go."""
    pause = timedelta(seconds=pause_before_try(tries, first=60.0, most=3600.0))
    return pause if waited + pause <= GIVE_UP_AFTER else None
