"""Before a sextortion or image case closes, somebody is named or it is said why nobody is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.content.queries import code_list
from hulplijn.ledger import queries as ledger
from hulplijn.referral import actions
from hulplijn.referral.checks import question_of_referral
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(counsellor: Actor, at: datetime) -> Contact:
    contact = builders.taken_chat(counsellor, "hoi")
    casework.code(contact, by=counsellor, at=at, reason="sextortion_financial")
    return contact


def is_asked(contact: Contact) -> bool:
    contact.coding.refresh_from_db()
    return bool(question_of_referral(contact, contact.coding))


@pytest.mark.parametrize("state", ["advised", "declined_by_client"])
def test_naming_somebody_answers_it_whatever_she_says(
    contact: Contact, counsellor: Actor, at: datetime, state: str
) -> None:
    assert is_asked(contact)
    actions.refer(contact, partner="csg", state=state, by=counsellor, at=at)
    assert not is_asked(contact)


def test_saying_why_nobody_is_named_answers_it(contact: Contact, counsellor: Actor, at: datetime) -> None:
    with pytest.raises(actions.UnknownState):
        actions.refer_nobody(contact, why="no_time", by=counsellor, at=at)
    assert is_asked(contact)
    actions.refer_nobody(contact, why="none_fits", by=counsellor, at=at)
    assert not is_asked(contact)


def test_why_nobody_is_named_is_entered_until_somebody_is(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    since, until = (datetime(year, 1, 1, tzinfo=UTC) for year in (2000, 2100))
    actions.refer_nobody(contact, why="not_asked", by=counsellor, at=at)
    actions.refer_nobody(contact, why="none_fits", by=counsellor, at=at)
    [row] = ledger.current("nobody_named", since, until)
    assert row.codes == {"why": "none_fits", "reason": "sextortion_financial", "holds": True}
    actions.refer(contact, partner="csg", by=counsellor, at=at)
    [after] = ledger.current("nobody_named", since, until)
    assert (after.id, after.codes["holds"]) == (row.id, False)


def test_another_reason_and_a_contact_without_a_talk_are_not_asked(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    casework.code(contact, by=counsellor, at=at, counts_as_data=False)
    assert not is_asked(contact)
    casework.code(contact, by=counsellor, at=at, counts_as_data=True, reason="cyberbullying")
    assert not is_asked(contact)


def test_every_kind_of_sextortion_and_every_image_case_asks() -> None:
    reasons = code_list("reason")
    asking = reasons.flagged("ask_referral")
    assert reasons.flagged("sextortion") <= asking
    assert {one.code for one in reasons.codes if one.group == "images"} <= asking
