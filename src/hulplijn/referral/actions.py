"""What is done with referrals: `refer`, `refer_nobody`, `set_state`. Warmer ways are in `handing.py`."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import sealed
from hulplijn.casework.actions.rows import held
from hulplijn.casework.models import Contact
from hulplijn.content.queries import partners
from hulplijn.ledger import actions as ledger
from hulplijn.plumbing.database import writing
from hulplijn.referral import rights
from hulplijn.referral.entries import NobodyNamed, ReferralState
from hulplijn.referral.models import NotReferred, Referral


class UnknownPartner(Exception):
    """There is no such partner."""


class UnknownState(Exception):
    """A referral has no such state."""


def refer(contact: Contact, *, partner: str, state: str = "advised", by: Actor, at: datetime) -> Referral:
    """Name `partner` to the person of `contact`; naming it again sets the state of the same referral.

    Raises:
        NotYours, UnknownPartner, UnknownState
        LinkGone: the case is erased, so its state can't change any more.
    """
    rights.require(by, "referral.refer", contact, at=at)
    if partner not in {one.code for one in partners()}:
        raise UnknownPartner(partner)
    _check(state)
    with writing():
        contact = held(contact)
        there = Referral.objects.filter(contact=contact, partner=partner).first()
        if there:
            there.contact = contact
            return _change(there, state, by=by, at=at)
        referral = Referral(
            case=contact.case, contact=contact, partner=partner, state=state, made_at=at, changed_at=at
        )
        entry_id = ledger.enter(ReferralState.of(referral), at=at, origin=contact.case.origin)
        referral.ledger_link = sealed.link(contact.case, entry_id, about=referral.link_about)
        referral.save(force_insert=True)
        _somebody_is_named(contact, at=at)
        audit.record("referral.refer", by=by, on=referral, at=at)
    return referral


def refer_nobody(contact: Contact, *, why: str, by: Actor, at: datetime) -> None:
    """Say why nobody is named to the person of `contact`; another reason takes its place.

    Raises:
        NotYours
        UnknownState: no such reason.
        LinkGone: the case is erased, so it can't change any more.
    """
    rights.require(by, "referral.refer_nobody", contact, at=at)
    if why not in NotReferred.Why.values:
        raise UnknownState(why)
    with writing():
        contact = held(contact)
        said = NotReferred.objects.filter(contact=contact).first() or NotReferred(contact=contact)
        said.contact, said.why, said.at = contact, why, at
        _enter(said, holds=not Referral.objects.filter(contact=contact).exists(), at=at)
        said.save()
        audit.record("referral.refer_nobody", by=by, on=contact, at=at, why=why)


def set_state(referral: Referral, *, state: str, by: Actor, at: datetime) -> Referral:
    """What came of `referral`; corrects its ledger entry.

    Raises:
        NotYours, UnknownState
        LinkGone: the case is erased, so its state can't change any more.
    """
    rights.require(by, "referral.set_state", referral.contact, at=at)
    _check(state)
    with writing():
        contact = held(referral.contact)
        there = Referral.objects.get(pk=referral.pk)
        there.contact = contact
        return _change(there, state, by=by, at=at)


def _enter(said: NotReferred, *, holds: bool, at: datetime) -> None:
    """Enter in the ledger that nobody is named, or correct what was entered. Inside a write of its caller."""
    case, fact = said.contact.case, NobodyNamed.of(said, holds=holds)
    if said.ledger_link:
        ledger.correct(sealed.follow(case, said.ledger_link, about=said.link_about), fact, at=at)
    else:
        entry_id = ledger.enter(fact, at=at, origin=case.origin)
        said.ledger_link = sealed.link(case, entry_id, about=said.link_about)


def _somebody_is_named(contact: Contact, *, at: datetime) -> None:
    """What was said about nobody does not hold any more, where it was said. Inside a write of its caller."""
    said = NotReferred.objects.filter(contact=contact).first()
    if said is not None and said.ledger_link:
        said.contact = contact
        _enter(said, holds=False, at=at)


def _check(state: str) -> None:
    if state not in Referral.State.values:
        raise UnknownState(state)


def _change(referral: Referral, state: str, *, by: Actor, at: datetime) -> Referral:
    if referral.state == state:
        return referral
    referral.state, referral.changed_at = state, at
    if not referral.contact.practice:
        entry_id = sealed.follow(referral.contact.case, referral.ledger_link, about=referral.link_about)
        ledger.correct(entry_id, ReferralState.of(referral), at=at)
    referral.save(update_fields=["state", "changed_at"])
    audit.record("referral.set_state", by=by, on=referral, at=at)
    return referral
