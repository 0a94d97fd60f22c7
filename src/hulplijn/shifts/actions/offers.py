"""A waiting contact is held out to one counsellor at a time: `offer_waiting`, `take`, `decline`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import line
from hulplijn.casework import rights as casework_rights
from hulplijn.casework.models import Contact
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.shifts import queries, rights
from hulplijn.shifts.actions import closing
from hulplijn.shifts.models import Offer, Presence
from hulplijn.shifts.rules import offers as rules

UNANSWERED = "shifts.offer_unanswered"
"""Kind of due work: an offer that nobody answered goes to the next."""


def offer_waiting(*, at: datetime) -> None:
    """Hold each waiting contact out to a free counsellor, in the order of the line, and let go of offers that
    have run out or make no sense any more. Doing it twice does nothing more."""
    with writing():
        # One at a time, on PostgreSQL as well: whoever matches holds the rows of those at work.
        list(Presence.objects.select_for_update().order_by("pk").values_list("pk"))
        _pause_those_who_are_done(at=at)
        found = rules.match(**queries.to_match(at), at=at)
        still = _held_contacts([contact for contact, _ in found.offers])
        for id, state in [
            *((id, Offer.State.UNANSWERED) for id in found.unanswered),
            *((id, Offer.State.WITHDRAWN) for id in found.withdrawn),
        ]:
            _end(Offer.objects.filter(pk=id), state)
        for contact, staff in found.offers:
            if contact in still:
                _hold_out(contact, staff, at=at)
        closing.set_timer(at=at)
        if found.again_at:
            due.put(line.CHANGED, "again", found.again_at)


def look_at_hours_and_line(key: str, at: datetime) -> None:
    """Due: the hours changed, and who is held out to whom with them."""
    closing.look_at_hours(at=at)
    offer_waiting(at=at)


def take(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """Take `contact`, whether it was held out to `by` or not; every offer of it is over.

    Raises:
        TakenByColleague, AlreadyClosed
    """
    casework_rights.require(by, "contact.take", at=at)
    with writing():
        contact = casework.take(contact, by=by, at=at)
        hers = Offer.objects.filter(contact=contact, staff_id=int(by.id))
        _end(hers, Offer.State.TAKEN)
        _end(Offer.objects.filter(contact=contact), Offer.State.WITHDRAWN)
    return contact


def decline(offer: Offer, *, by: Actor, at: datetime) -> bool:
    """`by` says "not now": it goes to the next. False where the offer was over already.

    Raises:
        NotYours: it was held out to somebody else.
    """
    rights.require(by, "offer.decline", offer, at=at)
    with writing():
        if not _end(Offer.objects.filter(pk=offer.pk), Offer.State.DECLINED):
            return False
        audit.record("offer.decline", by=by, on=offer, at=at)
        due.put(line.CHANGED, offer.contact_id, at)
    return True


def _pause_those_who_are_done(*, at: datetime) -> None:
    """Who wanted to pause after her contact pauses now, where nothing of hers goes on any more."""
    wants = Presence.objects.filter(state=Presence.State.AVAILABLE, pause_after_this=True)
    for presence in wants:
        if queries.load_of(presence.staff_id) == 0:
            wants.filter(pk=presence.pk).update(state=Presence.State.PAUSED, pause_after_this=False)
            after_commit(lambda: bus.publish("queue"))


def _held_contacts(wanted: Iterable[str]) -> set[str]:
    """Those of `wanted` that wait still; nobody takes them before the commit."""
    rows = Contact.objects.select_for_update().filter(pk__in=list(wanted), taken_at=None, ended_at=None)
    return {str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)}


def _hold_out(contact: str, staff: int, *, at: datetime) -> None:
    offer = Offer(contact_id=contact, staff_id=staff, offered_at=at, due_at=at + rules.HOLDS)
    Offer.objects.bulk_create([offer], ignore_conflicts=True)
    if Offer.objects.filter(pk=offer.pk).exists():  # the constraints decide: one contact, one counsellor
        due.put(UNANSWERED, offer.pk, offer.due_at)
        _tell(staff)


def _end(offers: QuerySet[Offer], state: Offer.State) -> int:
    """End those of `offers` that are open; returns how many."""
    rows = list(offers.filter(state=Offer.State.OPEN).values_list("pk", "staff_id"))
    ended = 0
    for pk, staff in rows:
        if Offer.objects.filter(pk=pk, state=Offer.State.OPEN).update(state=state):
            due.cancel(UNANSWERED, pk)
            _tell(staff)
            ended += 1
    return ended


def _tell(staff: int) -> None:
    after_commit(lambda: bus.publish(f"staff:{staff}", "offer"))
    after_commit(lambda: bus.publish("queue"))
