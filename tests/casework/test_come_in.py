"""Chats that come in, and calls and e-mails entered by hand."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions, queries
from hulplijn.casework.actions import coming_in
from hulplijn.casework.errors import NameTooLong, UnknownCode
from hulplijn.casework.models import Case, Contact
from tests import builders

pytestmark = pytest.mark.django_db


def test_a_chat_waits_in_a_case_under_its_own_key(at: datetime) -> None:
    contact = builders.waiting_chat("hoi")
    assert contact.state == Contact.State.WAITING
    assert contact.conversation
    assert contact.case.key_id == contact.conversation.key_id


def test_a_call_is_its_counsellors_at_once(counsellor: Actor, at: datetime) -> None:
    call = actions.enter_by_hand(
        channel="phone", by=counsellor, at=at, started_at=at - timedelta(minutes=20), name="  Bram "
    )
    assert call.state == Contact.State.TALKING
    assert call.started_at == at - timedelta(minutes=20)
    [mine] = queries.mine(counsellor)
    assert mine.name
    assert mine.name.reveal() == "Bram"


def test_a_name_is_not_in_the_database_as_it_was_said(counsellor: Actor, at: datetime) -> None:
    call = actions.enter_by_hand(channel="email", by=counsellor, at=at, name="Bram")
    assert b"Bram" not in bytes(Case.objects.get(pk=call.case_id).name or b"")


def test_a_second_contact_can_join_the_same_case(counsellor: Actor, at: datetime) -> None:
    first = actions.enter_by_hand(channel="phone", by=counsellor, at=at)
    second = actions.enter_by_hand(channel="email", by=counsellor, at=at, case=first.case)
    assert queries.contacts_of(first.case) == [first, second] or queries.contacts_of(first.case) == [
        second,
        first,
    ]


def test_an_unknown_channel_is_refused_by_name(counsellor: Actor, at: datetime) -> None:
    with pytest.raises(UnknownCode) as refused:
        actions.enter_by_hand(channel="pigeon", by=counsellor, at=at)
    assert (refused.value.field, refused.value.value) == ("channel", "pigeon")
    assert not Case.objects.exists()


def test_an_over_long_name_is_refused(counsellor: Actor, at: datetime) -> None:
    with pytest.raises(NameTooLong):
        actions.enter_by_hand(channel="phone", by=counsellor, at=at, name="x" * 61)


def test_a_visitor_enters_nothing_by_hand(at: datetime) -> None:
    with pytest.raises(NotAllowed):
        actions.enter_by_hand(channel="phone", by=Actor.visitor("v"), at=at)


def test_a_reference_that_is_taken_is_drawn_again(
    counsellor: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["K7-214", "K7-214", "K7-215"])
    monkeypatch.setattr(coming_in, "draw_reference", lambda rng, attempt: next(drawn))
    first = actions.enter_by_hand(channel="phone", by=counsellor, at=at)
    second = actions.enter_by_hand(channel="phone", by=counsellor, at=at)
    assert (first.case.reference, second.case.reference) == ("K7-214", "K7-215")


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_at": True},
        {"taken_at": True},
        {"parked": True},
        {"left_how": "left"},
        {"ledger_link": b"x"},
        {"ended_at": True},
    ],
)
def test_the_database_refuses_a_contact_in_two_states(wrong: dict[str, object], at: datetime) -> None:
    contact = builders.waiting_chat()
    values = {
        column: at if value is True and column != "parked" else value for column, value in wrong.items()
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(**values)
