"""The end of a contact: `visitor_left`, `end`, `park`, `close`, `recode`.

One contact has one ledger entry, ever: made when it ends, with unknowns where coding is open.
What is coded later corrects that entry.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework import closing, line, rights, sealed
from hulplijn.casework.actions import along, handing_over, quiet
from hulplijn.casework.actions.coding import only_what_she_sees
from hulplijn.casework.actions.rows import held
from hulplijn.casework.codes import change
from hulplijn.casework.entries import ContactClosed
from hulplijn.casework.errors import AlreadyClosed, LinkGone, NotClosedYet, NotTakenYet, UnknownCode
from hulplijn.casework.models import Contact, NoteDraft
from hulplijn.content.queries import code_list
from hulplijn.conversations import actions as conversations
from hulplijn.ledger import actions as ledger
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.privacy.keys import KeyGone

NO_WORD = {"outcome": "silent", "reason": "unknown", "found_via": "not_asked"}
"""What is true of a visitor who never said a word."""


def visitor_left(contact: Contact, *, by: Actor, how: str, at: datetime) -> Contact:
    """The visitor leaves (`how`: left, exit or lost); ends the conversation too. Leaving twice does nothing.

    Whoever nobody took is abandoned: closed at once and entered, though not counted as data. Whoever was
    given back to the queue goes to the counsellor who had it last, to wrap up.
    """
    rights.require(by, "contact.leave", at=at)
    with writing():
        contact = held(contact)
        if contact.ended_at:
            return contact
        contact.left_how = Contact.Left(how)
        if contact.owner_id is None and contact.last_owner_id is not None:
            contact.owner_id, contact.taken_at = contact.last_owner_id, at
        elif contact.owner_id is None:
            change(contact.coding, {"outcome": "abandoned"})
            contact.coding.save()
            contact.closed_at = at
        _end(contact, by=by, how=how, at=at)
        contact.save()
        audit.record("contact.leave", by=by, on=contact, at=at)
    return contact


def end(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """End the talk and leave the wrap-up for after. Does nothing where the visitor has left already.

    Raises:
        NotYours: `by` neither owns the contact nor is a coordinator.
        NotTakenYet: nobody took it.
    """
    rights.require(by, "contact.end", contact, at=at)
    with writing():
        contact = held(contact)
        if contact.ended_at is None:
            _require_taken(contact)
            _end(contact, by=by, how="ended", at=at)
            contact.save()
            audit.record("contact.end", by=by, on=contact, at=at)
    return contact


def park(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """End the talk where it goes on, and put the wrap-up off: it stays in the owner's list.

    What is coded so far is in the ledger afterwards.

    Raises:
        NotYours, NotTakenYet, AlreadyClosed
    """
    rights.require(by, "contact.park", contact, at=at)
    with writing():
        contact = held(contact)
        _require_open(contact)
        _bring_ledger_up_to_date(contact, by=by, at=at)
        contact.parked = True
        contact.save()
        audit.record("contact.park", by=by, on=contact, at=at)
    return contact


def close(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """Close `contact`, ending the talk where it goes on. Its coding is in the ledger afterwards.

    Raises:
        NotYours: `by` neither owns the contact nor is a coordinator.
        StillToAsk: an answer is wanted first; `questions` names them.
        NotTakenYet, AlreadyClosed
    """
    rights.require(by, "contact.close", contact, at=at)
    with writing():
        contact = held(contact)
        _require_open(contact)
        _close(contact, by=by, at=at)
    return contact


def close_without_talk(contact: Contact, outcome: str, *, by: Actor, at: datetime) -> Contact:
    """Close a contact in which there was no talk: silence, a prank, a wrong number. It counts apart.

    What was ticked stays; the reason is unknown and how found not asked where they are open.

    Raises:
        UnknownCode: `outcome` is none that a counsellor sees there was no talk by.
        NotYours, StillToAsk, NotTakenYet, AlreadyClosed
    """
    rights.require(by, "contact.close", contact, at=at)
    if outcome not in code_list("outcome").flagged("no_talk") - {"abandoned"}:
        raise UnknownCode("outcome", outcome)
    with writing():
        contact = held(contact)
        _require_open(contact)
        empty = {field: code for field, code in NO_WORD.items() if not getattr(contact.coding, field)}
        if change(contact.coding, {**empty, "outcome": outcome}) and contact.ended_at:
            contact.coding.ahead_of_ledger = True
        contact.coding.save()
        _close(contact, by=by, at=at)
    return contact


def recode(contact: Contact, *, by: Actor, at: datetime, **fields: Any) -> Contact:
    """Change the coding of a closed contact and correct its ledger entry.

    Raises:
        NotYours, UnknownCode
        NotClosedYet: an open contact is coded with `code`.
        LinkGone: the case is erased, so its entry stays as it is.
    """
    rights.require(by, "contact.recode", contact, at=at)
    only_what_she_sees(fields, by)
    with writing():
        contact = held(contact)
        if contact.closed_at is None:
            raise NotClosedYet
        if change(contact.coding, fields):
            _correct(contact, at=at)
            audit.record("contact.recode", by=by, on=contact, at=at)
    return contact


def end_silent(contact: Contact, *, at: datetime) -> bool:
    """The visitor said nothing to the one gentle question: ended, parked, and counted apart.

    Without a word from her there was no talk: coded as silent, which is no data. False where she spoke
    in time, or it was over by then.
    """
    with writing():
        contact = held(contact)
        if not quiet.is_over(contact, at=at):
            return False
        if not quiet.has_spoken(contact):
            empty = {field: code for field, code in NO_WORD.items() if not getattr(contact.coding, field)}
            change(contact.coding, empty)
            contact.coding.save()
        contact.left_how = Contact.Left.SILENT
        contact.parked = True
        _end(contact, by=SYSTEM, how="silent", at=at)
        contact.save()
        audit.record("contact.silent", by=SYSTEM, on=contact, at=at)
    return True


def settle(contact: Contact, *, by: Actor, at: datetime) -> None:
    """End what goes on and bring the ledger up to what is coded: part of the write that erases its case.

    Afterwards nothing leads from the case to its entry, so this is the last that the entry hears.
    """
    if contact.ended_at is None:
        visitor_left(contact, by=by if by.kind == "visitor" else SYSTEM, how="left", at=at)
    contact = held(contact)
    if contact.coding.ahead_of_ledger:
        with suppress(LinkGone):  # its key is lost, so its entry stays as it is
            _correct(contact, at=at)


def end_blocked(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """End the talk because its visitor is blocked; inside the write of `blocking.block`."""
    if not contact.coding.outcome:
        change(contact.coding, {"outcome": "abuse_prank"})
        contact.coding.save()
    _end(contact, by=by, how="blocked", at=at)
    contact.save()
    return contact


def _close(contact: Contact, *, by: Actor, at: datetime) -> None:
    closing.ask(contact, contact.coding)
    _bring_ledger_up_to_date(contact, by=by, at=at)
    contact.closed_at = at
    contact.parked = False
    contact.save()
    audit.record("contact.close", by=by, on=contact, at=at)
    if contact.conversation:
        conversations.drop_drafts(contact.conversation)
    NoteDraft.objects.filter(contact=contact).delete()


def _require_taken(contact: Contact) -> None:
    if contact.owner_id is None:
        raise NotTakenYet


def _require_open(contact: Contact) -> None:
    if contact.closed_at:
        raise AlreadyClosed
    _require_taken(contact)


def _bring_ledger_up_to_date(contact: Contact, *, by: Actor, at: datetime) -> None:
    if contact.ended_at is None:
        _end(contact, by=by, how="ended", at=at)
    elif contact.coding.ahead_of_ledger:
        with suppress(LinkGone):  # its key is lost, so its entry stays as it is
            _correct(contact, at=at)


def _end(contact: Contact, *, by: Actor, how: str, at: datetime) -> None:
    """End the conversation and enter the contact; the caller saves `contact`."""
    if contact.conversation:
        conversations.end(contact.conversation, by=by, how=how, at=at)
        handing_over.drop(contact, at=at)
        along.everybody_out(contact, at=at)
        quiet.stop(contact)
    entry_id = ledger.enter(ContactClosed.of(contact, contact.coding), at=at, origin=contact.case.origin)
    contact.ended_at = at
    with suppress(KeyGone):  # its key is lost: then nothing leads to its entry
        contact.ledger_link = sealed.link(contact.case, entry_id, about=contact.link_about)
    owner = contact.owner_id
    line.changed(contact, at=at)
    if owner is not None:
        after_commit(lambda: bus.publish(f"staff:{owner}"))


def _correct(contact: Contact, *, at: datetime) -> None:
    if not contact.practice:
        entry_id = sealed.follow(contact.case, contact.ledger_link, about=contact.link_about)
        ledger.correct(entry_id, ContactClosed.of(contact, contact.coding), at=at)
    contact.coding.ahead_of_ledger = False
    contact.coding.save()
