"""The line of those who wait: its order, and the word that it has changed."""

from __future__ import annotations

from datetime import datetime

from hulplijn.casework.models import Contact
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import after_commit

CHANGED = "shifts.offer"
"""Kind of due work, done by shifts: look again who is to be offered what."""


def changed(contact: Contact, *, at: datetime) -> None:
    """Who waits or who is free is another by now: part of the write that made it so.

    Bulk work (`bus.quiet`) is on nobody's line and leaves nothing to do.
    """
    if not bus.is_quiet():
        due.put(CHANGED, contact.pk, at)
    after_commit(lambda: bus.publish("queue"))
