"""The two questions after a chat: skippable, once, and without a way back to whoever answered."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.channels.chat import feedback
from hulplijn.channels.chat.actions import leave
from hulplijn.conversations.models import Conversation
from hulplijn.ledger.models import Entry
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ended(at: datetime, counsellor: Actor) -> Conversation:
    contact = builders.taken_chat(counsellor, "hoi")
    conversation = casework.end(contact, by=counsellor, at=at).conversation
    assert conversation
    return conversation


def give(
    conversation: Conversation, at: datetime, before: str = "4", now: str = "2", useful: str = "yes"
) -> bool:
    return feedback.give_feedback(conversation, upset_before=before, upset_now=now, useful=useful, at=at)


def entered() -> list[dict[str, str]]:
    return [entry.codes for entry in Entry.objects.filter(kind="feedback")]


def test_her_answers_are_in_the_ledger_as_codes_with_the_hour(ended: Conversation, at: datetime) -> None:
    assert feedback.is_asked(ended)
    assert give(ended, at)
    assert entered() == [
        {"channel": "chat", "language": "nl", "upset_before": "4", "upset_now": "2", "useful": "yes"}
    ]
    assert Entry.objects.get(kind="feedback").hour.minute == 0
    assert not feedback.is_asked(ended)


def test_whoever_stops_before_anybody_came_is_not_asked_about_the_talk(at: datetime) -> None:
    contact = builders.waiting_chat("hoi")
    conversation = contact.conversation
    assert conversation
    leave(conversation, how="left", at=at)
    conversation.refresh_from_db()
    assert not feedback.is_asked(conversation)


def test_nobody_answers_twice(ended: Conversation, at: datetime) -> None:
    give(ended, at)
    assert not give(ended, at, now="5")
    assert len(entered()) == 1


def test_what_she_skips_is_skipped_and_skipping_all_enters_nothing(ended: Conversation, at: datetime) -> None:
    give(ended, at, before="", now="", useful="")
    assert entered() == []
    assert not feedback.is_asked(ended)


def test_what_is_no_answer_counts_as_skipped(ended: Conversation, at: datetime) -> None:
    give(ended, at, before="6", now="2\0", useful="a poem")
    assert entered() == []


@pytest.mark.parametrize("how", ["exit"])
def test_whoever_left_fast_is_never_asked(how: str, at: datetime, counsellor: Actor) -> None:
    conversation = builders.taken_chat(counsellor).conversation
    assert conversation
    leave(conversation, how=how, at=at)
    conversation.refresh_from_db()
    assert not feedback.is_asked(conversation)
    with pytest.raises(feedback.NotAsked):
        give(conversation, at)


def test_a_chat_that_goes_on_is_not_asked_about(at: datetime, counsellor: Actor) -> None:
    conversation = builders.taken_chat(counsellor).conversation
    assert conversation
    with pytest.raises(feedback.NotAsked):
        give(conversation, at)


def test_nothing_in_the_database_leads_from_the_entry_to_the_chat(ended: Conversation, at: datetime) -> None:
    give(ended, at)
    entry = Entry.objects.get(kind="feedback")
    kept = repr(list(Conversation.objects.values())) + repr(list(ended.contact.__class__.objects.values()))
    assert entry.pk.hex not in kept
    assert str(entry.pk) not in kept


def test_a_ticket_is_for_one_conversation_and_cannot_be_made_up(ended: Conversation) -> None:
    assert feedback.conversation_of(feedback.ticket(ended)) == ended
    assert feedback.conversation_of(feedback.ticket(ended)[:-2] + "xx") is None
    assert feedback.conversation_of(ended.pk.hex) is None


def test_a_browser_that_was_let_go_gets_no_page_in_the_place_of_what_follows() -> None:
    answer = Client().get(reverse("chat:after"))
    assert (answer.status_code, answer.content) == (204, b"")
