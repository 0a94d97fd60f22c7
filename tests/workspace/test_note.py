"""Notes and names beside a conversation."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Note
from tests import builders

As = Callable[[Actor], Client]


def test_a_note_stands_in_the_stream(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    response = client.post(reverse("workspace:note", args=[contact.pk]), {"text": "Betaalde één keer."})
    assert response.status_code == 302
    shown = client.get(reverse("workspace:contact", args=[contact.pk])).content.decode()
    assert "Betaalde één keer." in shown
    assert "Notitie, alleen voor collega’s" in shown


def test_a_script_gets_the_note_alone(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(counsellor).post(
        reverse("workspace:note", args=[contact.pk]),
        {"text": "<b>let op</b>"},
        headers={"HX-Request": "true"},
    )
    shown = response.content.decode()
    assert shown.lstrip().startswith('<li class="note"')
    assert "&lt;b&gt;let op" in shown


def test_a_note_is_never_stored_in_the_clear(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    as_(counsellor).post(reverse("workspace:note", args=[contact.pk]), {"text": "Betaalde één keer."})
    assert b"Betaalde" not in bytes(Note.objects.get().body)


def test_a_note_that_is_sent_again_is_answered_as_it_stands(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    page = client.get(reverse("workspace:contact", args=[contact.pk])).content.decode()
    (named,) = re.findall(r'name="note_id" value="([0-9a-f-]{36})"', page)
    first, again = (
        client.post(
            reverse("workspace:note", args=[contact.pk]),
            {"text": "Betaalde één keer.", "note_id": named},
            headers={"HX-Request": "true"},
        ).content.decode()
        for _ in range(2)
    )
    assert again == first
    assert f'data-note="{Note.objects.get().pk}"' in first


def test_an_empty_note_gets_a_sentence(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    for headers in ({}, {"HX-Request": "true"}):
        response = as_(counsellor).post(
            reverse("workspace:note", args=[contact.pk]), {"text": " "}, headers=headers
        )
        assert response.status_code == 422
        assert "Schrijf eerst iets." in response.content.decode()


def test_a_note_that_is_too_long_is_counted_and_kept(as_: As, counsellor: Actor) -> None:
    contact, long = builders.taken_chat(counsellor, "hoi"), "b" * 10_001
    response = as_(counsellor).post(reverse("workspace:note", args=[contact.pk]), {"text": long})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Dit zijn 10001 tekens" in shown
    assert long in shown


def test_a_name_is_written_down_and_stored_sealed(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    client.post(reverse("workspace:name", args=[contact.pk]), {"name": "Bram"})
    assert "<h1>Bram</h1>" in client.get(reverse("workspace:contact", args=[contact.pk])).content.decode()
    assert b"Bram" not in bytes(Case.objects.get(pk=contact.case_id).name or b"")


def test_a_name_that_is_too_long_is_kept_in_the_field(as_: As, counsellor: Actor) -> None:
    contact, long = builders.taken_chat(counsellor, "hoi"), "x" * 61
    response = as_(counsellor).post(reverse("workspace:name", args=[contact.pk]), {"name": long})
    assert response.status_code == 422
    assert long in response.content.decode()


def test_a_colleague_writes_no_note_here(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(colleague).post(reverse("workspace:note", args=[contact.pk]), {"text": "x"})
    assert response.status_code == 403
    assert not Note.objects.exists()


def test_an_unfinished_note_beside_a_call_waits_for_her(as_: As, counsellor: Actor, at: datetime) -> None:
    call = casework.enter_by_hand(
        channel="phone", by=counsellor, at=at, started_at=at, name="", language="nl"
    )
    client, page = as_(counsellor), reverse("workspace:contact", args=[call.pk])
    client.post(reverse("workspace:note-draft", args=[call.pk]), {"text": "moeder belt terug"})
    assert ">moeder belt terug</textarea>" in client.get(page).content.decode()
    client.post(reverse("workspace:note", args=[call.pk]), {"text": "Moeder belt terug."})
    assert ">moeder belt terug</textarea>" not in client.get(page).content.decode()
