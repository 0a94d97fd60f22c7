"""A counsellor whose screen is gone, while somebody waits for her answer."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.conversations import actions as conversations
from hulplijn.plumbing import due
from hulplijn.plumbing.models import ServerProcess
from hulplijn.shifts import actions as shifts
from tests import builders
from tests.casework.told import events

pytestmark = pytest.mark.django_db
THREE = timedelta(minutes=3)


def owner(contact: Contact) -> int | None:
    return Contact.objects.get(pk=contact.pk).owner_id


@pytest.fixture
def contact(counsellor: Actor, at: datetime) -> Contact:
    """Somebody who waits for Anouk, whose screen gave its last sign at `at`."""
    shifts.come(by=counsellor, at=at)
    contact = builders.taken_chat(counsellor, "ben je daar?", at=at)
    shifts.beat(by=counsellor, at=at)
    return contact


def test_after_three_minutes_she_is_at_the_front_of_the_queue_and_told(
    contact: Contact, at: datetime
) -> None:
    due.run_due(at=at + THREE - timedelta(seconds=1))
    assert owner(contact)
    due.run_due(at=at + THREE)
    assert owner(contact) is None
    assert events(contact)[-1][0] == "back_in_line"


def test_as_long_as_the_screen_gives_signs_she_stays(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    for seconds in range(20, 400, 20):
        shifts.beat(by=counsellor, at=at + timedelta(seconds=seconds))
        due.run_due(at=at + timedelta(seconds=seconds))
    assert owner(contact)


def test_who_was_answered_stays_until_she_speaks_again(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    assert contact.conversation
    conversations.say(contact.conversation, "ja", by=counsellor, client_id=uuid.uuid4(), at=at)
    due.run_due(at=at + THREE)
    assert owner(contact)
    visitor = Actor.visitor(contact.conversation_id)
    conversations.say(contact.conversation, "oké", by=visitor, client_id=uuid.uuid4(), at=at + THREE)
    due.run_due(at=at + THREE + timedelta(minutes=1))
    assert owner(contact) is None


def test_who_went_home_with_somebody_on_the_line_keeps_her_while_her_screen_is_there(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    shifts.go(by=counsellor, at=at)
    for minute in (2, 4, 6):
        assert not shifts.beat(by=counsellor, at=at + timedelta(minutes=minute))
        due.run_due(at=at + timedelta(minutes=minute))
    assert owner(contact)
    due.run_due(at=at + timedelta(minutes=9))
    assert owner(contact) is None


def test_after_an_outage_everybody_gets_time_to_come_back(contact: Contact, at: datetime) -> None:
    back = at + timedelta(minutes=10)
    ServerProcess.objects.create(started_at=back, seen_at=back)
    due.run_due(at=back)
    assert owner(contact)
    due.run_due(at=back + THREE)
    assert owner(contact) is None
