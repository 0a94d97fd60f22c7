"""The closing checks of step plans and of risk: what must have been asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hulplijn.casework.closing import Question
from hulplijn.casework.models import Coding, Contact
from hulplijn.guidance.models import Tick, Walk
from hulplijn.guidance.queries import plan_of
from hulplijn.guidance.risk_queries import is_required, newest_check


def questions_of_the_plan(contact: Contact, coding: Coding) -> list[Question]:
    """The plan's questions "before closing" that have no answer yet, but the one about suicide.

    "Not possible" is an answer: a visitor who has left cannot be asked.
    """
    walk = Walk.objects.filter(pk=contact.pk).first()
    plan = plan_of(coding, walk)
    wanted = [item for step in plan.steps for item in step.items] if plan else []
    wanted = [item for item in wanted if item.before_closing and item.ask != "suicide"]
    if not wanted:
        return []
    answered = set(Tick.objects.filter(walk=contact.pk).values_list("item", flat=True))
    return [
        Question(item.ask or item.id, f"plan:{item.id}", str(item.text))
        for item in wanted
        if item.id not in answered
    ]


def question_of_risk(contact: Contact, coding: Coding) -> list[Question]:
    """That suicide was asked about and what came of it, where the reason asks for it."""
    if not is_required(coding.reason):
        return []
    newest = newest_check(contact)
    if newest is not None and newest.is_complete:
        return []
    if newest is not None and newest.asked == newest.Asked.YES:
        return [Question("suicide", "risk", _("Fill in what the answer about suicide was"))]
    return [Question("suicide", "risk", _("Ask about suicide, or tick that it was not possible"))]
