"""Ticking the coding."""

from datetime import datetime
from typing import Any

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions
from hulplijn.casework.errors import AlreadyClosed, UnknownCode
from hulplijn.casework.models import Coding
from hulplijn.content.queries import lists_version
from tests import builders

pytestmark = pytest.mark.django_db


def test_each_tick_is_kept_by_itself(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    actions.code(contact, by=counsellor, at=at, reason="grooming")
    actions.code(contact, by=counsellor, at=at, age="19_25")
    kept = Coding.objects.get(pk=contact.pk)
    assert (kept.reason, kept.age, kept.lists_version) == ("grooming", "19_25", lists_version())


def test_an_empty_value_takes_the_tick_away(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    actions.code(contact, by=counsellor, at=at, gender="male", demanded_cents=100)
    kept = actions.code(contact, by=counsellor, at=at, gender="", demanded_cents=None)
    assert (kept.gender, kept.demanded_cents) == ("", None)


def test_a_platform_stands_once_with_all_its_parts(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    rows = [
        {"platform": "instagram", "parts": ["contact_made_on"]},
        {"platform": "snapchat", "parts": []},
        {"platform": "instagram", "parts": ["threatened_on", "contact_made_on"]},
        {"platform": "", "parts": ["moved_to"]},
    ]
    assert actions.code(contact, by=counsellor, at=at, platforms=rows).platforms == [
        {"platform": "instagram", "parts": ["contact_made_on", "threatened_on"]},
        {"platform": "snapchat", "parts": []},
    ]


def test_the_main_reason_is_not_an_additional_one_too(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    actions.code(contact, by=counsellor, at=at, additional_reasons=["grooming", "account_hacked", "grooming"])
    assert actions.code(contact, by=counsellor, at=at, reason="grooming").additional_reasons == [
        "account_hacked"
    ]


def test_an_amount_paid_says_that_was_paid_and_no_takes_it_away(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    assert actions.code(contact, by=counsellor, at=at, paid_cents=10_000).paid == "yes"
    kept = actions.code(contact, by=counsellor, at=at, paid="no")
    assert (kept.paid, kept.paid_cents) == ("no", None)


def test_a_prank_does_not_count_as_data_and_a_question_does(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    assert actions.code(contact, by=counsellor, at=at, outcome="abuse_prank").counts_as_data is False
    assert actions.code(contact, by=counsellor, at=at, outcome="advice_given").counts_as_data is True
    assert actions.code(contact, by=counsellor, at=at, counts_as_data=False).counts_as_data is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "aliens"),
        ("age", "17"),
        ("age", 17),
        ("additional_reasons", ["grooming", "aliens"]),
        ("platforms", [{"platform": "myspace2"}]),
        ("platforms", [{"platform": "instagram", "parts": ["liked_on"]}]),
        ("demanded_cents", -1),
        ("demanded_cents", 1.5),
        ("demanded_cents", True),
        ("demanded_cents", 10**15),
        ("paid", "a bit"),
        ("currency", "EUR"),
        ("payment_method", "cash"),
        ("since_when", "2024-11-02"),
        ("counts_as_data", "yes"),
        ("hair_colour", "red"),
        ("additional_reasons", "grooming"),
        ("platforms", "instagram"),
        ("platforms", ["instagram"]),
        ("platforms", [{"platform": "instagram", "parts": "moved_to"}]),
        ("reason", ["grooming"]),
    ],
)
def test_what_is_on_no_list_is_refused_by_field(
    field: str, value: Any, counsellor: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor)
    actions.code(contact, by=counsellor, at=at, gender="female")
    with pytest.raises(UnknownCode) as refused:
        actions.code(contact, by=counsellor, at=at, gender="male", **{field: value})
    assert refused.value.field == field
    assert Coding.objects.get(pk=contact.pk).gender == "female"


def test_a_colleague_cannot_tick_but_a_coordinator_can(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor)
    with pytest.raises(NotYours):
        actions.code(contact, by=colleague, at=at, gender="male")
    assert actions.code(contact, by=coordinator, at=at, gender="male").gender == "male"


def test_a_closed_contact_is_not_ticked_but_recoded(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor)
    with pytest.raises(AlreadyClosed):
        actions.code(contact, by=counsellor, at=at, gender="male")
