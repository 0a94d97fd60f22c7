"""Somebody who waits goes away and comes back: her place is kept, and nobody is held up for her meanwhile."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import presence, returning
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import due
from hulplijn.shifts import actions as shifts
from hulplijn.shifts import queries
from hulplijn.shifts.models import Offer
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = timedelta(seconds=1)


def connect(contact: Contact, at: datetime) -> presence.Link:
    assert contact.conversation
    return presence.up(contact.conversation, who_hash=b"who", until=at + timedelta(days=1), at=at)


def offered() -> list[Contact]:
    return [one.contact for one in Offer.objects.filter(state=Offer.State.OPEN).select_related("contact")]


def talk(contact: Contact) -> Conversation:
    assert contact.conversation
    return contact.conversation


@pytest.fixture
def first(at: datetime) -> Contact:
    contact = builders.waiting_chat("eerste", at=at - timedelta(minutes=9))
    returning.make_code(talk(contact), language="nl", at=at)
    return contact


def test_a_short_tunnel_changes_nothing(first: Contact, at: datetime, counsellor: Actor) -> None:
    presence.down(connect(first, at), at=at)
    soon = at + queries.GONE_AFTER - SECOND
    shifts.come(by=counsellor, at=soon)
    due.run_due(soon)
    assert offered() == [first]


def test_whoever_is_away_is_not_offered_and_the_next_is(
    first: Contact, at: datetime, counsellor: Actor
) -> None:
    presence.down(connect(first, at), at=at)
    second = builders.waiting_chat("tweede", at=at)
    later = at + queries.GONE_AFTER
    shifts.come(by=counsellor, at=later)
    due.run_due(later)
    assert offered() == [second]


def test_back_she_has_her_old_place_and_is_offered_again(
    first: Contact, at: datetime, counsellor: Actor
) -> None:
    presence.down(connect(first, at), at=at)
    builders.waiting_chat("tweede", at=at)
    later = at + timedelta(minutes=40)
    due.run_due(later)
    connect(first, later)
    line = queries.waiting_line(first, later)
    assert line
    assert line.place == 1
    shifts.come(by=counsellor, at=later)
    due.run_due(later)
    assert offered() == [first]


def test_without_a_code_her_place_is_kept_for_fifteen_minutes(at: datetime) -> None:
    contact = builders.waiting_chat("zonder code")
    presence.down(connect(contact, at), at=at)
    due.run_due(at + presence.HOLD - SECOND)
    contact.refresh_from_db()
    assert contact.state == Contact.State.WAITING
    due.run_due(at + presence.HOLD)
    contact.refresh_from_db()
    assert contact.state == Contact.State.CLOSED


def test_a_message_that_was_left_is_offered_though_nobody_is_connected(
    closed_at: datetime, at: datetime, counsellor: Actor
) -> None:
    left = returning.leave_message("van vannacht", start_id=uuid.uuid4(), language="nl", at=closed_at)
    held = returning.come_back(" ".join(left.words), who=b"home", at=at)
    presence.down(connect(Contact.objects.get(conversation=held.conversation), at), at=at)
    shifts.come(by=counsellor, at=at + timedelta(minutes=10))
    due.run_due(at + timedelta(minutes=10))
    assert offered() == [left.contact]
