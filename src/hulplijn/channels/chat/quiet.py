"""When it is time to ask a silent visitor whether she is still there: only who is connected is asked."""

from __future__ import annotations

from datetime import datetime

from hulplijn.casework import actions as casework
from hulplijn.casework.actions import quiet
from hulplijn.casework.models import Contact
from hulplijn.channels.chat.presence import is_up
from hulplijn.plumbing import due


def look(key: str, at: datetime) -> None:
    """Due: ask, end, or look again later. Who lost her connection is not asked; her hold ends by itself."""
    contact = Contact.objects.select_related("conversation").filter(pk=key).first()
    when = quiet.next_look(contact, at) if contact else None
    if contact is None or contact.conversation is None or when is None:
        return
    if when <= at:
        if contact.practice or is_up(contact.conversation, at):
            _ = casework.end_silent(contact, at=at) or casework.ask_if_still_there(contact, at=at)
            contact.refresh_from_db()
            when = quiet.next_look(contact, at)
            if when is None:
                return
        when = max(when, at + quiet.QUIET_FOR)
    due.put(quiet.QUIET, key, when)
