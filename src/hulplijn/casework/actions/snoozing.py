"""A contact that waits for something is out of sight until a moment: `snooze`, `end_snooze`, and what
happens by itself: `snooze_over`, `woken_by_her`."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework import rights
from hulplijn.casework.actions import waking
from hulplijn.casework.actions.rows import held
from hulplijn.casework.errors import AlreadyClosed, NoEnd, NotTakenYet, StillTalking
from hulplijn.casework.models import Case, Contact
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing

OVER = "casework.snooze_over"


def snooze(contact: Contact, until: datetime, *, by: Actor, at: datetime) -> Contact:
    """Take `contact` off its owner's list until `until`, or until the visitor says something.

    Raises:
        NotYours: `by` neither owns it nor is a coordinator.
        StillTalking: somebody is at the other end now.
        NotTakenYet, AlreadyClosed
        NoEnd: that moment is over.
    """
    rights.require(by, "contact.snooze", contact, at=at)
    if until <= at:
        raise NoEnd
    with writing():
        contact = held(contact)
        if contact.closed_at:
            raise AlreadyClosed
        if contact.owner_id is None:
            raise NotTakenYet
        if contact.goes_on and not contact.left_message:
            raise StillTalking
        contact.snoozed_at, contact.snoozed_until = at, until
        contact.save(update_fields=["snoozed_at", "snoozed_until"])
        due.put(OVER, contact.pk, until)
        audit.record("contact.snooze", by=by, on=contact, at=at)
        waking.wake(contact, contact.owner_id, at=at)
    return contact


def end_snooze(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Have it back now; nothing happens where it was not away.

    Raises:
        NotYours
    """
    rights.require(by, "contact.end_snooze", contact, at=at)
    _back(contact, "contact.end_snooze", by=by, at=at)


def snooze_over(key: str, at: datetime) -> None:
    """Due: the moment has come."""
    contact = Contact.objects.filter(pk=key, snoozed_until__lte=at).first()
    if contact is not None:
        _back(contact, "contact.snooze_over", by=SYSTEM, at=at)


def woken_by_her(case: Case) -> None:
    """Somebody of `case` reached us again, so nothing of it sleeps any more. Inside a write."""
    Contact.objects.filter(case=case, snoozed_until__isnull=False).update(snoozed_at=None, snoozed_until=None)


def _back(contact: Contact, verb: str, *, by: Actor, at: datetime) -> None:
    with writing():
        asleep = Contact.objects.filter(pk=contact.pk, snoozed_until__isnull=False)
        if not asleep.update(snoozed_at=None, snoozed_until=None):
            return
        due.cancel(OVER, contact.pk)
        audit.record(verb, by=by, on=contact, at=at)
        waking.wake(contact, contact.owner_id, at=at)
