"""The line of those who wait: the word that it has changed."""

from __future__ import annotations

from datetime import datetime

from hulplijn.casework.models import Contact
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit


def changed(contact: Contact, *, at: datetime) -> None:
    """Who waits or who is free is another by now: part of the write that made it so."""
    after_commit(lambda: bus.publish("queue"))
