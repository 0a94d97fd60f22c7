"""Asking about suicide and being safe: what is kept, what closing wants, what an acute level does."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework import company
from hulplijn.casework.errors import StillToAsk
from hulplijn.casework.models import Contact, Guest
from hulplijn.guidance import actions as guidance
from hulplijn.guidance.models import RiskCheck
from hulplijn.guidance.risk_actions import (
    Answers,
    StillUnanswered,
    UnknownAnswer,
    check_risk,
)
from hulplijn.guidance.risk_queries import Completeness, checks_of, completeness, risk_of
from hulplijn.guidance.rules import level
from tests import builders

NO_THOUGHTS = Answers(asked="yes", thoughts="no", level="none")
GRAVE = Answers(asked="yes", thoughts="yes", plan="yes", when="today", alone_now="yes", level="acute")


@pytest.mark.parametrize("chosen", level.LEVELS)
@pytest.mark.parametrize("urgency", [0, 1, 2])
def test_a_sign_only_ever_raises_what_is_shown(chosen: str, urgency: int) -> None:
    for then in range(urgency + 1):
        after = level.shown(chosen, then=then, now=urgency)
        assert level.LEVELS.index(after) >= level.LEVELS.index(chosen)
    assert level.shown(chosen, then=urgency, now=urgency) == chosen, "what she had seen does not overrule her"


def test_what_was_seen_since_counts() -> None:
    assert level.shown("low", then=0, now=2) == "acute"
    assert level.shown("acute", then=0, now=1) == "acute"
    assert level.shown("", then=0, now=1) == level.proposed(1) == "raised"


@pytest.fixture
def contact(counsellor: Actor, db: None) -> Contact:
    contact = builders.taken_chat(counsellor, "hoi")
    return builders.ready_to_close(contact, by=counsellor, reason="sextortion_financial")


def again(contact: Contact) -> Contact:
    return Contact.objects.select_related("coding", "case").get(pk=contact.pk)


def test_a_sextortion_contact_closes_once_the_answer_is_there(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    for _ in range(2):
        with pytest.raises(StillToAsk) as refused:
            casework.close(contact, by=counsellor, at=at)
        assert [question.field for question in refused.value.questions] == ["risk"]
        guidance.tick(contact, "ask_suicide", by=counsellor, at=at)  # asked, but not yet what she said
    check_risk(contact, NO_THOUGHTS, by=counsellor, at=at)
    assert casework.close(contact, by=counsellor, at=at).closed_at == at


def test_the_newest_counts_and_those_before_stay(contact: Contact, counsellor: Actor, at: datetime) -> None:
    check_risk(contact, NO_THOUGHTS, by=counsellor, at=at)
    check_risk(contact, GRAVE, by=counsellor, at=at + timedelta(minutes=5), words="moeder gebeld")
    assert risk_of(again(contact)).shown == "acute"
    opened = casework.open_case(contact.case, by=counsellor, at=at)
    told = checks_of(opened, contact)
    assert [one.check.level for one in told] == ["acute", "none"]
    assert told[0].words
    assert told[0].words.reveal() == "moeder gebeld"


def test_a_level_is_chosen_by_her_however_grave_the_sign(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    casework.raise_urgency(contact, 2, by=counsellor, at=at, why="suicide_now")
    assert risk_of(again(contact)).proposed == "acute"
    check_risk(contact, Answers(asked="yes", thoughts="yes", plan="no", level="low"), by=counsellor, at=at)
    assert risk_of(again(contact)).shown == "low"


def test_an_acute_level_calls_the_coordinators(
    contact: Contact, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    check_risk(contact, GRAVE, by=counsellor, at=at)
    assert [one.pk for one in company.in_danger(coordinator)] == [contact.pk]


def test_after_the_talk_they_are_called_as_well_until_it_is_closed(
    contact: Contact, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    casework.end(contact, by=counsellor, at=at)
    check_risk(again(contact), GRAVE, by=counsellor, at=at + timedelta(minutes=1))
    assert [one.pk for one in company.in_danger(coordinator)] == [contact.pk]
    casework.close(again(contact), by=counsellor, at=at + timedelta(minutes=2))
    assert not company.in_danger(coordinator)


def test_a_second_colleague_is_asked_to_look_along(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    second = Staff.objects.get(pk=colleague.id)
    made = check_risk(contact, NO_THOUGHTS, by=counsellor, at=at, second=second)
    assert made.second_worker == second
    assert Guest.objects.get().consent == Guest.Consent.ASKED


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        (Answers(), StillUnanswered),
        (Answers(asked="yes", level="low"), StillUnanswered),
        (Answers(asked="yes", thoughts="no"), StillUnanswered),
        (Answers(asked="maybe"), UnknownAnswer),
        (Answers(asked="yes", thoughts="no", level="none", actions=("danced",)), UnknownAnswer),
    ],
)
def test_half_an_answer_and_an_unknown_one_are_refused(
    contact: Contact, counsellor: Actor, at: datetime, answers: Answers, wrong: type[Exception]
) -> None:
    with pytest.raises(wrong):
        check_risk(contact, answers, by=counsellor, at=at)
    assert not RiskCheck.objects.exists()


def test_a_colleague_may_not(contact: Contact, colleague: Actor, at: datetime) -> None:
    with pytest.raises(NotYours):
        check_risk(contact, NO_THOUGHTS, by=colleague, at=at)


def test_how_often_it_was_asked_is_counted_for_all_together(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    check_risk(contact, NO_THOUGHTS, by=counsellor, at=at)
    casework.close(contact, by=counsellor, at=at)
    left = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"), by=counsellor, reason="sextortion_financial"
    )
    check_risk(left, Answers(asked="not_possible"), by=counsellor, at=at)
    casework.close(left, by=counsellor, at=at)
    builders.closed_chat(counsellor)  # of a reason that does not ask
    assert completeness(at - timedelta(days=1)) == Completeness(required=2, asked=1, not_possible=1)
