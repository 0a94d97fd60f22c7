"""A visitor sends the answers of her situation check along with her chat: `bring_check`, `brought`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.actions.rows import held
from hulplijn.casework.codes import change
from hulplijn.casework.errors import AlreadyClosed
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.content.errors import NoSuchContent
from hulplijn.content.plan_shapes import Plan
from hulplijn.content.rules.risk import BUTTON
from hulplijn.guidance import rights
from hulplijn.guidance.actions import NoPlan
from hulplijn.guidance.models import BroughtCheck
from hulplijn.guidance.rules import situation
from hulplijn.guidance.selfcheck import codes_of
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing

_NOT_SAID = "unknown"


@dataclass(frozen=True)
class Brought:
    """What she answered, in the words of the plan as it is now; `filled` are the fields that it filled in."""

    title: str
    answers: tuple[tuple[str, str], ...]
    end: str
    filled: tuple[str, ...]
    at: datetime


def bring_check(contact: Contact, plan: str, answers: str, *, by: Actor, at: datetime) -> BroughtCheck:
    """Keep the answers with `contact`, and fill in what they say where nothing is coded yet. The first time
    counts: sent again, what is there stays. An end for who is in danger brings her forward in the queue.

    Raises:
        NotYours: it is another visitor's contact.
        NoPlan: no check of that name is for visitors.
        AlreadyClosed
    """
    rights.require(by, "check.bring", contact, at=at)
    chosen = next((one for one in content.checks_for_visitors() if one.id == plan), None)
    if chosen is None or chosen.check is None:
        raise NoPlan
    place = situation.walk(chosen.check, answers)
    with writing():
        contact = held(contact)
        if contact.ended_at or contact.closed_at:
            raise AlreadyClosed
        earlier = BroughtCheck.objects.filter(pk=contact.pk).first()
        if earlier is not None:
            return earlier
        coding = contact.coding
        said = {name: code for name, code in codes_of(chosen, place).items() if code != _NOT_SAID}
        filled = {name: code for name, code in said.items() if not getattr(coding, name)}
        change(coding, filled)
        coding.save()
        kept = BroughtCheck.objects.create(
            contact=contact,
            plan=chosen.id,
            answers=[[one.question.id, one.option.id] for one in place.given],
            end=place.end.id if place.end else "",
            filled=filled,
            at=at,
        )
        audit.record("check.bring", by=by, on=contact, at=at)
        if place.end is not None and place.end.danger:
            casework.raise_urgency(contact, Contact.Urgency.RAISED, by=by, at=at, why=BUTTON)
        if contact.owner_id is not None:
            owner = contact.owner_id
            after_commit(lambda: bus.publish(f"staff:{owner}"))
    return kept


def brought(contact: Contact) -> Brought | None:
    """What the visitor sent along from her situation check; None where she sent nothing."""
    kept = BroughtCheck.objects.filter(pk=contact.pk).first()
    if kept is None:
        return None
    plan = _plan_of(kept)
    if plan is None:
        return None
    end = plan.check.end(kept.end) if plan.check else None
    still = [name for name, code in kept.filled.items() if getattr(contact.coding, name) == code]
    return Brought(
        str(plan.visitor_title or plan.title),
        in_words(kept),
        str(end.title) if end else "",
        tuple(still),
        kept.at,
    )


def in_words(kept: BroughtCheck) -> tuple[tuple[str, str], ...]:
    """Her answers, each after its question; one that the plan does not have any more is left out."""
    plan = _plan_of(kept)
    check = plan.check if plan else None
    found = []
    for question_id, option_id in kept.answers:
        question = check.question(question_id) if check else None
        option = question.option(option_id) if question else None
        if question and option:
            found.append((str(question.text), str(option.text)))
    return tuple(found)


def _plan_of(kept: BroughtCheck) -> Plan | None:
    try:
        return content.plan(kept.plan)
    except NoSuchContent:
        return None
