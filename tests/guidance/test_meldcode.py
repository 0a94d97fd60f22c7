"""The Meldcode: five steps, each a record of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.actions import OpenedCase
from hulplijn.guidance.meldcode import NoOutcome, NoReasoning, UnknownStep, records_of, take_step
from hulplijn.guidance.rules.meldcode import QUESTIONS, points_to
from tests import builders

HELP = dict(zip(QUESTIONS, ("yes", "no", "yes", "yes", "yes"), strict=True))


def test_acute_unsafety_or_help_that_fails_points_to_a_report_and_nothing_less_does() -> None:
    for given in product(("yes", "no"), repeat=len(QUESTIONS)):
        answers = dict(zip(QUESTIONS, given, strict=True))
        if answers["suspicion"] == "no":
            assert points_to(answers) == "none"
        elif answers["unsafe"] == "yes" or "no" in given[2:]:
            assert points_to(answers) == "report"
        else:
            assert points_to(answers) == "help"
    assert points_to({"suspicion": "yes", "unsafe": "no", "can_help": "yes"}) == ""


@pytest.fixture
def opened(counsellor: Actor, at: datetime, db: None) -> OpenedCase:
    return casework.open_case(builders.closed_chat(counsellor).case, by=counsellor, at=at)


def test_a_step_taken_again_is_a_further_record(opened: OpenedCase, counsellor: Actor, at: datetime) -> None:
    take_step(opened, 1, "blauwe plekken", by=counsellor, at=at)
    again = at + timedelta(days=1)
    take_step(opened, 2, "advies", by=counsellor, at=again, consulted=["veilig_thuis"], anonymous=True)
    take_step(opened, 1, "ook bij het zusje", by=counsellor, at=again)
    told = records_of(opened)
    assert [(one.record.step, one.record.at, one.words.reveal()) for one in told] == [
        (1, at, "blauwe plekken"),
        (2, again, "advies"),
        (1, again, "ook bij het zusje"),
    ]
    assert told[1].record.anonymous
    assert list(AuditEntry.objects.filter(verb="meldcode.write").values_list("why", flat=True)) == [
        *("1", "2", "1")
    ]


def test_a_decision_may_differ_from_what_the_answers_point_to(
    opened: OpenedCase, counsellor: Actor, at: datetime
) -> None:
    take_step(opened, 5, "zusje is er ook", by=counsellor, at=at, answers=HELP, outcomes=["help", "report"])
    (told,) = records_of(opened)
    assert told.points_to == "help"
    assert told.record.outcomes == ["help", "report"]


def test_half_a_step_is_refused(opened: OpenedCase, counsellor: Actor, at: datetime) -> None:
    with pytest.raises(NoReasoning):
        take_step(opened, 1, "  ", by=counsellor, at=at)
    with pytest.raises(NoOutcome):
        take_step(opened, 5, "waarom", by=counsellor, at=at, answers={"suspicion": "yes"}, outcomes=["help"])
    with pytest.raises(UnknownStep):
        take_step(opened, 6, "waarom", by=counsellor, at=at)
    assert records_of(opened) == []


def test_whose_case_it_is_not_writes_nothing(opened: OpenedCase, colleague: Actor, at: datetime) -> None:
    with pytest.raises(NotYours):
        take_step(opened, 1, "signalen", by=colleague, at=at)
