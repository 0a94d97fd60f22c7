"""What a visitor takes along, and her yes to the text that would be passed on; without script."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import cookie
from hulplijn.conversations.actions import give_hold
from hulplijn.referral import actions, handing
from hulplijn.referral.models import PassedOn
from tests import builders

pytestmark = pytest.mark.django_db
SAID = "Ik woon in Gent. Willen jullie mij bellen?"
FORM = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def contact(counsellor: Actor) -> Contact:
    return builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)


@pytest.fixture
def browser(contact: Contact) -> Client:
    """Her browser, that holds the talk."""
    assert contact.conversation
    browser = Client(headers={"accept-language": "nl"})
    browser.cookies[cookie.name()] = f"{contact.conversation.pk.hex}.{give_hold(contact.conversation)}"
    return browser


def shown(browser: Client) -> str:
    return browser.get(reverse("site:going_on")).content.decode()


def test_the_slip_shows_what_is_checked_and_no_number_that_nobody_checked(
    contact: Contact, browser: Client, counsellor: Actor, at: datetime
) -> None:
    for partner in ("csg", "113", "sister_example"):
        handing.hand_over(contact, partner=partner, how="slip", by=counsellor, at=at)
    page = shown(browser)
    assert "Centrum Seksueel Geweld" in page
    assert "0800-0188" not in page
    assert 'href="tel:113"><b>113</b></a></li>' in page
    assert "https://sister-helpline.example/" in page


def test_what_she_turned_down_is_not_on_it(
    contact: Contact, browser: Client, counsellor: Actor, at: datetime
) -> None:
    actions.refer(contact, partner="csg", state="declined_by_client", by=counsellor, at=at)
    assert "Centrum Seksueel Geweld" not in shown(browser)


def test_she_reads_the_exact_text_and_says_yes_and_takes_it_back(
    contact: Contact, browser: Client, counsellor: Actor, at: datetime
) -> None:
    handing.ask_words(contact, partner="sister_example", text=SAID, by=counsellor, at=at)
    for says in ("yes", "no"):
        page = shown(browser)
        assert SAID in page
        sent = dict(re.findall(r'name="(form|ask)" value="([0-9a-f-]+)"', page)) | {"says": says}
        answer = browser.post(reverse("site:answer_words"), sent, headers=FORM)
        assert answer.headers["Location"] == reverse("site:going_on")
        assert PassedOn.objects.get().answer == says


def test_another_browser_sees_and_says_nothing(contact: Contact, counsellor: Actor, at: datetime) -> None:
    asked = handing.ask_words(contact, partner="sister_example", text=SAID, by=counsellor, at=at)
    other = Client()
    assert other.get(reverse("site:going_on")).status_code == 302
    other.post(reverse("site:answer_words"), {"ask": str(asked.ask), "says": "yes"}, headers=FORM)
    assert PassedOn.objects.get().answer == ""


def test_the_slip_is_there_right_after_the_end_and_the_words_are_not(
    contact: Contact, browser: Client, counsellor: Actor, at: datetime
) -> None:
    handing.hand_over(contact, partner="csg", how="slip", by=counsellor, at=at)
    handing.ask_words(contact, partner="sister_example", text=SAID, by=counsellor, at=at)
    casework.end(contact, by=counsellor, at=at + timedelta(minutes=1))
    contact.refresh_from_db()
    conversation = contact.conversation
    assert conversation
    conversation.seen_by_visitor = conversation.last_number
    conversation.save(update_fields=["seen_by_visitor"])
    assert reverse("site:going_on") in browser.get(reverse("chat:after")).content.decode()
    page = shown(browser)
    assert "Centrum Seksueel Geweld" in page
    assert SAID not in page
