"""The situation check of a plan: what the validator refuses, and that every way through ends well."""

from __future__ import annotations

import pytest

from hulplijn.casework import codes
from hulplijn.content import queries
from hulplijn.content.rules.checks import CODED
from tests.content.conftest import Spoil

PLAN = "plans/sextortion.yaml"
LOOP = (
    'codes: {paid: "no"}\n          to: sent\n',
    'codes: {paid: "no"}\n          to: demand\n',
)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("to: demand", "to: nowhere", "no question or end"),
        ("to: sextortion_crime", "to: minor", "No answer leads to “sextortion_crime”"),
        (*LOOP, "leads back to it"),
        ("- id: sent_paid", "- id: paid", "“paid” is here twice"),
        ("- id: unsure\n", '- id: "no"\n', "“no” is here twice"),
        ("codes: {reason: sextortion_financial}", "codes: {reason: aliens}", "“aliens” is unknown"),
        ('codes: {paid: "no"}', 'codes: {money: "no"}', "The key “money” is unknown"),
        ("partners: [police_report, slachtofferhulp]", "partners: [uncle]", "“uncle” is unknown"),
        (
            "      proof:\n        - nl: Schrijf op hoeveel",
            "      proof: []\n      remove:\n        - nl: Schrijf op hoeveel",
            "The key “proof” is missing",
        ),
        ("id: sextortion_bluff\n", "id: image_danger\n", "Another plan ends at “image_danger”"),
    ],
)
def test_a_mistake_in_a_check_is_named_with_its_line(spoil: Spoil, old: str, new: str, sentence: str) -> None:
    errors = spoil(PLAN, (old, new))

    found = [error for error in errors if sentence in error.message_in("en")]
    assert found, [str(error) for error in errors]
    assert all(error.file == PLAN and error.line > 400 for error in found)


def test_an_end_says_three_things(spoil: Spoil) -> None:
    cut = ("        - nl: Stop met antwoorden. Meld", "      dont:\n        - nl: Stop met antwoorden. Meld")

    sentences = [error.message_in("en") for error in spoil(PLAN, cut)]
    assert any("exactly three things to do now; here are 2" in one for one in sentences)


def test_the_line_is_that_of_the_answer_which_leads_nowhere(spoil: Spoil) -> None:
    (error,) = [
        one for one in spoil(PLAN, ("to: sextortion_crime", "to: x")) if "“x”" in one.message_in("en")
    ]

    lines = (queries.folder() / PLAN).read_text("utf-8").splitlines()
    assert lines[error.line - 1].strip() == "to: sextortion_crime"


def test_every_way_through_every_check_ends_somewhere_and_reaches_every_end() -> None:
    checked = [plan for plan in queries.plans() if plan.check]

    assert {"sextortion", "intimate_image"} <= {plan.id for plan in checked}
    for plan in checked:
        assert plan.check is not None
        reached = {end.id for _, end in plan.check.ways()}
        assert reached == {end.id for end in plan.check.ends}
        asks = plan.id != "prevention"  # where nothing has happened, nobody is asked about suicide
        assert any(end.danger for end in plan.check.ends) == asks, plan.id


def test_an_answer_gives_only_facts_that_a_counsellor_can_code() -> None:
    assert set(CODED) <= set(codes.FIELDS)
