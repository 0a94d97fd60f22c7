"""A case goes for good: `erase_case`. Its figures stay, as nothing in the ledger leads to it."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import joined, keeping, rights
from hulplijn.casework.actions.ending import settle
from hulplijn.casework.errors import CaseGone, OnHold
from hulplijn.casework.models import Case, Contact
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import writing
from hulplijn.privacy import erasure


def erase_case(case: Case, *, by: Actor, at: datetime, why: str = "visitor") -> datetime:
    """Erase everything that is held about the person of `case`; returns when the last copy is gone too.

    That is what is merged with it as well, whichever of them is named. A talk that goes on is ended first.
    What was coded stays in the ledger, and so in every figure.

    Raises:
        NotYours: the visitor of another case, or a counsellor.
        CaseGone: somebody was first.
        OnHold: an order, a complaint or a claim keeps it for now.
    """
    rights.require(by, "case.erase", case, at=at)
    with writing():
        if Case.objects.select_for_update().filter(pk=case.pk).first() is None:
            raise CaseGone
        cases = joined.one_persons(case)
        for one in cases:
            held = keeping.hold_on(one, at)
            if held is not None and held.until is not None:
                raise OnHold(held.until)
        contacts = list(Contact.objects.filter(case__in=cases).select_related("case", "conversation"))
        for contact in contacts:
            settle(contact, by=by, at=at)
        for one in cases:
            verb = "case.erase" if why == "visitor" else f"case.erase:{why}"[:60]
            audit.record(verb, by=by, on=one, at=at)
            erasure.begin(one.key_id, why=why, at=at)
    done = [erasure.carry_out(one.key_id, why=why, at=at) for one in cases]
    for contact in contacts:
        if contact.conversation is not None:
            bus.publish(contact.conversation.topic)
    bus.publish("queue")
    return max(erasure.final_at(one.erased_at or at) for one in done)
