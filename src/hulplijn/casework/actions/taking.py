"""`take`: one counsellor, and only one, gets a waiting contact."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import line, rights
from hulplijn.casework.actions import quiet
from hulplijn.casework.errors import AlreadyClosed, TakenByColleague
from hulplijn.casework.models import Contact
from hulplijn.conversations import actions as conversations
from hulplijn.plumbing.database import writing


def take(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """Make `contact` `by`'s own and tell its visitor who is there. Taking one's own again does nothing.

    Raises:
        TakenByColleague: a colleague was faster.
        AlreadyClosed: the visitor has left.
    """
    rights.require(by, "contact.take", at=at)
    with writing():
        won = Contact.objects.filter(pk=contact.pk, owner=None, ended_at=None).update(
            owner_id=int(by.id), taken_at=at
        )
        contact = Contact.objects.select_related("case", "conversation", "coding", "owner").get(pk=contact.pk)
        if not won:
            if contact.owner is None:
                raise AlreadyClosed
            if not contact.belongs_to(by):
                raise TakenByColleague(contact.owner.alias)
            return contact
        if contact.conversation:
            conversations.announce(contact.conversation, "joined", by=by, at=at)
            quiet.watch(contact, at=at)
        audit.record("contact.take", by=by, on=contact, at=at)
        line.changed(contact, at=at)
    return contact
