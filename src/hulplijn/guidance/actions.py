"""What is done with step plans.

With a contact: `start_walk`, `tick`, `untick`, `finish_step`, `reopen_step`
Alone, without a counsellor: `finish_selfcheck`
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework.codes import change
from hulplijn.casework.entries import ContactClosed
from hulplijn.casework.errors import AlreadyClosed
from hulplijn.casework.models import Coding, Contact
from hulplijn.content import queries as content
from hulplijn.content.shapes import Plan
from hulplijn.guidance import rights
from hulplijn.guidance.models import FinishedStep, Tick, Walk
from hulplijn.ledger import actions as ledger
from hulplijn.plumbing.database import writing


class NoPlan(Exception):
    """No step plan belongs to this contact's reason."""


class NoSuchItem(Exception):
    """The plan has no item or step of that name."""


def start_walk(contact: Contact, *, by: Actor, at: datetime, plan: str = "") -> Walk:
    """Walk `plan` with `contact`, by default the one of its reason; a walk once started is kept.

    Raises:
        NoPlan: the reason has none.
        AlreadyClosed
    """
    rights.require(by, "plan.walk", contact, at=at)
    chosen = content.plan(plan) if plan else content.plan_for(_reason(contact))
    if chosen is None:
        raise NoPlan
    with writing():
        _require_open(contact)
        walk, is_new = Walk.objects.get_or_create(
            contact=contact, defaults={"plan": chosen.id, "version": chosen.version, "started_at": at}
        )
        if is_new:
            audit.record("plan.start", by=by, on=contact, at=at)
    return walk


def tick(contact: Contact, item: str, *, by: Actor, at: datetime, answer: str = Tick.Answer.DONE) -> Tick:
    """Tick `item` of the contact's plan, starting the walk if need be; again gives it the new answer.

    `answer` is "done" (asked), or "not_possible" for a question that could not be asked.

    Raises:
        NoPlan, NoSuchItem, AlreadyClosed
    """
    with writing():
        walk = start_walk(contact, by=by, at=at)
        if item not in _items(content.plan(walk.plan)):
            raise NoSuchItem(item)
        found, _ = Tick.objects.update_or_create(
            walk=walk, item=item, defaults={"answer": Tick.Answer(answer), "by_id": int(by.id), "at": at}
        )
    return found


def untick(contact: Contact, item: str, *, by: Actor, at: datetime) -> None:
    """Take the tick of `item` away; nothing happens where there is none."""
    rights.require(by, "plan.walk", contact, at=at)
    with writing():
        _require_open(contact)
        Tick.objects.filter(walk=contact.pk, item=item).delete()


def finish_step(contact: Contact, step: str, *, by: Actor, at: datetime) -> FinishedStep:
    """Call `step` of the contact's plan done.

    Raises:
        NoPlan, NoSuchItem, AlreadyClosed
    """
    with writing():
        walk = start_walk(contact, by=by, at=at)
        if step not in {one.id for one in content.plan(walk.plan).steps}:
            raise NoSuchItem(step)
        found, _ = FinishedStep.objects.get_or_create(
            walk=walk, step=step, defaults={"by_id": int(by.id), "at": at}
        )
    return found


def reopen_step(contact: Contact, step: str, *, by: Actor, at: datetime) -> None:
    """A finished step isn't finished after all."""
    rights.require(by, "plan.walk", contact, at=at)
    with writing():
        _require_open(contact)
        FinishedStep.objects.filter(walk=contact.pk, step=step).delete()


def finish_selfcheck(*, at: datetime, language: str, sample: bool = False, **codes: Any) -> uuid.UUID:
    """Enter a situation check that somebody did alone; nothing else is kept of it. Returns the entry's key.

    `codes` are coded fields as `casework.actions.code` takes them.

    Raises:
        UnknownCode
    """
    coding = Coding()
    change(coding, codes)
    contact = Contact(channel="selfcheck", language=language)
    return ledger.enter(ContactClosed.of(contact, coding), at=at, origin="sample" if sample else "live")


def _reason(contact: Contact) -> str:
    return Coding.objects.values_list("reason", flat=True).get(pk=contact.pk)


def _items(plan: Plan) -> set[str]:
    return {item.id for step in plan.steps for item in step.items}


def _require_open(contact: Contact) -> None:
    if Contact.objects.filter(pk=contact.pk, closed_at__isnull=False).exists():
        raise AlreadyClosed
