"""A message that is left while the helpline is closed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Contact
from hulplijn.channels.chat import actions, returning
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Message
from hulplijn.conversations.queries import conversation_held_by, messages_after, visitors_sealer
from hulplijn.conversations.rules import Empty, TooLong
from hulplijn.privacy.models import CaseKey
from hulplijn.shifts import queries as shifts
from tests import builders
from tests.together import meet

pytestmark = pytest.mark.django_db(transaction=True)


def leave(text: str, at: datetime, **more: object) -> returning.LeftMessage:
    facts = {"start_id": uuid.uuid4(), "language": "nl", **more}
    return returning.leave_message(text, at=at, **facts)  # type: ignore[arg-type]


def said_in(contact: Contact) -> list[str]:
    assert contact.conversation
    rows = messages_after(contact.conversation, 0, visitors_sealer(contact.conversation))
    return [row.event or row.text.reveal() for row in rows]


def test_it_waits_as_a_contact_with_its_words_and_the_moment(closed_at: datetime) -> None:
    left = leave("hij wil geld", closed_at)
    left.contact.refresh_from_db()
    assert left.contact.left_message
    assert left.contact.state == Contact.State.WAITING
    assert said_in(left.contact) == ["hij wil geld", "left_message"]
    assert len(left.words) == 4


def test_it_is_first_in_line_at_opening(closed_at: datetime, at: datetime) -> None:
    builders.waiting_chat("al een uur", at=at - timedelta(hours=1))
    left = leave("van vannacht", at - timedelta(minutes=1))
    assert shifts.order_of_waiting()[0] == left.contact


def test_it_does_not_make_the_usual_wait_longer(at: datetime, counsellor: Actor) -> None:
    for minute in range(12):
        builders.taken_chat(counsellor, at=at - timedelta(minutes=minute))
    short = shifts.usual_wait(at)
    for _ in range(40):
        left = leave("van vannacht", at - timedelta(hours=9))
        casework.take(left.contact, by=counsellor, at=at)
    assert shifts.usual_wait(at) == short


def test_the_answer_waits_for_her_and_she_can_go_on(
    closed_at: datetime, at: datetime, counsellor: Actor
) -> None:
    left = leave("hij wil geld", closed_at)
    contact = casework.take(left.contact, by=counsellor, at=at)
    assert contact.conversation
    conversations.say(
        contact.conversation, "Goed dat je schrijft.", by=counsellor, client_id=uuid.uuid4(), at=at
    )
    held = returning.come_back(" ".join(left.words), who=b"home", at=at + timedelta(hours=2))
    assert held.conversation == contact.conversation
    assert conversation_held_by(held.conversation.pk, held.token)
    assert said_in(contact)[-1] == "Goed dat je schrijft."
    conversations.say(
        held.conversation, "dank je", by=Actor.visitor(held.conversation.pk), client_id=uuid.uuid4(), at=at
    )
    assert said_in(contact)[-1] == "dank je"


def test_sent_twice_it_is_there_once_and_the_words_shown_last_count(closed_at: datetime) -> None:
    start_id = uuid.uuid4()
    first = leave("hij wil geld", closed_at, start_id=start_id)
    again = leave("hij wil geld", closed_at, start_id=start_id)
    assert first.contact == again.contact
    assert Message.objects.filter(sender=Message.Sender.VISITOR).count() == 1
    assert (Case.objects.count(), CaseKey.objects.count()) == (1, 1)
    assert returning.come_back(" ".join(again.words), who=b"home", at=closed_at)
    assert again.again, "the words that she noted first no longer work, and she is told"


def test_nobody_holds_it_without_the_words(closed_at: datetime) -> None:
    left = leave("hij wil geld", closed_at)
    assert left.contact.conversation
    left.contact.conversation.refresh_from_db()
    assert bytes(left.contact.conversation.token_hash) == b""


@pytest.mark.parametrize(("text", "wrong"), [("   ", Empty), ("x" * 4001, TooLong)])
def test_what_cannot_be_said_leaves_nothing(text: str, wrong: type[Exception], closed_at: datetime) -> None:
    with pytest.raises(wrong):
        leave(text, closed_at)
    assert not Contact.objects.exists()
    assert not CaseKey.objects.exists()


def test_after_an_earlier_chat_it_is_in_the_same_case(closed_at: datetime, at: datetime) -> None:
    first = leave("eerste", closed_at)
    held = returning.come_back(" ".join(first.words), who=b"home", at=at)
    second = leave("tweede", closed_at + timedelta(days=1), earlier=held.conversation)
    assert second.contact.case == first.contact.case
    assert CaseKey.objects.count() == 1
    newest = returning.come_back(" ".join(second.words), who=b"home", at=at)
    assert newest.conversation == second.contact.conversation


def test_two_at_once_never_cost_the_key_of_an_earlier_case(closed_at: datetime, counsellor: Actor) -> None:
    """One of them came without the cookie of her earlier talk."""
    earlier = builders.taken_chat(counsellor, "van gisteren").conversation
    assert earlier
    start_id = uuid.uuid4()
    meet(
        lambda: leave("hoi", closed_at, start_id=start_id),
        lambda: leave("hoi", closed_at, start_id=start_id, earlier=earlier),
    )
    assert messages_after(earlier, 0, visitors_sealer(earlier))[0].text.reveal() == "van gisteren"


def test_what_is_sent_with_a_beginning_that_was_used_is_said_there_and_not_lost(
    closed_at: datetime,
) -> None:
    start_id = uuid.uuid4()
    begun = actions.begin(start_id=start_id, language="nl", is_open=True, at=closed_at)
    for _ in range(2):
        leave("toch nog dit", closed_at, start_id=start_id)
    assert said_in(begun.contact) == ["toch nog dit"]
