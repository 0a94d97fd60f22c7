"""Two people, or two tabs, that change one contact at the same moment."""

from datetime import datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions
from hulplijn.casework.models import Coding
from tests import builders
from tests.casework.ledger_rows import contacts
from tests.together import meet

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_ticks_at_once_are_both_kept(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    meet(
        lambda: actions.code(contact, by=counsellor, at=at, age="16_17"),
        lambda: actions.code(contact, by=counsellor, at=at, gender="male"),
    )
    coding = Coding.objects.get(pk=contact.pk)
    assert (coding.age, coding.gender) == ("16_17", "male")


def test_a_tick_just_before_the_closing_is_in_the_ledger(counsellor: Actor, at: datetime) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)
    meet(
        lambda: actions.code(contact, by=counsellor, at=at, age="16_17"),
        lambda: actions.close(contact, by=counsellor, at=at),
    )
    assert Coding.objects.get(pk=contact.pk).age == "16_17"
    assert [row.codes["age"] for row in contacts()] == ["16_17"]


def test_two_corrections_at_once_both_reach_the_ledger(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.closed_chat(counsellor)
    meet(
        lambda: actions.recode(contact, by=counsellor, at=at, age="16_17"),
        lambda: actions.recode(contact, by=coordinator, at=at, gender="male"),
    )
    [row] = contacts()
    assert (row.codes["age"], row.codes["gender"]) == ("16_17", "male")
