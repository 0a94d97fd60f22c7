"""The closing check of step plans: the questions that must have been asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hulplijn.casework.closing import Question
from hulplijn.casework.models import Coding, Contact
from hulplijn.content import queries as content
from hulplijn.guidance.models import Tick, Walk
from hulplijn.guidance.queries import plan_of


def questions_of_the_plan(contact: Contact, coding: Coding) -> list[Question]:
    """The plan's questions "before closing" that have no answer yet, where the reason asks for them.

    "Not possible" is an answer: a visitor who has left cannot be asked.
    """
    if not coding.reason or not content.code_list("reason").get(coding.reason).is_("ask_suicide"):
        return []
    walk = Walk.objects.filter(pk=contact.pk).first()
    plan = plan_of(coding, walk)
    if plan is None:
        return []
    wanted = [item for step in plan.steps for item in step.items if item.before_closing]
    answered = set(Tick.objects.filter(walk=contact.pk).values_list("item", flat=True))
    return [
        Question(
            item.ask or item.id, f"plan:{item.id}", _("Ask about suicide, or tick that it was not possible")
        )
        for item in wanted
        if item.id not in answered
    ]
