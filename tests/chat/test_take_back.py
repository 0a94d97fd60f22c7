"""A visitor takes back that somebody may read along."""

from __future__ import annotations

from datetime import datetime

import pytest

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.company import readers
from hulplijn.casework.models import Contact, Guest
from hulplijn.channels.chat import actions
from hulplijn.channels.chat.queries import visitors_state
from hulplijn.conversations.models import Conversation
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contact(counsellor: Actor) -> Contact:
    return builders.taken_chat(counsellor, "hoi")


def conversation_of(contact: Contact) -> Conversation:
    assert contact.conversation
    return contact.conversation


@pytest.fixture
def guest(contact: Contact, counsellor: Actor, colleague: Actor, at: datetime) -> Guest:
    bram = Staff.objects.get(pk=colleague.id)
    guest = casework.ask_along(contact, bram, "along", by=counsellor, at=at)
    assert actions.consent(conversation_of(contact), guest.pk, True, at=at)
    return guest


def test_whom_she_let_in_she_sends_away_and_is_told(contact: Contact, guest: Guest, at: datetime) -> None:
    talk = conversation_of(contact)
    assert [one.id for one in visitors_state(talk, at).let_in] == [guest.pk]
    assert actions.take_back(talk, guest.pk, at=at)
    assert readers(contact) == []
    assert visitors_state(talk, at).let_in == ()
    assert not actions.take_back(talk, guest.pk, at=at)


def test_whoever_came_for_danger_stays(
    contact: Contact, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    casework.call_for_danger(contact, by=counsellor, at=at)
    came = casework.let_in_for_danger(contact, by=coordinator, at=at)
    talk = conversation_of(contact)
    assert visitors_state(talk, at).let_in == ()
    assert not actions.take_back(talk, came.pk, at=at)
    assert len(readers(contact)) == 1


def test_another_visitor_sends_nobody_away(contact: Contact, guest: Guest, at: datetime) -> None:
    other = conversation_of(builders.waiting_chat("ik ook"))
    assert not actions.take_back(other, guest.pk, at=at)
    assert len(readers(contact)) == 1
