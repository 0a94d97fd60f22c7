"""Two people, or two tabs, that change one contact at the same moment."""

import uuid
from datetime import datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions, queries
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


def test_a_note_that_is_sent_twice_at_once_is_kept_once(counsellor: Actor, at: datetime) -> None:
    contact, named = builders.taken_chat(counsellor, "hoi"), uuid.uuid4()
    opened = actions.open_case(contact.case, by=counsellor, at=at)

    def send() -> None:
        actions.write_note(opened, by=counsellor, at=at, text="zit thuis", contact=contact, sent_as=named)

    meet(send, send)
    assert [note.text.reveal() for note in queries.notes(opened)] == ["zit thuis"]
    assert AuditEntry.objects.filter(verb="note.write").count() == 1


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
