"""A visitor who says nothing: one gentle question after five minutes, and the end after five more."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import presence
from hulplijn.channels.chat.actions import keep_draft
from hulplijn.conversations import actions as conversations
from hulplijn.plumbing import due
from tests import builders
from tests.casework.told import events

pytestmark = pytest.mark.django_db
FIVE = timedelta(minutes=5)
LONG = timedelta(days=1)


def connected(contact: Contact, at: datetime) -> Contact:
    assert contact.conversation
    presence.up(contact.conversation, who_hash=b"w" * 32, at=at, until=at + LONG)
    return contact


def fresh(contact: Contact) -> Contact:
    return Contact.objects.select_related("conversation", "coding").get(pk=contact.pk)


def asked(contact: Contact) -> int:
    return [event for event, _ in events(contact)].count("still_there")


def says(contact: Contact, text: str, by: Actor, at: datetime) -> None:
    assert contact.conversation
    conversations.say(contact.conversation, text, by=by, client_id=uuid.uuid4(), at=at)


@pytest.fixture
def silent(counsellor: Actor, at: datetime) -> Contact:
    """She never said a word."""
    return connected(builders.taken_chat(counsellor, at=at), at)


@pytest.fixture
def answered(counsellor: Actor, at: datetime) -> Contact:
    """She said something, and it is her turn again."""
    contact = connected(builders.taken_chat(counsellor, "hoi", at=at), at)
    says(contact, "vertel", counsellor, at)
    return contact


def test_after_five_minutes_she_is_asked_once(silent: Contact, at: datetime) -> None:
    due.run_due(at=at + FIVE - timedelta(seconds=1))
    assert asked(silent) == 0
    for minutes in (5, 6, 7):
        due.run_due(at=at + timedelta(minutes=minutes))
    assert asked(silent) == 1
    assert fresh(silent).state == Contact.State.TALKING


def test_after_five_more_it_is_parked_and_counted_apart(silent: Contact, at: datetime) -> None:
    for minutes in (5, 10):
        due.run_due(at=at + timedelta(minutes=minutes))
    contact = fresh(silent)
    assert (contact.state, contact.parked, contact.left_how) == (Contact.State.ENDED, True, "silent")
    assert contact.conversation
    assert contact.conversation.closed_how == "silent"
    assert (contact.coding.outcome, contact.coding.counts_as_data) == ("silent", False)


def test_who_talked_before_she_fell_silent_is_an_ordinary_contact(answered: Contact, at: datetime) -> None:
    for minutes in (5, 10):
        due.run_due(at=at + timedelta(minutes=minutes))
    contact = fresh(answered)
    assert (contact.state, contact.left_how) == (Contact.State.ENDED, "silent")
    assert (contact.coding.outcome, contact.coding.counts_as_data) == ("", True)


def test_any_word_of_hers_begins_anew(answered: Contact, counsellor: Actor, at: datetime) -> None:
    due.run_due(at=at + FIVE)
    says(answered, "ja", Actor.visitor(answered.conversation_id), at + timedelta(minutes=8))
    for minutes in (10, 15, 20):
        due.run_due(at=at + timedelta(minutes=minutes))
    assert fresh(answered).state == Contact.State.TALKING
    says(answered, "fijn", counsellor, at + timedelta(minutes=21))
    for minutes in (25, 30, 31):
        due.run_due(at=at + timedelta(minutes=minutes))
    assert asked(answered) == 2


def test_what_she_is_typing_counts_as_a_word(answered: Contact, at: datetime) -> None:
    assert answered.conversation
    keep_draft(answered.conversation, "ik weet niet", at=at + timedelta(minutes=4))
    due.run_due(at=at + FIVE)
    assert asked(answered) == 0


def test_who_lost_her_connection_is_not_asked(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, at=at)
    for minutes in (5, 10, 15):
        due.run_due(at=at + timedelta(minutes=minutes))
    assert asked(contact) == 0
    assert fresh(contact).state == Contact.State.TALKING


def test_her_counsellor_can_let_her_think(silent: Contact, counsellor: Actor, at: datetime) -> None:
    actions.let_her_think(silent, True, by=counsellor, at=at)
    for minutes in (5, 10, 15):
        due.run_due(at=at + timedelta(minutes=minutes))
    assert asked(silent) == 0
    actions.let_her_think(silent, False, by=counsellor, at=at + timedelta(minutes=15))
    due.run_due(at=at + timedelta(minutes=20))
    assert asked(silent) == 1


def test_no_timer_is_left_when_the_talk_ends(silent: Contact, counsellor: Actor, at: datetime) -> None:
    actions.end(silent, by=counsellor, at=at)
    for minutes in (5, 10):
        due.run_due(at=at + timedelta(minutes=minutes))
    assert asked(silent) == 0
    assert fresh(silent).left_how == ""
