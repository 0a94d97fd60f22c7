"""Who has a contact on her screen: `view`, `look_away`."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact, Viewer
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing

WAKE = "viewers"


def view(contact: Contact, *, by: Actor, at: datetime) -> None:
    """`by`, who has opened the case, has `contact` on her screen; said again while she has."""
    with writing():
        seen = Viewer.objects.filter(contact=contact, staff_id=int(by.id))
        if seen.update(seen_at=at):
            return
        _, is_new = Viewer.objects.get_or_create(
            contact=contact, staff_id=int(by.id), defaults={"seen_at": at}
        )
        if is_new:
            _tell(contact)


def look_away(contact: Contact, *, by: Actor) -> None:
    """`by` has it on her screen no longer."""
    with writing():
        gone, _ = Viewer.objects.filter(contact=contact, staff_id=int(by.id)).delete()
        if gone:
            _tell(contact)


def _tell(contact: Contact) -> None:
    if contact.conversation:
        topic = contact.conversation.topic
        after_commit(lambda: bus.publish(topic, WAKE))
