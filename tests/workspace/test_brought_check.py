"""A situation check goes along with her chat only where she chose so, and then her counsellor sees it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.guidance.models import BroughtCheck
from hulplijn.shifts import actions as shifts

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[Actor], Client]
PAID = ("no", "money", "yes", "yes", "no", "unknown")
DANGER = ("yes",)


@pytest.fixture
def visitor(counsellor: Actor, at: datetime) -> Client:
    """A browser without script, while the helpline is open."""
    shifts.come(by=counsellor, at=at)
    return Client(headers={"User-Agent": "Firefox/140.0", "Origin": "null", "Sec-Fetch-Site": "same-origin"})


def form_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def at_the_end(client: Client, answers: tuple[str, ...]) -> str:
    page = client.post("/nu-doen/stap/", {"plan": "sextortion"}).content.decode()
    for answer in answers:
        page = client.post("/nu-doen/stap/", {**form_of(page), "answer": answer}).content.decode()
    return page


def along_with(client: Client, answers: tuple[str, ...]) -> Contact:
    """Her chat, begun with the button that sends her answers along."""
    chat = client.post("/chat/met-antwoorden/", form_of(at_the_end(client, answers))).content.decode()
    client.post("/chat/zonder/zeg/", {**form_of(chat), "text": "help", "do": "send"})
    return Contact.objects.get()


def read_by(client: Client, contact: Contact, part: str) -> str:
    page = client.get(reverse("workspace:contact", args=[contact.pk]) + f"?deel={part}").content.decode()
    return html.unescape(page)


def test_her_counsellor_sees_what_she_answered_and_it_is_filled_in(
    visitor: Client, as_: As, counsellor: Actor, at: datetime
) -> None:
    contact = casework.take(along_with(visitor, PAID), by=counsellor, at=at)

    coding = contact.coding
    assert (coding.reason, coding.paid, coding.images_shared) == ("sextortion_financial", "yes", "yes")
    assert coding.depicted_minor == "", "what she would rather not say is still to ask"
    page = read_by(as_(counsellor), contact, "plan")
    assert "Uit de situatiecheck: ‘Iemand chanteert mij’" in page
    for said in ("Heb je al betaald?", "Geld of cadeaukaarten", "Je hebt betaald. Stop nu, en bel je bank."):
        assert said in page
    facts = read_by(as_(counsellor), contact, "facts")
    assert facts.count('<span class="hint">uit de situatiecheck</span>') == 3
    casework.code(contact, by=counsellor, at=at, paid="no")
    facts = read_by(as_(counsellor), contact, "facts")
    assert facts.count('<span class="hint">uit de situatiecheck</span>') == 2, "now it is the counsellor's"


def test_without_her_choice_nothing_goes_along(
    visitor: Client, as_: As, counsellor: Actor, at: datetime
) -> None:
    end = at_the_end(visitor, PAID)
    assert 'href="/chat/"' in end
    visitor.post(
        "/chat/zonder/zeg/", {**form_of(visitor.get("/chat/").content.decode()), "text": "hoi", "do": "send"}
    )

    contact = casework.take(Contact.objects.get(), by=counsellor, at=at)
    assert not BroughtCheck.objects.exists()
    assert contact.coding.reason == ""
    assert "Uit de situatiecheck" not in read_by(as_(counsellor), contact, "plan")


def test_while_closed_they_go_along_with_a_message(db: None) -> None:
    browser = Client(
        headers={"User-Agent": "Firefox/140.0", "Origin": "null", "Sec-Fetch-Site": "same-origin"}
    )
    end = form_of(at_the_end(browser, PAID))
    page = browser.post("/chat/met-antwoorden/", end).content.decode()
    assert "Je antwoorden gaan mee met je bericht." in page
    assert not BroughtCheck.objects.exists()
    browser.post("/chat/bericht/", {**form_of(page), "text": "help"})
    contact = Contact.objects.get()
    assert contact.left_message
    assert BroughtCheck.objects.get().contact == contact
    assert contact.coding.reason == "sextortion_financial"


def test_before_she_begins_nothing_is_kept_and_nothing_stands_in_an_address(visitor: Client) -> None:
    response = visitor.post("/chat/met-antwoorden/", form_of(at_the_end(visitor, PAID)))

    assert response.headers["Cache-Control"] == "no-store"
    page = response.content.decode()
    assert 'data-check="sextortion:no.money.yes.yes.no.unknown"' in page
    assert not re.search(r'(?:href|action|src)="[^"]*(?:money|answers=|check=|sextortion:)', page)
    assert not BroughtCheck.objects.exists()
    assert not Contact.objects.exists()


def test_the_page_with_script_sends_them_with_its_beginning_once(visitor: Client) -> None:
    visitor.post("/chat/met-antwoorden/", form_of(at_the_end(visitor, DANGER)))
    own = {"Origin": "http://testserver"}
    for answers in ("sextortion:yes", "sextortion:no.crime"):
        sent = json.dumps({"text": "", "check": answers})
        answer = visitor.post("/chat/begin/", sent, content_type="application/json", headers=own)
        assert answer.status_code == 200

    contact = Contact.objects.get()
    assert BroughtCheck.objects.get().answers == [["safe", "yes"]]
    assert contact.urgency == Contact.Urgency.RAISED, "who said that she is in danger goes before others"


def test_what_no_page_of_ours_made_is_not_taken_and_a_chat_that_goes_on_takes_it_at_once(
    visitor: Client,
) -> None:
    end = form_of(at_the_end(visitor, PAID))
    for wrong in ({**end, "answers": "no.crime"}, {**end, "plan": "intimate_image"}, {}):
        response = visitor.post("/chat/met-antwoorden/", wrong)
        assert (response.status_code, response.headers["Location"]) == (303, "/chat/")
    visitor.post(
        "/chat/zonder/zeg/", {**form_of(visitor.get("/chat/").content.decode()), "text": "hoi", "do": "send"}
    )
    assert visitor.post("/chat/met-antwoorden/", end).status_code == 303
    assert BroughtCheck.objects.get().end == "sextortion_paid"
