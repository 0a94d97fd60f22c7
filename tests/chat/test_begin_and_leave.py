"""A visitor begins a chat, and leaves it."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.casework.models import Block, Case, Contact
from hulplijn.channels.chat import actions, returning
from hulplijn.channels.chat.who import who_hash
from hulplijn.conversations.models import Conversation, Message
from hulplijn.conversations.queries import conversation_held_by
from hulplijn.conversations.rules import ConversationClosed
from hulplijn.plumbing import clock
from hulplijn.privacy.models import CaseKey
from hulplijn.shifts import actions as shifts
from tests import builders
from tests.together import meet

DEEP: object = "[" * 100_000
"""Sent as it is: brackets that only open."""

pytestmark = pytest.mark.django_db(transaction=True)


def test_beginning_twice_with_one_start_id_gives_one_chat(at: datetime) -> None:
    start_id = uuid.uuid4()
    first = actions.begin(start_id=start_id, language="nl", is_open=True, at=at)
    again = actions.begin(start_id=start_id, language="nl", is_open=False, at=at)
    assert first.conversation == again.conversation
    assert first.contact == again.contact
    assert (Case.objects.count(), Contact.objects.count(), CaseKey.objects.count()) == (1, 1, 1)
    assert conversation_held_by(first.conversation.pk, again.token)


def test_two_taps_at_the_same_moment_are_one_chat_with_one_key(at: datetime) -> None:
    start_id, begun = uuid.uuid4(), list[actions.Begun]()

    def tap() -> None:
        begun.append(actions.begin(start_id=start_id, language="nl", is_open=True, at=at))

    meet(tap, tap)
    assert begun[0].contact == begun[1].contact
    assert (Case.objects.count(), Contact.objects.count(), Conversation.objects.count()) == (1, 1, 1)
    assert conversation_held_by(begun[0].conversation.pk, begun[1].token)
    actions.say(Conversation.objects.get(), "hoi", client_id=uuid.uuid4(), at=at)


def test_a_message_left_by_two_taps_at_once_is_there_once(closed_at: datetime) -> None:
    start_id = uuid.uuid4()

    def tap() -> None:
        returning.leave_message("hij wil geld", start_id=start_id, language="nl", at=closed_at)

    meet(tap, tap)
    assert (Case.objects.count(), Contact.objects.count(), Conversation.objects.count()) == (1, 1, 1)
    assert Message.objects.filter(event="").count() == 1
    actions.say(Conversation.objects.get(), "hoi", client_id=uuid.uuid4(), at=closed_at)


def test_after_leaving_neither_the_token_nor_the_start_id_opens_the_chat(at: datetime) -> None:
    start_id = uuid.uuid4()
    begun = actions.begin(start_id=start_id, language="nl", is_open=True, at=at)
    actions.leave(begun.conversation, how="exit", at=at)
    assert conversation_held_by(begun.conversation.pk, begun.token) is None
    with pytest.raises(ConversationClosed):
        actions.begin(start_id=start_id, language="nl", is_open=True, at=at)


def test_what_is_stored_does_not_open_the_chat(at: datetime) -> None:
    start_id = uuid.uuid4()
    begun = actions.begin(start_id=start_id, language="nl", is_open=True, at=at)
    stored = Conversation.objects.filter(pk=begun.conversation.pk).values().get()
    kept = repr({name: bytes(v) if isinstance(v, memoryview) else v for name, v in stored.items()})
    assert str(start_id) not in kept
    assert start_id.hex not in kept
    assert begun.token not in kept


def test_a_wrong_token_holds_nothing(at: datetime) -> None:
    begun = actions.begin(start_id=uuid.uuid4(), language="nl", is_open=True, at=at)
    other = actions.begin(start_id=uuid.uuid4(), language="nl", is_open=True, at=at)
    assert conversation_held_by(begun.conversation.pk, begun.token)
    assert conversation_held_by(begun.conversation.pk, other.token) is None
    assert conversation_held_by(begun.conversation.pk, "") is None


def test_when_closed_nobody_is_left_waiting(at: datetime) -> None:
    with pytest.raises(actions.NotOpen):
        actions.begin(start_id=uuid.uuid4(), language="nl", is_open=False, at=at)
    assert not Conversation.objects.exists()
    assert not CaseKey.objects.exists()


def test_leaving_ends_the_chat_once(at: datetime) -> None:
    begun = actions.begin(start_id=uuid.uuid4(), language="nl", is_open=True, at=at)
    assert actions.leave(begun.conversation, how="exit", at=at)
    assert not actions.leave(begun.conversation, how="left", at=at)
    begun.conversation.refresh_from_db()
    assert begun.conversation.closed_how == "exit"


@pytest.fixture
def open_helpline(settings: object, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_STARTED", datetime.now(UTC))
    settings.HULPLIJN_DEMO_CLOCK = at  # type: ignore[attr-defined]
    shifts.come(by=builders.actor(builders.staff("anouk")), at=at)


def ask(client: Client, name: str, body: dict[str, object], **headers: str) -> object:
    sent = {"HTTP_ORIGIN": "http://testserver", **headers}
    text = str(DEEP) if body == DEEP else json.dumps(body)
    return client.post(reverse(name), text, content_type="application/json", **sent)


def test_her_browser_gets_one_cookie_that_no_script_reads(client: Client, open_helpline: None) -> None:
    answer = ask(client, "chat:begin", {"start_id": str(uuid.uuid4())})
    assert answer.status_code == 200  # type: ignore[attr-defined]
    cookie = answer.cookies["n"]  # type: ignore[attr-defined]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert list(answer.cookies) == ["n"]  # type: ignore[attr-defined]


def test_a_page_elsewhere_cannot_begin_a_chat(client: Client, open_helpline: None) -> None:
    answer = ask(client, "chat:begin", {"start_id": str(uuid.uuid4())}, HTTP_ORIGIN="https://elders.example")
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("body", [{}, {"start_id": "x"}, {"start_id": None}, [], "hoi", 3, DEEP])
def test_nonsense_gets_a_sentence_and_no_chat(client: Client, open_helpline: None, body: object) -> None:
    answer = ask(client, "chat:begin", body)  # type: ignore[arg-type]
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert answer.json()["say"]  # type: ignore[attr-defined]


def test_exit_ends_the_chat_and_takes_the_cookie_away(client: Client, open_helpline: None) -> None:
    ask(client, "chat:begin", {"start_id": str(uuid.uuid4())})
    answer = ask(client, "chat:exit", {})
    assert answer.status_code == 204  # type: ignore[attr-defined]
    assert answer.cookies["n"].value == ""  # type: ignore[attr-defined]
    assert Conversation.objects.get().closed_how == "exit"


def test_after_a_lost_answer_her_browser_begins_the_same_chat(client: Client, open_helpline: None) -> None:
    client.get(reverse("chat:page"))
    for _ in range(3):
        answer = ask(client, "chat:begin", {"text": "hoor je mij"})
        assert answer.status_code == 200  # type: ignore[attr-defined]
        client.cookies.pop("n")
    assert Contact.objects.count() == 1
    page = client.get(reverse("chat:page"))
    assert 'data-running="yes"' in page.content.decode()
    assert client.cookies["n"].value


def test_after_an_end_her_browser_can_begin_another_chat(client: Client, open_helpline: None) -> None:
    for _ in range(2):
        client.get(reverse("chat:page"))
        assert ask(client, "chat:begin", {}).status_code == 200  # type: ignore[attr-defined]
        ask(client, "chat:leave", {})
    assert Contact.objects.count() == 2


def test_a_flood_of_beginnings_gets_a_kind_sentence(
    client: Client, open_helpline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hulplijn.channels.chat.views.lets_in", lambda address: False)
    answer = ask(client, "chat:begin", {"start_id": str(uuid.uuid4())})
    assert answer.status_code == 429  # type: ignore[attr-defined]
    assert "druk" in answer.json()["say"]  # type: ignore[attr-defined]
    assert not Conversation.objects.exists()


def test_who_was_blocked_gets_the_phone_and_first_aid_and_a_neighbour_the_chat(
    client: Client, open_helpline: None, at: datetime
) -> None:
    blocked_browser, other = {"HTTP_USER_AGENT": "een"}, {"HTTP_USER_AGENT": "twee"}
    who = who_hash("127.0.0.1", {"user-agent": "een", "accept-language": ""})
    by = Staff.objects.get(username="anouk")
    Block.objects.create(who_hash=who, reason="prank", by=by, at=at, until=at + timedelta(days=1))
    page = client.get(reverse("chat:page"), **blocked_browser).content.decode()  # type: ignore[arg-type]
    assert "Je kunt hier een tijd niet chatten" in page
    assert reverse("site:call") in page
    start = {"start_id": str(uuid.uuid4())}
    assert ask(client, "chat:begin", start, **blocked_browser).status_code == 403  # type: ignore[attr-defined]
    assert ask(client, "chat:begin", start, **other).status_code == 200  # type: ignore[attr-defined]
