"""Answering without a script, and what happens to a text that is not taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.conversations.models import Message
from tests import builders

As = Callable[[Actor], Client]


def test_an_answer_is_said(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    response = client.post(reverse("workspace:reply", args=[contact.pk]), {"text": "Fijn dat je er bent."})
    assert response.status_code == 302
    page = client.get(reverse("workspace:contact", args=[contact.pk])).content.decode()
    assert "Fijn dat je er bent." in page
    assert Message.objects.filter(conversation=contact.conversation_id, sender="staff").count() == 1


def test_an_answer_that_is_sent_twice_is_said_once(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    sent = {"text": "Dag.", "client_id": "11111111-1111-4111-8111-111111111111"}
    for _ in range(2):
        client.post(reverse("workspace:reply", args=[contact.pk]), sent)
    assert Message.objects.filter(conversation=contact.conversation_id, sender="staff").count() == 1


def test_one_that_is_too_long_is_counted_and_kept(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    long = "a" * 4001
    response = as_(counsellor).post(reverse("workspace:reply", args=[contact.pk]), {"text": long})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Dit zijn 4001 tekens" in shown
    assert long in shown


def test_an_empty_one_gets_a_sentence(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(counsellor).post(reverse("workspace:reply", args=[contact.pk]), {"text": "  "})
    assert response.status_code == 422
    assert "Schrijf eerst iets." in response.content.decode()


def test_one_for_a_conversation_that_has_ended_becomes_the_text_of_a_note(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    contact = casework.end(builders.taken_chat(counsellor, "hoi"), by=counsellor, at=at)
    response = as_(counsellor).post(reverse("workspace:reply", args=[contact.pk]), {"text": "Nog dit."})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "niet verstuurd" in shown
    assert "Nog dit.</textarea>" in shown


def test_nobody_answers_in_a_conversation_of_a_colleague(
    as_: As, counsellor: Actor, colleague: Actor, coordinator: Actor
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    for somebody in (colleague, coordinator):
        response = as_(somebody).post(reverse("workspace:reply", args=[contact.pk]), {"text": "Ik ook."})
        assert response.status_code == 403
    assert not Message.objects.filter(conversation=contact.conversation_id, sender="staff").exists()


def test_a_coordinator_who_reads_along_is_offered_a_note_and_no_answer(
    as_: As, counsellor: Actor, coordinator: Actor
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    builders.let_in(contact, coordinator, how="side_note")
    shown = as_(coordinator).get(reverse("workspace:contact", args=[contact.pk])).content.decode()
    assert 'id="note-text"' in shown
    assert 'id="reply-text"' not in shown
    assert "Bij Anouk" in shown
