"""The forms of the chat without script, sent twice, too late or from elsewhere."""

from __future__ import annotations

import html
import re
from datetime import datetime

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.channels.chat.words import chat_texts
from hulplijn.conversations.models import Conversation, Message
from hulplijn.plumbing import clock
from hulplijn.shifts import actions as shifts
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def open_now(settings: object, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    shifts.come(by=builders.actor(builders.staff("anouk")), at=at)


def form_of(client: Client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def shown(client: Client) -> str:
    return html.unescape(client.get("/chat/zonder/").content.decode())


def send(client: Client, form: dict[str, str], text: str, **more: str) -> object:
    # What a browser sends from a page that lets no address out.
    headers = {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"}
    return client.post("/chat/zonder/zeg/", {**form, "text": text, "do": "send", **more}, **headers)


def test_the_first_form_sent_twice_begins_one_chat_with_one_message(client: Client) -> None:
    form = form_of(client, "/chat/")
    assert send(client, form, "hoi").status_code == 303  # type: ignore[attr-defined]
    client.cookies.pop("n")  # the answer was lost
    assert send(client, form, "hoi").status_code == 303  # type: ignore[attr-defined]
    assert Contact.objects.count() == 1
    assert Message.objects.count() == 1


def test_whoever_waits_is_told_that_nobody_is_there_and_that_her_words_are_kept(
    client: Client, at: datetime
) -> None:
    texts = chat_texts()
    send(client, form_of(client, "/chat/"), "hoi")
    assert texts["place_1"] in shown(client)
    shifts.go(by=builders.actor(Staff.objects.get()), at=at)
    assert texts["nobody_text"] in shown(client)
    Contact.objects.update(left_message=True)
    page = shown(client)
    assert texts["kept_title"] in page
    assert texts["kept_text"] in page
    assert texts["place_1"] not in page


def test_a_form_from_elsewhere_does_nothing(client: Client) -> None:
    form = form_of(client, "/chat/")
    refused = client.post(
        "/chat/zonder/zeg/", {**form, "text": "hoi"}, HTTP_ORIGIN="null", HTTP_SEC_FETCH_SITE="cross-site"
    )
    assert refused.status_code == 403
    without = client.post("/chat/zonder/zeg/", {**form, "form": "x", "text": "hoi"}, HTTP_ORIGIN="null")
    assert without.status_code == 403
    assert not Conversation.objects.exists()


def test_what_she_wrote_stays_when_the_helpline_has_just_closed(
    client: Client, closed_at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_of(client, "/chat/")
    monkeypatch.setattr(clock, "now", lambda: closed_at)
    answer = send(client, form, "te laat maar toch")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "te laat maar toch" in answer.content.decode()  # type: ignore[attr-defined]


def test_by_looking_she_has_seen_it_and_is_connected(client: Client, at: datetime) -> None:
    send(client, form_of(client, "/chat/"), "hoi")
    client.get("/chat/zonder/")
    conversation = Conversation.objects.get()
    assert conversation.seen_by_visitor == 1
    assert conversation.links.count() == 1


def test_a_last_page_that_was_lost_on_its_way_comes_again_and_one_that_came_does_not(
    client: Client, at: datetime
) -> None:
    send(client, form_of(client, "/chat/"), "hoi")
    anouk = builders.actor(Staff.objects.get())
    casework.end(casework.take(Contact.objects.get(), by=anouk, at=at), by=anouk, at=at)
    client.get("/chat/zonder/")  # this answer is lost
    page = client.get("/chat/zonder/").content.decode()
    assert "hoi" in page
    picture = re.search(r'<img[^>]*src="(/chat/zonder/gezien/\d+/)"', page)
    assert picture, page
    client.get(picture[1])
    assert client.get("/chat/zonder/").status_code == 302
