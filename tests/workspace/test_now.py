"""The screen before a conversation is chosen, and its queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.shifts.queries import presence_of
from tests import builders

As = Callable[[Actor], Client]


def test_nobody_waits_is_said_and_drawn(as_: As, counsellor: Actor) -> None:
    shown = as_(counsellor).get(reverse("workspace:now")).content.decode()
    assert "Er wacht niemand." in shown
    assert 'class="drawing"' in shown


def test_who_waits_longest_comes_first_and_has_the_key(as_: As, counsellor: Actor, at: datetime) -> None:
    late = builders.waiting_chat("b", at=at - timedelta(minutes=1))
    early = builders.waiting_chat("a", at=at - timedelta(minutes=7))
    shown = as_(counsellor).get(reverse("workspace:now")).content.decode()
    assert shown.index(str(early.pk)) < shown.index(str(late.pk))
    assert shown.count('id="take-first"') == 1
    assert "<title>(2) Nu</title>" in shown


def test_the_queue_never_shows_what_was_said(as_: As, counsellor: Actor) -> None:
    builders.waiting_chat("mijn geheim")
    assert "mijn geheim" not in as_(counsellor).get(reverse("workspace:now")).content.decode()


def test_a_conversation_says_whose_turn_it_is(as_: As, counsellor: Actor) -> None:
    builders.taken_chat(counsellor, "hoi")
    assert "Wacht op jou" in as_(counsellor).get(reverse("workspace:now")).content.decode()


def test_what_is_to_be_wrapped_up_stays_in_her_list(as_: As, counsellor: Actor, at: datetime) -> None:
    casework.end(builders.taken_chat(counsellor, "hoi"), by=counsellor, at=at)
    shown = as_(counsellor).get(reverse("workspace:now")).content.decode()
    assert "nog afronden" in shown
    assert "3 velden" in shown


def test_the_queue_alone_can_be_asked_for(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    shown = as_(counsellor).get(reverse("workspace:line"), {"bij": str(contact.pk)}).content.decode()
    assert shown.startswith("<aside")
    assert "aria-current" in shown


def test_a_script_whose_log_in_is_over_is_told_so(db: None) -> None:
    response = Client().get(reverse("workspace:line"), headers={"HX-Request": "true"})
    assert response.status_code == 401


def test_somebody_who_is_not_logged_in_is_led_to_the_door(db: None) -> None:
    response = Client().get(reverse("workspace:now"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("accounts:log_in"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("to", "state"), [("come", "available"), ("pause", "paused"), ("go", "away")])
def test_being_there_is_one_press(as_: As, counsellor: Actor, at: datetime, to: str, state: str) -> None:
    response = as_(counsellor).post(reverse("workspace:presence"), {"to": to})
    assert response.status_code == 302
    assert presence_of(counsellor, at) == state


def test_a_script_gets_the_queue_back(as_: As, counsellor: Actor) -> None:
    response = as_(counsellor).post(
        reverse("workspace:presence"), {"to": "come"}, headers={"HX-Request": "true"}
    )
    assert "Pauze na deze" in response.content.decode()


def test_a_press_that_does_not_exist_changes_nothing(as_: As, counsellor: Actor) -> None:
    assert as_(counsellor).post(reverse("workspace:presence"), {"to": "sleep"}).status_code == 400


def test_an_analyst_is_led_to_the_figures(as_: As, analyst: Actor) -> None:
    response = as_(analyst).get(reverse("workspace:now"))
    assert response.status_code == 302
    assert response.url.startswith("/cijfers/")  # type: ignore[attr-defined]


def test_a_longer_queue_asks_no_more_of_the_database(
    as_: As, counsellor: Actor, django_assert_max_num_queries: Any
) -> None:
    client = as_(counsellor)
    counts = []
    for more in (5, 45):
        for _ in range(more):
            builders.waiting_chat("hoi")
            builders.taken_chat(counsellor, "hoi")
        client.get(reverse("workspace:line"))
        with django_assert_max_num_queries(40) as asked:
            client.get(reverse("workspace:line"))
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
