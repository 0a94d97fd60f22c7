"""The fact sheet: empty for everybody, and filled in from her own talk only when she asks."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import cookie
from hulplijn.conversations import actions as conversations
from hulplijn.removal import actions as removal
from tests import builders

pytestmark = pytest.mark.django_db


def browser_of(contact: Contact) -> Client:
    client = Client(HTTP_ORIGIN="http://testserver")
    response = HttpResponse()
    assert contact.conversation
    cookie.give(response, contact.conversation, conversations.give_hold(contact.conversation))
    client.cookies = response.cookies
    return client


def test_it_is_filled_in_with_her_own_codes_only_when_she_asks(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "mijn zin")
    codes = {"paid_cents": 12_345, "payment_method": "gift_card", "since_when": "days", "currency": "usd"}
    casework.code(contact, by=counsellor, at=at, reason="sextortion_financial", **codes)
    casework.add_offender_account(contact, "@fake_anna", by=counsellor, at=at)
    client = browser_of(contact)
    empty = client.get(reverse("chat:sheet")).content.decode()
    assert "123.45" not in empty
    asked = client.post(reverse("chat:sheet"))
    page = asked.content.decode()
    assert "123.45 (Amerikaanse dollar), Cadeaukaart" in page
    assert "Een paar dagen" in page
    assert "mijn zin" not in page
    assert "fake_anna" not in page
    assert asked.headers["Cache-Control"] == "no-store"


def test_the_addresses_of_her_requests_are_filled_in_and_the_accounts_of_the_other_never(
    counsellor: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor)
    opened = casework.open_case(contact.case, by=counsellor, at=at)
    for minor in ("no", "no", "yes"):
        removal.draft_notice(
            opened,
            contact,
            by=counsellor,
            at=at,
            urls=f"https://forum.example/{minor}",
            platform="imageboard",
            content_kind="image",
            depicted_minor=minor,
            consent=True,
        )
    casework.add_offender_account(contact, "@fake_anna", by=counsellor, at=at)
    client = browser_of(contact)
    empty, filled = client.get(reverse("chat:sheet")), client.post(reverse("chat:sheet"))
    assert "forum.example" not in empty.content.decode()
    assert filled.content.decode().count("https://forum.example/") == 1
    assert "fake_anna" not in filled.content.decode()
    assert AuditEntry.objects.filter(verb="case.export", why="sheet").count() == 1


def test_it_has_no_place_to_which_what_is_typed_could_go(counsellor: Actor) -> None:
    page = browser_of(builders.taken_chat(counsellor)).get(reverse("chat:sheet")).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<textarea" not in main
    assert main.count("<input") == main.count('<input type="hidden" name="form"') == 1


def test_another_visitors_browser_gets_nothing_of_it(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    casework.code(contact, by=counsellor, at=at, reason="sextortion_financial", paid_cents=12_345)
    page = browser_of(builders.waiting_chat()).post(reverse("chat:sheet")).content.decode()
    assert "123" not in page.partition("<main")[2].partition("</main>")[0]
