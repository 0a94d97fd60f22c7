"""Waking the screens of all who have to do with a contact."""

from __future__ import annotations

from datetime import datetime

from hulplijn.casework import line
from hulplijn.casework.models import Contact
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit


def wake(contact: Contact, *staff: object, at: datetime) -> None:
    """After the commit: the line, the contact's conversation, and these members of staff."""
    line.changed(contact, at=at)
    topics = [*(f"staff:{one}" for one in dict.fromkeys(map(str, filter(None, staff))))]
    if contact.conversation:
        topics.append(contact.conversation.topic)
    for topic in topics:
        after_commit(lambda topic=topic: bus.publish(topic))  # type: ignore[misc]
