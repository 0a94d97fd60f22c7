"""Ending log-ins: one, or all of somebody's. Sockets end with them within seconds, in every process."""

from __future__ import annotations

from datetime import datetime

from hulplijn.accounts import rights
from hulplijn.accounts.models import Staff, StaffSession
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing

LOG_IN = "log-in"
"""The sign on a member of staff's topic: whoever shows her something looks whether her log-in still holds."""


def end_session(session: StaffSession, *, by: Actor, at: datetime) -> None:
    """Log that browser out.

    Raises:
        NotYours: `by` is neither whose it is nor a coordinator or administrator.
    """
    rights.require(by, "session.end", session, at=at)
    with writing():
        if StaffSession.objects.filter(pk=session.pk).delete()[0]:
            audit.record("session.end", by=by, on=session.staff, at=at)
    if session.staff_id:
        look_again(session.staff_id)


def end_sessions_of(staff: Staff) -> None:
    """End all of hers: part of a write that takes something from her."""
    with writing():
        StaffSession.objects.filter(staff=staff).delete()
        after_commit(lambda: look_again(staff.pk))


def look_again(staff_id: int) -> None:
    """Have every page of hers that stands open look whether its log-in holds."""
    bus.publish(f"staff:{staff_id}", LOG_IN)
