"""Where somebody lands whose log-in ended, who was a moment late, or who opens what a form is sent to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from tests import builders

As = Callable[[Actor], Client]
MISSING = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    "verb",
    ["reply", "note", "name", "code", "start-plan", "tick", "draft-notice", "refer", "end", "park", "close"],
)
def test_opening_what_a_form_is_sent_to_gives_the_contact(as_: As, counsellor: Actor, verb: str) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(counsellor).get(reverse(f"workspace:{verb}", args=[contact.pk]))
    assert response.status_code == 302
    assert response.url == reverse("workspace:contact", args=[contact.pk])  # type: ignore[attr-defined]


@pytest.mark.parametrize(("verb", "of"), [("take", [MISSING]), ("move-notice", [MISSING]), ("presence", [])])
def test_opening_what_belongs_to_no_page_of_hers_gives_the_queue(
    as_: As, counsellor: Actor, verb: str, of: list[str]
) -> None:
    response = as_(counsellor).get(reverse(f"workspace:{verb}", args=of))
    assert response.status_code == 302
    assert response.url == reverse("workspace:now")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("referer", "leads_to"),
    [
        ("http://testserver/werk/zaken/?kenmerk=K7", "/werk/zaken/?kenmerk=K7"),
        ("http://elsewhere.example/werk/zaken/", "/werk/"),
        ("http://testserver/nothing/of/ours/", "/werk/"),
        ("", "/werk/"),
    ],
)
def test_after_a_press_without_a_log_in_the_door_leads_to_the_page_pressed_on(
    db: None, referer: str, leads_to: str
) -> None:
    response = Client().post(reverse("workspace:take", args=[MISSING]), headers={"Referer": referer})
    door = urlsplit(response.url)  # type: ignore[attr-defined]
    assert door.path == reverse("accounts:log_in")
    assert parse_qs(door.query)["next"] == [leads_to]


def test_who_was_late_can_change_language_and_stay_on_a_page(
    as_: As, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.waiting_chat("hoi")
    casework.take(contact, by=colleague, at=at)
    client = as_(counsellor)
    late = client.post(
        reverse("workspace:take", args=[contact.pk]), headers={"Referer": "http://testserver/werk/"}
    )
    assert late.status_code == 409
    assert 'href="/en/werk/"' in late.content.decode()


@pytest.mark.parametrize("address", [f"gesprek/{MISSING}/", f"zaken/{MISSING}/", "geen-bladzijde/"])
def test_what_is_not_there_leads_back_to_her_work(as_: As, counsellor: Actor, address: str) -> None:
    response = as_(counsellor).get(reverse("workspace:now") + address)
    shown = response.content.decode()
    assert response.status_code == 404
    assert "<h1>Dit staat hier niet</h1>" in shown
    assert f'href="{reverse("workspace:now")}"' in shown


def test_an_address_without_its_last_slash_is_mended(as_: As, counsellor: Actor) -> None:
    response = as_(counsellor).get("/werk/zaken", follow=True)
    assert response.status_code == 200


def test_opening_the_address_of_logging_out_logs_nobody_out(as_: As, counsellor: Actor) -> None:
    response = as_(counsellor).get(reverse("accounts:log_out"), follow=True)
    assert response.status_code == 200
    assert "Uitloggen" in response.content.decode()
