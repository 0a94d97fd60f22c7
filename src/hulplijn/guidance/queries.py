"""Reads of step plans and the walks through them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from hulplijn.casework.codes import LISTS as CODED_LISTS
from hulplijn.casework.models import Coding, Contact
from hulplijn.content import queries as content
from hulplijn.content.plan_shapes import Item, Plan, Step
from hulplijn.content.shapes import RiskSign, RiskSigns
from hulplijn.guidance.models import FinishedStep, FirstAid, PlanText, Tick, Walk
from hulplijn.guidance.rules import risk
from hulplijn.privacy.private_text import PrivateText


@dataclass(frozen=True)
class TickedItem:
    """An item of a plan; `by` (an alias) and `at` say who ticked it and when, where somebody did.

    `by_visitor`: she ticked it off herself, and nobody of the staff did; `too`: she and one of the staff did.
    """

    item: Item
    answer: str = ""
    by: str = ""
    by_id: str = ""
    at: datetime | None = None
    by_visitor: bool = False
    too: bool = False

    @property
    def is_ticked(self) -> bool:
        return self.at is not None


@dataclass(frozen=True)
class StepProgress:
    """A step with its items. `is_done`: called done, or every item that applies for sure is ticked.

    Items whose coded condition does not hold are not here, unless they were ticked; `asks` are the coded
    fields on which items of this step wait.
    """

    step: Step
    number: int
    items: tuple[TickedItem, ...]
    is_done: bool
    is_current: bool
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanProgress:
    """How far a contact is in its plan."""

    plan: Plan
    is_started: bool
    version: int
    """The version shown: the one that the walk began with."""
    steps: tuple[StepProgress, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.is_done for step in self.steps)


def sign_in(text: PrivateText | str) -> RiskSign | None:
    """The gravest sign of danger in what a visitor wrote; its `level` and `code` go to `raise_urgency`."""
    said = text.reveal() if isinstance(text, PrivateText) else text
    return risk.sign_in(said, _rules(content.risk_signs()))


@lru_cache(maxsize=4)
def _rules(signs: RiskSigns) -> risk.LanguageRules:
    return risk.rules_of(signs.signs)


def plan_of(coding: Coding, walk: Walk | None) -> Plan | None:
    """The plan that counts: that of the reason and role as coded now, else the one that was begun; the one
    that was begun in the version it began with."""
    found = content.plan_for(coding.reason, coding.role)
    if walk and (found is None or found.id == walk.plan):
        return plan_walked(walk) or found
    return found


def plan_walked(walk: Walk) -> Plan | None:
    """The plan of a walk as it was when the walk began, whatever became of its file; one query where the file
    has changed since. None where the file is gone and its text was not kept."""
    today = next((plan for plan in content.plans() if plan.id == walk.plan), None)
    if not walk.fingerprint or (today and today.fingerprint == walk.fingerprint):
        return today
    kept = PlanText.objects.filter(plan=walk.plan, fingerprint=walk.fingerprint).first()
    return content.earlier_plan(kept.plan, kept.source) if kept else today


def first_aid_of(contact: Contact) -> FirstAid | None:
    """What the visitor ticked off herself."""
    return FirstAid.objects.filter(pk=contact.pk).first()


@dataclass(frozen=True)
class TickedOff:
    """What the visitor ticked off herself, for whoever helps her: the plan's title for her, and the items."""

    title: str
    done: tuple[str, ...]
    at: datetime


def ticked_off(contact: Contact) -> TickedOff | None:
    """What the visitor ticked off herself, in words; None where she opened no first aid."""
    own = first_aid_of(contact)
    plan = next((one for one in content.plans_for_visitors() if own and one.id == own.plan), None)
    if own is None or plan is None:
        return None
    done = tuple(str(item.visitor_done) for item in plan.visitor_ticks if item.id in own.done)
    return TickedOff(str(plan.visitor_title), done, own.at)


def agreed(contact: Contact) -> list[Item]:
    """What was agreed: the items for visitors that whoever helped her ticked, or she herself."""
    walk = Walk.objects.filter(pk=contact.pk).first()
    own = first_aid_of(contact)
    found: dict[str, Item] = {}
    offered = {plan.id: plan for plan in content.plans_for_visitors()}
    for plan, ticked in (
        (walk and plan_walked(walk), set(Tick.objects.filter(walk=walk).values_list("item", flat=True))),
        (own and offered.get(own.plan), set(own.done) if own else set()),
    ):
        found |= {item.id: item for item in (plan.visitor_ticks if plan else ()) if item.id in ticked}
    return list(found.values())


def plan_progress(contact: Contact) -> PlanProgress | None:
    """The plan of `contact`'s reason, or the one that was begun, with what is ticked; None without one.

    Five queries at most.
    """
    walk = Walk.objects.filter(pk=contact.pk).first()
    plan = plan_of(contact.coding, walk)
    if plan is None:
        return None
    ticks = {tick.item: tick for tick in Tick.objects.filter(walk=walk).select_related("by")} if walk else {}
    finished = (
        set(FinishedStep.objects.filter(walk=walk).values_list("step", flat=True)) if walk else set[str]()
    )
    own = first_aid_of(contact)
    hers = own if own and own.plan == plan.id else None
    ticked, facts = {*ticks, *(hers.done if hers else ())}, facts_of(contact.coding)
    done = {step.id: _is_done(step, ticked, finished, facts) for step in plan.steps}
    current = next((step.id for step in plan.steps if not done[step.id]), None)
    steps = tuple(
        StepProgress(
            step,
            number,
            tuple(
                _ticked(item, ticks.get(item.id), hers)
                for item in step.items
                if item.id in ticked or not item.only_if or item.applies(facts)
            ),
            done[step.id],
            step.id == current,
            tuple(dict.fromkeys(name for item in step.items for name in item.only_if)),
        )
        for number, step in enumerate(plan.steps, start=1)
    )
    return PlanProgress(plan, walk is not None, plan.version, steps)


def facts_of(coding: Coding) -> dict[str, tuple[str, ...]]:
    """What is coded, as the conditions of a plan ask for it: the codes of each field that is not empty."""
    found: dict[str, str] = {name: getattr(coding, name) for name in CODED_LISTS}
    facts = {name: (code,) for name, code in found.items() if code}
    many = {
        "additional_reasons": tuple(coding.additional_reasons),
        "platforms": tuple(row["platform"] for row in coding.platforms),
    }
    return facts | {name: codes for name, codes in many.items() if codes}


def _is_done(step: Step, ticks: set[str], finished: set[str], facts: Mapping[str, Collection[str]]) -> bool:
    always = [item for item in step.items if (item.applies(facts) if item.only_if else item.when is None)]
    return step.id in finished or (bool(always) and all(item.id in ticks for item in always))


def _ticked(item: Item, tick: Tick | None, hers: FirstAid | None) -> TickedItem:
    if tick is None:
        if hers and item.id in hers.done:
            return TickedItem(item, Tick.Answer.DONE, at=hers.at, by_visitor=True)
        return TickedItem(item)
    too = bool(hers and item.id in hers.done)
    return TickedItem(item, tick.answer, tick.by.alias, str(tick.by_id), tick.at, too=too)
