"""A counsellor whose screen is gone while a visitor waits: the visitor goes to the front of the queue."""

from __future__ import annotations

from datetime import datetime, timedelta

from hulplijn.casework import actions as casework
from hulplijn.casework import company
from hulplijn.plumbing import due
from hulplijn.plumbing.models import ServerProcess
from hulplijn.shifts.models import Presence

DROPPED = "shifts.dropped"

DROPPED_AFTER = timedelta(minutes=3)
"""A computer that has to start again is back in two; whoever waits in fear should not wait much longer.
Colleagues see it after `BEAT_HOLDS` already, and can take over with a word."""

_LOOK_AGAIN = timedelta(minutes=1)


def watch(staff_id: object, *, at: datetime) -> None:
    """A sign of her screen came: look again when the next ones must have come. Part of its write."""
    due.put(DROPPED, staff_id, at + DROPPED_AFTER)


def dropped(key: str, at: datetime) -> None:
    """Due: where her screen has been silent for too long, those who wait for her answer get somebody else.

    Whoever wrote last herself waits for nothing now, and stays hers; that is looked at again.
    """
    presence = Presence.objects.filter(staff_id=int(key)).first()
    if presence is None:
        return
    if presence.seen_at + DROPPED_AFTER > at:
        due.put(DROPPED, key, presence.seen_at + DROPPED_AFTER)
        return
    hers = company.talking_with(int(key))
    if hers and not _was_served_since(at - DROPPED_AFTER):
        due.put(DROPPED, key, at + _LOOK_AGAIN)
        return
    stays = [one for one in hers if not (company.waits_for_answer(one) and casework.put_back(one, at=at))]
    if stays:
        due.put(DROPPED, key, at + _LOOK_AGAIN)


def _was_served_since(then: datetime) -> bool:
    """Whether there was a server to give a sign to. After an outage she gets time to be back."""
    running = ServerProcess.objects.filter(gone_at=None)
    return not running.exists() or running.filter(started_at__lte=then).exists()
