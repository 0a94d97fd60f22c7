"""A case goes for good: `erase_case`. Its figures stay, as nothing in the ledger leads to it."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import keeping, rights
from hulplijn.casework.actions.ending import settle
from hulplijn.casework.errors import CaseGone, OnHold
from hulplijn.casework.models import Case
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import writing
from hulplijn.privacy import erasure


def erase_case(case: Case, *, by: Actor, at: datetime, why: str = "visitor") -> datetime:
    """Erase everything that is held about the person of `case`; returns when the last copy is gone too.

    A talk that goes on is ended first. What was coded stays in the ledger, and so in every figure.

    Raises:
        NotYours: the visitor of another case, or a counsellor.
        CaseGone: somebody was first.
        OnHold: an order, a complaint or a claim keeps it for now.
    """
    rights.require(by, "case.erase", case, at=at)
    with writing():
        if Case.objects.select_for_update().filter(pk=case.pk).first() is None:
            raise CaseGone
        held = keeping.hold_on(case, at)
        if held is not None and held.until is not None:
            raise OnHold(held.until)
        contacts = list(case.contacts.select_related("conversation"))
        for contact in contacts:
            settle(contact, by=by, at=at)
        audit.record("case.erase" if why == "visitor" else f"case.erase:{why}"[:60], by=by, on=case, at=at)
        erasure.begin(case.key_id, why=why, at=at)
    done = erasure.carry_out(case.key_id, why=why, at=at)
    for contact in contacts:
        if contact.conversation is not None:
            bus.publish(contact.conversation.topic)
    bus.publish("queue")
    return erasure.final_at(done.erased_at or at)
