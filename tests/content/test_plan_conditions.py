"""What a plan may ask of the coded facts, and for whom it is."""

from __future__ import annotations

import pytest
from django.conf import settings

from hulplijn.content import queries
from hulplijn.content.errors import ContentError
from hulplijn.content.plan_shapes import Plan
from hulplijn.content.rules import plans

LISTS = {
    "reason": ["scam_fraud", "grooming"],
    "role": ["victim", "parent"],
    "paid": ["yes", "no", "unknown"],
    "payment_method": ["gift_card", "crypto"],
    "since_when": ["today", "weeks"],
}
PLAN = """
version: 3
title: {nl: Plan, en: Plan}
for_reasons: [scam_fraud]
reviewed: {on: 2026-11-02, by: Noor}
steps:
  - id: first
    title: {nl: Eerst, en: First}
    lead: {nl: Doe dit., en: Do this.}
    items:
      - id: bank
        text: {nl: Bank gebeld, en: Called the bank}
        when: {nl: Al betaald, en: Already paid}
        if: {paid: ["yes"]}
    tasks:
      - {id: ask_again, text: {nl: Vraag het na, en: Ask about it}, days: 3}
"""


def read(*changes: tuple[str, str]) -> tuple[Plan, list[ContentError]]:
    source = PLAN
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    errors: list[ContentError] = []
    return plans.read("plans/a.yaml", "a", source, ("nl", "en"), LISTS, errors), errors


def test_an_item_says_in_coded_facts_when_it_applies() -> None:
    plan, errors = read()
    item = plan.step("first").item("bank")

    assert errors == []
    assert item.applies({"paid": ["yes"]}) is True
    assert item.applies({"paid": ["no"]}) is False
    assert item.applies({"paid": []}) is None, "nobody knows it yet"


def test_how_was_paid_and_since_when_decide_as_well() -> None:
    condition = "if: {payment_method: [gift_card], since_when: [today]}"
    plan, errors = read(('if: {paid: ["yes"]}', condition))
    item = plan.step("first").item("bank")

    assert errors == []
    assert item.applies({"payment_method": ["gift_card"], "since_when": ["today"]}) is True
    assert item.applies({"payment_method": ["crypto"], "since_when": ["today"]}) is False


def test_a_step_leaves_something_to_follow_up() -> None:
    (task,) = read()[0].steps[0].tasks
    assert (task.id, task.text.in_("en"), task.days) == ("ask_again", "Ask about it", 3)


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("if: {paid:", "if: {payed:", 14, "“payed” is no coded fact,"),
        ('["yes"]', "[often]", 14, "“often” is unknown here."),
        (
            '{paid: ["yes"]}',
            "{reason: [grooming]}",
            14,
            "This can never hold: the plan is only for scam_fraud.",
        ),
        ("        when: {nl: Al betaald, en: Already paid}\n", "", 13, "Say in “when” for the reader"),
        ("for_reasons:", "for_roles: [aunt]\nfor_reasons:", 4, "“aunt” is unknown here."),
    ],
)
def test_a_condition_that_cannot_hold_is_named_with_its_line(
    old: str, new: str, line: int, sentence: str
) -> None:
    errors = read((old, new))[1]
    assert [(error.line, error.message_in("en")[: len(sentence)]) for error in errors] == [(line, sentence)]
    assert errors[0].message_in("nl") != errors[0].message_in("en")


def test_the_same_text_has_the_same_fingerprint_and_another_text_has_not() -> None:
    assert read()[0].fingerprint == read()[0].fingerprint
    assert read()[0].fingerprint != read(("Do this.", "Do that."))[0].fingerprint


def test_a_plan_that_nobody_reviewed_is_not_public_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed, draft = read()[0], read(("reviewed: {on: 2026-11-02, by: Noor}", "reviewed: null"))[0]
    assert queries.is_public(draft), "a demonstration shows it"

    monkeypatch.setattr(settings, "HULPLIJN_MODE", "production")

    assert queries.is_public(reviewed)
    assert not queries.is_public(draft)
