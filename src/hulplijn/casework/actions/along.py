"""Who else comes to a contact: `ask_along`, `agree_along`, `answer_guest`, `let_in_for_danger`, `go_further`,
`stop_along`, and `call_for_danger`, which opens the door to coordinators.

The visitor is asked before a further person gets access, and told when she comes, whispers, writes or goes.
Only where her counsellor called for danger, she is told without being asked.
"""

from __future__ import annotations

from datetime import datetime

from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.audit.rights import COUNSELLOR
from hulplijn.casework import rights
from hulplijn.casework.actions import waking
from hulplijn.casework.actions.rows import held
from hulplijn.casework.errors import (
    AlongAlready,
    AlreadyClosed,
    NoDanger,
    NotACounsellor,
    NotAsked,
    NotTakenYet,
    SheSaidNo,
)
from hulplijn.casework.models import Contact, Guest
from hulplijn.conversations import actions as conversations
from hulplijn.plumbing.database import writing

How, Consent = Guest.How, Guest.Consent
_FURTHER = {How.SIDE_NOTE: (How.READ,), How.STEP_IN: (How.READ, How.SIDE_NOTE)}
_VERBS = {How.SIDE_NOTE: "contact.side_note", How.STEP_IN: "contact.step_in"}
_TOLD = {How.SIDE_NOTE: "gives_advice", How.STEP_IN: "stepped_in"}


def ask_along(contact: Contact, staff: Staff, how: str, *, by: Actor, at: datetime) -> Guest:
    """Ask whether `staff` may look along (`how` "along") or, a coordinator for herself, read ("read").

    The owner who wants a colleague has the visitor asked at once. A colleague who offers herself waits for
    the owner first.

    Raises:
        NotAllowed: no coordinator wants to read.
        NotYours: `by` asks for somebody else in a contact that isn't hers.
        NotACounsellor: `staff` does not counsel, or has the contact already.
        SheSaidNo, AlongAlready, NotTakenYet, AlreadyClosed
    """
    how = How(how)
    verb = "contact.read_along" if how == How.READ else "contact.ask_along"
    rights.require(by, verb, contact, at=at)
    offers_herself = how == How.ALONG and str(staff.pk) == by.id
    if how not in (How.ALONG, How.READ) or (how == How.READ and str(staff.pk) != by.id):
        raise ValueError(how)
    if not offers_herself and how == How.ALONG:
        rights.require(by, "contact.agree_along", contact, at=at)
    if not staff.is_active or COUNSELLOR not in actor_of(staff).roles:
        raise NotACounsellor
    with writing():
        contact = _talking(contact)
        if staff.pk == contact.owner_id:
            raise NotACounsellor
        before = list(Guest.objects.filter(contact=contact, staff=staff))
        if any(one.consent == Consent.REFUSED for one in before):
            raise SheSaidNo
        if any(one.ended_at is None for one in before):
            raise AlongAlready
        consent = Consent.OFFERED if offers_herself else Consent.ASKED
        guest = Guest.objects.create(contact=contact, staff=staff, how=how, consent=consent, asked_at=at)
        if consent == Consent.ASKED:
            _ask(contact, staff, at=at)
        audit.record(verb, by=by, on=contact, at=at)
        waking.wake(contact, contact.owner_id, staff.pk, at=at)
    return guest


def agree_along(guest: Guest, *, by: Actor, at: datetime) -> None:
    """The owner agrees to a colleague who offered to look along; now the visitor is asked.

    Raises:
        NotYours: the contact isn't `by`'s.
        NotAsked: the offer is over.
        AlreadyClosed
    """
    rights.require(by, "contact.agree_along", guest.contact, at=at)
    with writing():
        contact = _talking(guest.contact)
        offer = Guest.objects.filter(pk=guest.pk, consent=Consent.OFFERED, ended_at=None)
        if not offer.update(consent=Consent.ASKED, asked_at=at):
            raise NotAsked
        _ask(contact, guest.staff, at=at)
        audit.record("contact.agree_along", by=by, on=contact, at=at)
        waking.wake(contact, by.id, guest.staff_id, at=at)


def answer_guest(guest: Guest, yes: bool, *, by: Actor, at: datetime) -> bool:
    """The visitor says whether she lets this person read along. False where the question is over.

    Raises:
        NotYours: it is not her conversation.
    """
    rights.require(by, "guest.answer", guest, at=at)
    with writing():
        contact = held(guest.contact)
        asked = Guest.objects.filter(pk=guest.pk, consent=Consent.ASKED, ended_at=None)
        answer = {"consent": Consent.GIVEN} if yes else {"consent": Consent.REFUSED, "ended_at": at}
        if contact.ended_at or not asked.update(answered_at=at, **answer):
            return False
        if yes and contact.conversation:
            conversations.announce(contact.conversation, "reads_along", by=actor_of(guest.staff), at=at)
        audit.record("guest.answer", by=by, on=contact, at=at, outcome="yes" if yes else "no")
        waking.wake(contact, contact.owner_id, guest.staff_id, at=at)
    return True


def call_for_danger(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """Call every coordinator to a visitor in danger: first in every list, and they may come in at once.

    The owner goes on writing. Calling again does nothing. After the end of the talk, until it is wrapped up,
    they are called to the case.

    Raises:
        NotYours, NotTakenYet, AlreadyClosed
    """
    rights.require(by, "contact.call_for_danger", contact, at=at)
    with writing():
        contact = _not_closed(contact)
        called = Contact.objects.filter(pk=contact.pk, danger_called_at=None)
        if called.update(danger_called_at=at, urgency=Contact.Urgency.DANGER):
            audit.record("contact.call_for_danger", by=by, on=contact, at=at)
            coordinators = Staff.objects.filter(role=Staff.Role.COORDINATOR, is_active=True)
            called_up = [] if contact.practice else list(coordinators.values_list("pk", flat=True))
            waking.wake(contact, contact.owner_id, *called_up, at=at)
        contact.refresh_from_db(fields=["danger_called_at", "urgency"])
    return contact


def let_in_for_danger(contact: Contact, *, by: Actor, at: datetime) -> Guest:
    """A coordinator comes in where the owner called for danger. The visitor is told, and not asked.

    Raises:
        NotAllowed: `by` is no coordinator.
        NoDanger: nobody called.
        NotTakenYet, AlreadyClosed
    """
    rights.require(by, "contact.let_in_for_danger", at=at)
    with writing():
        contact = _talking(contact)
        if contact.danger_called_at is None:
            raise NoDanger
        if contact.belongs_to(by):
            raise NotACounsellor
        guest, is_new = Guest.objects.get_or_create(
            contact=contact,
            staff_id=int(by.id),
            ended_at=None,
            defaults={"how": How.READ, "consent": Consent.DANGER, "asked_at": at, "answered_at": at},
        )
        if is_new or not guest.is_in:
            guest.consent, guest.answered_at = Consent.DANGER, at
            guest.save(update_fields=["consent", "answered_at"])
            if contact.conversation:
                conversations.announce(contact.conversation, "reads_along", by=by, at=at)
            audit.record("contact.let_in_for_danger", by=by, on=contact, at=at)
            waking.wake(contact, contact.owner_id, by.id, at=at)
    return guest


def go_further(guest: Guest, how: str, *, by: Actor, at: datetime) -> Guest:
    """A coordinator who reads begins to give advice ("side_note") or to write as well ("step_in").

    Raises:
        NotYours: another coordinator reads here.
        NotAsked: she is not in, or as far already.
        AlreadyClosed
    """
    how = How(how)
    rights.require(by, _VERBS[how], guest, at=at)
    with writing():
        contact = _talking(guest.contact)
        in_now = Guest.objects.filter(
            pk=guest.pk, ended_at=None, consent__in=[Consent.GIVEN, Consent.DANGER], how__in=_FURTHER[how]
        )
        if not in_now.update(how=how):
            raise NotAsked
        guest.how = how
        if contact.conversation:
            conversations.announce(contact.conversation, _TOLD[how], by=by, at=at)
        audit.record(_VERBS[how], by=by, on=contact, at=at)
        waking.wake(contact, contact.owner_id, by.id, at=at)
    return guest


def stop_along(guest: Guest, *, by: Actor, at: datetime) -> None:
    """`guest` goes: by herself, by the visitor (but in danger), or a colleague by the owner.

    Raises:
        NotYours
    """
    mine = guest.contact.belongs_to(by) and guest.how == How.ALONG
    if by.kind == "visitor" and guest.consent == Consent.DANGER:
        return
    if not mine:
        rights.require(by, "contact.stop_along", guest, at=at)
    with writing():
        contact = held(guest.contact)
        was_in = guest.is_in
        if not Guest.objects.filter(pk=guest.pk, ended_at=None).update(ended_at=at):
            return
        if was_in and contact.conversation and contact.ended_at is None:
            conversations.announce(contact.conversation, "stopped_reading", by=actor_of(guest.staff), at=at)
        audit.record("contact.stop_along", by=by, on=contact, at=at)
        waking.wake(contact, contact.owner_id, guest.staff_id, at=at)


def everybody_out(contact: Contact, *, at: datetime) -> None:
    """`contact` is over, or nobody's: nobody looks along any more. Inside a write of its caller."""
    Guest.objects.filter(contact=contact, ended_at=None).update(ended_at=at)


def _ask(contact: Contact, staff: Staff, *, at: datetime) -> None:
    if contact.conversation:
        conversations.announce(contact.conversation, "may_read_along", by=SYSTEM, at=at, text=staff.alias)


def _talking(contact: Contact) -> Contact:
    contact = _not_closed(contact)
    if contact.ended_at:
        raise AlreadyClosed
    return contact


def _not_closed(contact: Contact) -> Contact:
    contact = held(contact)
    if contact.closed_at:
        raise AlreadyClosed
    if contact.owner_id is None:
        raise NotTakenYet
    return contact
