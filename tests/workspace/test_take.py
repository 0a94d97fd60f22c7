"""Taking a chat from the queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.channels.chat import actions as chat
from tests import builders

As = Callable[[Actor], Client]


def test_taking_leads_to_the_conversation(as_: As, counsellor: Actor) -> None:
    contact = builders.waiting_chat("hoi")
    response = as_(counsellor).post(reverse("workspace:take", args=[contact.pk]))
    assert response.url == reverse("workspace:contact", args=[contact.pk])  # type: ignore[attr-defined]
    contact.refresh_from_db()
    assert contact.belongs_to(counsellor)


def test_a_second_counsellor_reads_who_was_first(
    as_: As, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.waiting_chat("hoi")
    casework.take(contact, by=colleague, at=at)
    response = as_(counsellor).post(reverse("workspace:take", args=[contact.pk]))
    assert response.status_code == 409
    assert "<b>Bram</b> was je net voor" in response.content.decode()


def test_a_visitor_who_left_before_is_no_error(as_: As, counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("hoi")
    assert contact.conversation
    chat.leave(contact.conversation, how="left", at=at)
    response = as_(counsellor).post(reverse("workspace:take", args=[contact.pk]))
    assert response.status_code == 409
    assert "weggegaan uit de rij" in response.content.decode()


def test_an_analyst_may_take_nothing(as_: As, analyst: Actor) -> None:
    contact = builders.waiting_chat("hoi")
    assert as_(analyst).post(reverse("workspace:take", args=[contact.pk])).status_code == 403


def test_a_chat_that_does_not_exist_is_not_found(as_: As, counsellor: Actor) -> None:
    missing = "00000000-0000-4000-8000-000000000000"
    assert as_(counsellor).post(reverse("workspace:take", args=[missing])).status_code == 404
