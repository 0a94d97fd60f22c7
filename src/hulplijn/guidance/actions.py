"""What is done with step plans.

With a contact: `start_walk`, `tick`, `untick`, `finish_step`, `reopen_step`
About suicide and safety: `check_risk` (in `risk_actions`); ticking the plan's question does the first part
By the visitor herself: `tick_first_aid`
Alone, without a counsellor: `finish_selfcheck`
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework.actions.rows import held
from hulplijn.casework.codes import change
from hulplijn.casework.entries import ContactClosed
from hulplijn.casework.errors import AlreadyClosed
from hulplijn.casework.models import Coding, Contact
from hulplijn.content import queries as content
from hulplijn.content.plan_shapes import Plan
from hulplijn.guidance import rights, sharing
from hulplijn.guidance.models import FinishedStep, FirstAid, PlanText, RiskCheck, Tick, Walk
from hulplijn.guidance.queries import plan_of, plan_walked
from hulplijn.guidance.risk_actions import note_asked
from hulplijn.ledger import actions as ledger
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing


class NoPlan(Exception):
    """No step plan belongs to this contact's reason."""


class NoSuchItem(Exception):
    """The plan has no item or step of that name."""


def start_walk(contact: Contact, *, by: Actor, at: datetime) -> Walk:
    """Walk the plan of the contact's reason. Where the reason has changed since, the walk goes on in its
    plan, with what was ticked; where the new reason has none, in the plan that was begun.

    Raises:
        NotYours: `by` neither owns the contact nor is a coordinator.
        NoPlan: the reason has none, and none was begun.
        AlreadyClosed
    """
    rights.require(by, "plan.walk", contact, at=at)
    with writing():
        return _walk(contact, by=by, at=at)


def tick(contact: Contact, item: str, *, by: Actor, at: datetime, answer: str = Tick.Answer.DONE) -> Tick:
    """Tick `item` of the contact's plan, starting the walk if need be; again gives it the new answer.

    `answer` is "done" (asked), or "not_possible" for a question that could not be asked.

    Raises:
        NotYours, NoPlan, NoSuchItem, AlreadyClosed
    """
    rights.require(by, "plan.walk", contact, at=at)
    with writing():
        walk = _walk(contact, by=by, at=at)
        items = {one.id: one for one in _plan(walk).items}
        if item not in items:
            raise NoSuchItem(item)
        if items[item].ask == "suicide":
            asked = {Tick.Answer.DONE: RiskCheck.Asked.YES}.get(
                Tick.Answer(answer), RiskCheck.Asked.NOT_POSSIBLE
            )
            note_asked(contact, asked, by=by, at=at)
        made = Tick(walk=walk, item=item, answer=Tick.Answer(answer), by_id=int(by.id), at=at)
        Tick.objects.bulk_create(
            [made],
            update_conflicts=True,
            unique_fields=["walk", "item"],
            update_fields=["answer", "by", "at"],
        )
        sharing.tell(contact, sharing.BY_STAFF)
    return made


def untick(contact: Contact, item: str, *, by: Actor, at: datetime) -> None:
    """Take the tick of `item` away; nothing happens where there is none.

    Raises:
        NotYours, NoSuchItem, AlreadyClosed
    """
    rights.require(by, "plan.walk", contact, at=at)
    _check_name(item)
    with writing():
        _held_open(contact)
        Tick.objects.filter(walk=contact.pk, item=item).delete()
        sharing.tell(contact, sharing.BY_STAFF)


def finish_step(contact: Contact, step: str, *, by: Actor, at: datetime) -> FinishedStep:
    """Call `step` of the contact's plan done.

    Raises:
        NotYours, NoPlan, NoSuchItem, AlreadyClosed
    """
    rights.require(by, "plan.walk", contact, at=at)
    with writing():
        walk = _walk(contact, by=by, at=at)
        if step not in {one.id for one in _plan(walk).steps}:
            raise NoSuchItem(step)
        found, _ = FinishedStep.objects.get_or_create(
            walk=walk, step=step, defaults={"by_id": int(by.id), "at": at}
        )
    return found


def reopen_step(contact: Contact, step: str, *, by: Actor, at: datetime) -> None:
    """A finished step isn't finished after all.

    Raises:
        NotYours, NoSuchItem, AlreadyClosed
    """
    rights.require(by, "plan.walk", contact, at=at)
    _check_name(step)
    with writing():
        _held_open(contact)
        FinishedStep.objects.filter(walk=contact.pk, step=step).delete()


def tick_first_aid(contact: Contact, plan: str, done: Iterable[str], *, by: Actor, at: datetime) -> FirstAid:
    """A visitor says which items of `plan` she has done, all of them each time; whoever helps her sees it.

    Raises:
        NotYours: it is another visitor's contact.
        NoPlan: no plan of that name is for visitors.
        NoSuchItem
        AlreadyClosed
    """
    rights.require(by, "first_aid.tick", contact, at=at)
    offered = {one.id: one for one in content.plans_for_visitors()}.get(plan)
    if offered is None:
        raise NoPlan
    ticked = set(done)
    known = [item.id for item in offered.visitor_ticks]
    if not ticked <= set(known):
        raise NoSuchItem
    with writing():
        contact = _held_open(contact)
        facts = {"plan": plan, "done": [item for item in known if item in ticked], "at": at}
        kept, _ = FirstAid.objects.update_or_create(contact=contact, defaults=facts)
        sharing.tell(contact, sharing.BY_VISITOR)
        if contact.owner_id is not None:
            owner = contact.owner_id
            after_commit(lambda: bus.publish(f"staff:{owner}"))
    return kept


def finish_selfcheck(*, at: datetime, language: str, sample: bool = False, **codes: Any) -> uuid.UUID | None:
    """Enter a situation check that somebody did alone; nothing else is kept of it. Returns the entry's key.

    `codes` are coded fields as `casework.actions.code` takes them.

    Raises:
        UnknownCode
    """
    coding = Coding()
    change(coding, codes)
    contact = Contact(channel="selfcheck", language=language)
    return ledger.enter(ContactClosed.of(contact, coding), at=at, origin="sample" if sample else "live")


def _walk(contact: Contact, *, by: Actor, at: datetime) -> Walk:
    """The walk of `contact` in the plan that counts now, begun or moved there if need be."""
    contact = _held_open(contact)
    walk = Walk.objects.filter(pk=contact.pk).first()
    plan = plan_of(contact.coding, walk)
    if plan is None:
        raise NoPlan
    if walk is None or walk.plan != plan.id:
        is_new = walk is None
        walk = walk or Walk(contact=contact, started_at=at)
        walk.plan, walk.version, walk.fingerprint = plan.id, plan.version, plan.fingerprint
        _keep_text(plan, at=at)
        walk.save(force_insert=is_new)
        audit.record("plan.start", by=by, on=contact, at=at)
    return walk


def _plan(walk: Walk) -> Plan:
    plan = plan_walked(walk)
    if plan is None:
        raise NoPlan
    return plan


def _keep_text(plan: Plan, *, at: datetime) -> None:
    PlanText.objects.get_or_create(
        plan=plan.id, fingerprint=plan.fingerprint, defaults={"source": plan.source, "kept_at": at}
    )


def _held_open(contact: Contact) -> Contact:
    contact = held(contact)
    if contact.closed_at:
        raise AlreadyClosed
    return contact


def _check_name(name: str) -> None:
    if "\0" in name:  # PostgreSQL refuses even to look for it
        raise NoSuchItem
