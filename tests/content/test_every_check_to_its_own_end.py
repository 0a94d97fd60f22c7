"""A scripted visitor plays the check of every plan, by every way, to ends that no other plan reaches."""

from __future__ import annotations

import pytest

from hulplijn.content import queries
from hulplijn.content.plan_shapes import Plan

PLANS = queries.plans()


def play(plan: Plan, answers: tuple[str, ...]) -> str:
    """Give `answers` one after the other, as somebody does on the page; the end that is reached."""
    assert plan.check
    place = plan.check.questions[0].id
    for answer in answers:
        question = plan.check.question(place)
        assert question, f"after {place} nothing is asked"
        option = question.option(answer)
        assert option, f"{place} has no answer {answer}"
        place = option.to
    end = plan.check.end(place)
    assert end, f"{place} is no end"
    return end.id


@pytest.mark.parametrize("plan", PLANS, ids=[plan.id for plan in PLANS])
def test_a_visitor_reaches_an_end_that_no_other_plan_has(plan: Plan) -> None:
    assert plan.check
    reached = {play(plan, given) for given, _ in plan.check.ways()}
    elsewhere = {end.id for other in PLANS if other.id != plan.id and other.check for end in other.check.ends}

    assert len(reached - elsewhere) >= 2
    assert reached == {end.id for end in plan.check.ends}, "every end is reached"


@pytest.mark.parametrize("plan", PLANS, ids=[plan.id for plan in PLANS])
def test_no_two_ends_of_a_plan_say_the_same(plan: Plan) -> None:
    assert plan.check
    said = [tuple(text.in_("nl") for text in end.now) for end in plan.check.ends]
    assert len(set(said)) == len(said)
