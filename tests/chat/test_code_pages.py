"""The pages around a return code: the message that is left, and the words that are typed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import returning
from hulplijn.plumbing import clock
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def set_clock(to: datetime, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_STARTED", datetime.now(UTC))
    settings.HULPLIJN_DEMO_CLOCK = to  # type: ignore[attr-defined]


@pytest.fixture
def closed(settings: object, closed_at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(closed_at, settings, monkeypatch)


@pytest.fixture
def daytime(settings: object, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(at, settings, monkeypatch)


def send(client: Client, name: str, **fields: str) -> HttpResponse:
    """Post the form of the page `name` as a browser without script does."""
    page = client.get(reverse(name)).content.decode()
    token = re.findall(r'name="form" value="([^"]+)"', page)[0]
    return client.post(reverse(name), {"form": token, **fields}, HTTP_ORIGIN="null")  # type: ignore[return-value]


def words_on(answer: HttpResponse) -> list[str]:
    return re.findall(r'<li lang="">([a-z]+)</li>', answer.content.decode())


def test_a_message_is_left_without_script_and_its_words_are_shown_once(client: Client, closed: None) -> None:
    answer = send(client, "chat:message", text="hij wil geld")
    assert answer.status_code == 200
    words = words_on(answer)
    assert len(words) == 4
    assert "werken niet meer" not in answer.content.decode()
    assert "n" not in client.cookies or not client.cookies["n"].value
    assert Contact.objects.get().left_message
    assert words_on(client.get(reverse("chat:message"))) == []  # type: ignore[arg-type]


def test_sent_again_it_is_there_once(client: Client, closed: None) -> None:
    page = client.get(reverse("chat:message")).content.decode()
    token = re.findall(r'name="form" value="([^"]+)"', page)[0]
    for _ in range(2):
        client.post(reverse("chat:message"), {"form": token, "text": "hoi"}, HTTP_ORIGIN="null")
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(("text", "status"), [("x" * 4005, 422), ("  ", 422)])
def test_what_cannot_be_left_is_said_and_stays(client: Client, closed: None, text: str, status: int) -> None:
    answer = send(client, "chat:message", text=text)
    assert answer.status_code == status
    assert b'role="alert"' in answer.content
    assert text.encode() in answer.content
    assert not Contact.objects.exists()


def test_a_page_elsewhere_leaves_no_message(client: Client, closed: None) -> None:
    answer = client.post(reverse("chat:message"), {"text": "hoi"}, HTTP_ORIGIN="https://elders.example")
    assert answer.status_code == 403
    assert not Contact.objects.exists()


def test_her_words_open_the_answer_and_are_in_no_address(
    client: Client, daytime: None, at: datetime, counsellor: Actor
) -> None:
    contact = builders.taken_chat(counsellor, "van vannacht")
    assert contact.conversation
    words = returning.make_code(contact.conversation, language="nl", at=at)
    casework.end(contact, by=counsellor, at=at)
    answer = send(client, "chat:my_code", code=" ".join(words).upper())
    assert answer.status_code == 303
    assert answer.headers["Location"] == reverse("chat:page")
    assert client.cookies["n"]["httponly"]
    assert client.cookies["n"].value.startswith(contact.conversation.pk.hex)
    shown = client.get(reverse("chat:plain")).content.decode()
    assert "van vannacht" in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("appel boter xqzw munt", "xqzw"),
        ("appel boter", "Dit zijn er 2"),
        ("appel boter munt appel", "vinden we niets"),
    ],
)
def test_wrong_words_get_a_sentence_and_stay_in_the_field(
    client: Client, daytime: None, typed: str, said: str
) -> None:
    answer = send(client, "chat:my_code", code=typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert "n" not in client.cookies


def test_too_many_wrong_codes_say_how_long_to_wait(client: Client, daytime: None) -> None:
    for _ in range(5):
        assert send(client, "chat:my_code", code="appel boter munt appel").status_code == 422
    answer = send(client, "chat:my_code", code="appel boter munt appel")
    assert answer.status_code == 429
    assert "seconden" in answer.content.decode()


def test_in_the_chat_she_gets_words_and_can_throw_them_away(
    client: Client, daytime: None, at: datetime
) -> None:
    held = builders.waiting_chat("hoi").conversation
    assert held
    words = returning.make_code(held, language="nl", at=at)
    send(client, "chat:my_code", code=" ".join(words))
    ours = {"HTTP_ORIGIN": "http://testserver", "HTTP_ACCEPT": "application/json"}
    fresh = client.post(reverse("chat:make_code"), **ours).json()["words"]  # type: ignore[arg-type]
    assert len(fresh) == 4
    assert returning.come_back(" ".join(fresh), who=b"elsewhere", at=at)
    send(client, "chat:my_code", code=" ".join(fresh))
    assert client.post(reverse("chat:throw_code_away"), **ours).status_code == 204  # type: ignore[arg-type]
    assert not returning.has_code(held)


@pytest.mark.parametrize("keeps_code", [True, False])
def test_who_leaves_a_message_after_a_talk_without_a_code_is_not_taken_for_who_talked(
    client: Client,
    at: datetime,
    closed_at: datetime,
    counsellor: Actor,
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
    keeps_code: bool,
) -> None:
    """In one browser, soon after the other: it may be her brother's."""
    set_clock(at, settings, monkeypatch)
    contact = builders.taken_chat(counsellor, "hoi")
    assert contact.conversation
    words = returning.make_code(contact.conversation, language="nl", at=at)
    send(client, "chat:my_code", code=" ".join(words))
    if not keeps_code:
        returning.throw_code_away(contact.conversation, at=at)
    casework.end(contact, by=counsellor, at=at)
    set_clock(closed_at, settings, monkeypatch)
    assert send(client, "chat:message", text="nog iets").status_code == 200
    left = Contact.objects.get(left_message=True)
    assert (left.case_id == contact.case_id) is keeps_code


def test_nobody_without_a_conversation_gets_words(client: Client, daytime: None) -> None:
    ours = {"HTTP_ORIGIN": "http://testserver", "HTTP_ACCEPT": "application/json"}
    assert client.post(reverse("chat:make_code"), **ours).status_code == 409  # type: ignore[arg-type]
