"""The standard replies beside a conversation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.workspace.queries import standard_replies
from tests import builders

As = Callable[[Actor], Client]


def _texts(contact: object, by: Actor, at: datetime) -> dict[str, str]:
    return {
        one.id: one.text
        for subject in standard_replies(contact, by=by, at=at)  # type: ignore[arg-type]
        for one in subject.replies
    }


def test_they_speak_the_language_of_the_conversation(counsellor: Actor, at: datetime) -> None:
    dutch = builders.taken_chat(counsellor, "hoi")
    english = casework.take(builders.waiting_chat("hi", language="en"), by=counsellor, at=at)
    assert _texts(dutch, counsellor, at)["hello"].startswith("Hoi, ik ben Anouk.")
    assert _texts(english, counsellor, at)["hello"].startswith("Hi, I am Anouk.")


def test_the_closing_time_and_the_next_opening_are_filled_in(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    said = _texts(contact, counsellor, at)["closing_soon"]
    assert said == "We gaan om 23:00 dicht. Wat moeten we nu nog samen doen? Wij zijn er weer morgen 07:00."


def test_what_is_not_known_stays_open(counsellor: Actor, closed_at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    assert "om … dicht" in _texts(contact, counsellor, closed_at)["closing_soon"]


def test_no_field_is_left_in_any_of_them(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    assert not [text for text in _texts(contact, counsellor, at).values() if "{" in text]


def test_they_are_on_the_page_of_who_may_answer_only(
    as_: As, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    page = reverse("workspace:contact", args=[contact.pk])
    assert 'id="standard-replies"' in as_(counsellor).get(page).content.decode()
    casework.end(contact, by=counsellor, at=at)
    assert 'id="standard-replies"' not in as_(counsellor).get(page).content.decode()
