"""With her four words a visitor holds her newest conversation again, and nobody else's."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Contact
from hulplijn.channels.chat import actions, presence, returning
from hulplijn.channels.chat.actions import Begun, NotOpen
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import conversation_held_by
from hulplijn.plumbing import due
from hulplijn.privacy.models import CaseKey
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def conversation_of(contact: Contact) -> Conversation:
    assert contact.conversation
    return contact.conversation


def come_back(words: list[str], at: datetime) -> returning.Held:
    return returning.come_back(" ".join(words), who=b"home", at=at)


def test_her_words_give_a_new_hold_and_end_the_one_before(at: datetime) -> None:
    contact = builders.waiting_chat("van haar")
    builders.waiting_chat("van een ander", at=at + timedelta(minutes=1))
    words = returning.make_code(conversation_of(contact), language="nl", at=at)
    first, second = come_back(words, at), come_back(words, at)
    assert first.conversation == second.conversation == contact.conversation
    assert conversation_held_by(second.conversation.pk, second.token)
    assert conversation_held_by(first.conversation.pk, first.token) is None


@pytest.mark.parametrize("away", [timedelta(minutes=1), presence.HOLD * 4])
def test_once_her_words_were_used_the_browser_in_which_she_began_opens_nothing(
    at: datetime, away: timedelta
) -> None:
    """It may be a computer at school, with the cookie of her beginning still in it."""
    start_id = uuid.uuid4()
    begun = actions.begin(start_id=start_id, language="nl", is_open=True, at=at)
    words = returning.make_code(begun.conversation, language="nl", at=at)
    presence.wait_for(begun.conversation, at)
    due.run_due(at=at + away)
    held = come_back(words, at + away)
    assert actions.begun_with(start_id) is None
    again = actions.begin(start_id=start_id, language="nl", is_open=True, at=at + away)
    assert again.conversation != begun.conversation
    assert conversation_held_by(held.conversation.pk, held.token)


def test_with_a_code_she_keeps_her_contact_when_she_is_away(at: datetime) -> None:
    with_code, without = builders.waiting_chat(), builders.waiting_chat()
    words = returning.make_code(conversation_of(with_code), language="nl", at=at)
    for contact in (with_code, without):
        presence.wait_for(conversation_of(contact), at)
    due.run_due(at=at + presence.HOLD)
    with_code.refresh_from_db()
    without.refresh_from_db()
    assert with_code.state == Contact.State.WAITING
    assert without.state == Contact.State.CLOSED
    assert come_back(words, at + timedelta(hours=1)).conversation == with_code.conversation


def test_the_hold_that_a_code_gave_runs_out_as_well(at: datetime) -> None:
    contact = builders.waiting_chat()
    held = come_back(returning.make_code(conversation_of(contact), language="nl", at=at), at)
    due.run_due(at=at + presence.HOLD)
    assert conversation_held_by(held.conversation.pk, held.token) is None


def ended(counsellor: Actor, at: datetime) -> tuple[Contact, list[str]]:
    """A chat that has ended, and the words that lead back to it."""
    contact = builders.taken_chat(counsellor, "eerste keer")
    words = returning.make_code(conversation_of(contact), language="nl", at=at)
    casework.end(contact, by=counsellor, at=at)
    return contact, words


def chat_again(earlier: Conversation, at: datetime, **more: object) -> Begun:
    facts = {"start_id": uuid.uuid4(), "language": "nl", "is_open": True, **more}
    return returning.chat_again(earlier, at=at, **facts)  # type: ignore[arg-type]


def test_an_ended_chat_goes_on_as_a_new_one_in_the_same_case(at: datetime, counsellor: Actor) -> None:
    contact, words = ended(counsellor, at)
    held = come_back(words, at)
    assert returning.goes_on_from(held.conversation)
    begun = chat_again(held.conversation, at)
    assert begun.contact.case == contact.case
    assert begun.conversation.key_id == contact.case.key_id
    assert conversation_held_by(held.conversation.pk, held.token) is None
    assert come_back(words, at + timedelta(minutes=1)).conversation == begun.conversation


def test_without_a_code_the_next_chat_is_no_part_of_the_case(at: datetime, counsellor: Actor) -> None:
    _, words = ended(counsellor, at)
    held = come_back(words, at)
    returning.throw_code_away(held.conversation, at=at)
    assert not returning.goes_on_from(held.conversation)


def test_two_taps_begin_one_chat(at: datetime, counsellor: Actor) -> None:
    _, words = ended(counsellor, at)
    held, start_id = come_back(words, at), uuid.uuid4()
    one = chat_again(held.conversation, at, start_id=start_id)
    two = chat_again(held.conversation, at, start_id=start_id)
    assert one.conversation == two.conversation
    assert (Case.objects.count(), Contact.objects.count(), CaseKey.objects.count()) == (1, 2, 1)


def test_when_closed_nobody_chats_again(at: datetime, counsellor: Actor) -> None:
    _, words = ended(counsellor, at)
    with pytest.raises(NotOpen):
        chat_again(come_back(words, at).conversation, at, is_open=False)
    assert Contact.objects.count() == 1


def test_a_chat_that_begins_while_the_case_gets_another_key_is_under_that_one(
    at: datetime, counsellor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = builders.closed_chat(counsellor, at=at)
    words = casework.make_return_code(
        contact.case, by=Actor.visitor(contact.conversation_id), at=at, language="nl"
    )
    night, original = at + timedelta(days=31), returning._case_of
    held = come_back(words, night)

    def slowly(earlier: Conversation) -> Case:
        case = original(earlier)
        casework.let_go_what_is_due(at=night)
        return case

    monkeypatch.setattr(returning, "_case_of", slowly)
    begun = chat_again(held.conversation, night)
    assert Case.objects.get().key_id != contact.case.key_id
    assert begun.conversation.key_id == Case.objects.get().key_id
