"""Handing over warmly: `hand_over` (call together, a slip), `ask_words`, `answer_words`, `words_sent`.
What comes after: `follow_up`, `give_feedback`. `sending.py` mails the words.

Words of hers leave the house after her yes to exactly these words, and only for an address that is checked.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights as casework_rights
from hulplijn.casework import sealed
from hulplijn.casework.actions import add_task
from hulplijn.casework.actions.rows import held
from hulplijn.casework.models import Contact
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.queries import helpline, partner, partners
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.rules import printable
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.rules import goes_to_nobody
from hulplijn.referral import rights
from hulplijn.referral.actions import UnknownPartner, refer
from hulplijn.referral.models import PassedOn, Referral

LONGEST = 4000
LONGEST_NOTE = 1000
SENDING = "referral.words"
"""The due work that mails them; its key is the row of `PassedOn`."""
_AT = time(9)
"""The hour of the day at which a follow-up is due."""


class NotChecked(Exception):
    """Nobody has checked where this would go."""


class NobodyToAsk(Exception):
    """There is no conversation that goes on, so she cannot be asked."""


class NoWords(Exception):
    """There is no text, or it is longer than `LONGEST`."""


class NoYes(Exception):
    """She has not said yes to this text, or it was passed on already."""


class NoDay(Exception):
    """The day has passed, or is none."""


def hand_over(contact: Contact, *, partner: str, how: str, by: Actor, at: datetime) -> Referral:
    """Call the partner together with her, or give her a slip to take along; a call makes it a warm transfer.

    Raises:
        NotYours, UnknownPartner
        ValueError: no such way.
    """
    rights.require(by, "referral.hand_over", contact, at=at)
    if how not in (Referral.How.CALL, Referral.How.SLIP):
        raise ValueError(how)
    with writing():
        referral = named(contact, partner, warm=how == Referral.How.CALL, by=by, at=at)
        Referral.objects.filter(pk=referral.pk).update(how=how)
        if how == Referral.How.SLIP and contact.goes_on and contact.conversation:
            conversations.announce(contact.conversation, "slip_given", by=by, at=at)
        audit.record("referral.hand_over", by=by, on=referral, at=at, why=how)
    referral.how = how
    return referral


def ask_words(contact: Contact, *, partner: str, text: str, by: Actor, at: datetime) -> PassedOn:
    """Show her `text` and ask whether it may go to `partner`. Another text is another question.

    Raises:
        NotYours, UnknownPartner, NoWords
        NotChecked: the partner's address is not checked.
        NobodyToAsk: she is not there.
        NoYes: it was passed on already.
    """
    rights.require(by, "referral.ask_words", contact, at=at)
    kept = printable(text).strip()
    if not kept or len(kept) > LONGEST:
        raise NoWords(str(len(kept)))
    checked_address(partner)
    with writing():
        contact = held(contact)
        if not contact.goes_on or contact.conversation is None:
            raise NobodyToAsk
        referral = named(contact, partner, by=by, at=at)
        asked = PassedOn(referral=referral, asked_at=at, asked_by_id=int(by.id))
        before = PassedOn.objects.filter(pk=referral.pk).first()
        if before and (before.sent_at or before.is_under_way(at)):
            raise NoYes
        due.cancel(SENDING, referral.pk)
        asked.body = sealed.write(contact.case, kept, about=asked.about)
        PassedOn.objects.filter(pk=referral.pk).delete()
        asked.save(force_insert=True)
        conversations.announce(contact.conversation, "words_asked", by=by, at=at)
        audit.record("referral.ask_words", by=by, on=asked, at=at)
    return asked


def answer_words(conversation: Conversation, ask: uuid.UUID, *, yes: bool, at: datetime) -> bool:
    """Keep what she says to the text of `ask`; she may change her mind until it has gone.

    False where that text is no longer asked about, or has gone.
    """
    contact = Contact.objects.get(conversation=conversation)
    by = Actor.visitor(conversation.pk)
    rights.require(by, "referral.answer_words", contact, at=at)
    answer = PassedOn.Answer.YES if yes else PassedOn.Answer.NO
    with writing():
        asked = PassedOn.objects.filter(ask=ask, referral__contact=contact, sent_at=None)
        found = asked.exclude(answer=answer).select_related("referral").first()
        told = {"answer": answer, "answered_at": at} | ({} if yes else _NOT_TO_SEND)
        if found is None or not still_here(found, at).update(**told):
            return False
        if not yes:
            due.cancel(SENDING, found.pk)
        event = "words_yes" if yes else "words_no"
        conversations.announce(conversation, event, by=by, at=at, text=str(found.pk))
        audit.record("referral.answer_words", by=by, on=found, at=at, why=answer)
    return True


def words_sent(passed: PassedOn, *, by: Actor, at: datetime) -> None:
    """The words have gone to the partner: now it is a warm transfer.

    Raises:
        NotYours
        NoYes: she did not say yes, took it back, or it has gone already.
        NotChecked: the address is no longer checked.
    """
    contact = passed.referral.contact
    rights.require(by, "referral.words_sent", contact, at=at)
    checked_address(passed.referral.partner)
    with writing():
        yes = still_here(passed, at).filter(answer=PassedOn.Answer.YES)
        if not yes.update(sent_at=at, **_NOT_TO_SEND):
            raise NoYes
        due.cancel(SENDING, passed.pk)
        have_gone(passed, by=by, at=at)


def still_here(passed: PassedOn, at: datetime) -> QuerySet[PassedOn]:
    """The row of these words while they have not gone and nobody is sending them; without a join, so that the
    update that asks for it decides on both databases."""
    is_free = Q(under_way_until=None) | Q(under_way_until__lte=at)
    return PassedOn.objects.filter(is_free, pk=passed.pk, ask=passed.ask, sent_at=None)


def have_gone(passed: PassedOn, *, by: Actor, at: datetime) -> None:
    """What follows once the words have gone; part of the write that says so."""
    named(passed.referral.contact, passed.referral.partner, warm=True, by=by, at=at)
    Referral.objects.filter(pk=passed.pk).update(how=Referral.How.MAIL)
    audit.record("referral.words_sent", by=by, on=passed, at=at)


_NOT_TO_SEND = {"to_send_at": None, "under_way_until": None, "gave_up_at": None, "why_not": "", "tries": 0}


def follow_up(referral: Referral, *, on: date, by: Actor, at: datetime) -> None:
    """Ask on that day how it went: a task of the case.

    Raises:
        NotYours
        NoDay: it is not after today.
    """
    rights.require(by, "referral.follow_up", referral.contact, at=at)
    casework_rights.require(by, "task.add", referral.contact, at=at)
    zone = ZoneInfo(helpline().timezone)
    if on <= at.astimezone(zone).date():
        raise NoDay
    words = str(partner(referral.partner).name)
    with writing():
        Referral.objects.filter(pk=referral.pk).update(follow_up_on=on)
        due_at = datetime.combine(on, _AT, zone)
        add_task(
            referral.case, words=words, due_at=due_at, contact=referral.contact, kind="referral", by=by, at=at
        )
        audit.record("referral.follow_up", by=by, on=referral, at=at)


def give_feedback(referral: Referral, *, feedback: str, note: str, by: Actor, at: datetime) -> None:
    """What the partner told of it, and in words what no code says.

    Raises:
        NotYours
        NoWords: no such code, or a note that is too long.
    """
    rights.require(by, "referral.feedback", referral.contact, at=at)
    kept = printable(note).strip()
    if feedback not in Referral.Feedback.values or len(kept) > LONGEST_NOTE:
        raise NoWords(feedback)
    body = sealed.write(referral.case, kept, about=referral.note_about) if kept else None
    with writing():
        Referral.objects.filter(pk=referral.pk).update(feedback=feedback, feedback_note=body)
        audit.record("referral.feedback", by=by, on=referral, at=at)


def named(contact: Contact, partner: str, *, warm: bool = False, by: Actor, at: datetime) -> Referral:
    """The referral to `partner`; one that is there keeps its state, unless it becomes warm by this."""
    there = Referral.objects.filter(contact=contact, partner=partner).first()
    is_further = there is not None and there.state in (Referral.State.ACCEPTED, Referral.State.WARM_TRANSFER)
    state = Referral.State.WARM_TRANSFER if warm else Referral.State.ADVISED
    if there is not None and (is_further or not warm):
        return there
    return refer(contact, partner=partner, state=state, by=by, at=at)


def address_of(partner: Partner) -> str:
    """Where mail to `partner` goes; empty where nobody has checked it. A demonstration knows the addresses of
    nobody only, that end in `.example`; a real helpline none of those."""
    address = partner.public("mail") or ""
    return address if goes_to_nobody(address) == helpline().sample else ""


def checked_address(code: str) -> str:
    """The same, for who cannot go on without it.

    Raises:
        UnknownPartner, NotChecked
    """
    found = next((one for one in partners() if one.code == code), None)
    if found is None:
        raise UnknownPartner(code)
    if not (address := address_of(found)):
        raise NotChecked(code)
    return address
