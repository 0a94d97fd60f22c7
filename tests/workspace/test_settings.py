"""Everybody's own settings: keys, sound, notifications."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.workspace.models import Preferences
from hulplijn.workspace.shortcuts import DEEDS
from tests import builders

As = Callable[[Actor], Client]
PAGE = "/werk/instellingen/"
ON = {"single_keys": "yes", "enter_sends": "yes", "tone": "yes"}


def _form(**keys: str) -> dict[str, str]:
    return {f"key:{deed.id}": keys.get(deed.id, deed.key) for deed in DEEDS} | ON


def test_who_chose_nothing_has_the_standard_keys(as_: As, counsellor: Actor) -> None:
    shown = as_(counsellor).get(PAGE).content.decode()
    assert 'name="key:take" value="a"' in shown
    assert not Preferences.objects.exists()


def test_an_own_key_is_kept_and_shown_everywhere(as_: As, counsellor: Actor) -> None:
    client = as_(counsellor)
    assert client.post(PAGE, _form(reply="y", note="")).status_code == 302
    assert Preferences.objects.get().keys == {"reply": "y", "note": ""}
    contact = builders.taken_chat(counsellor, "hoi")
    shown = client.get(reverse("workspace:contact", args=[contact.pk])).content.decode()
    assert 'Antwoord <kbd class="key">Y</kbd>' in shown
    assert '<kbd class="key">N</kbd>' not in shown
    assert "&quot;reply&quot;: &quot;y&quot;" in shown
    assert "&quot;note&quot;" not in shown.partition("data-keys=")[2].partition(">")[0]


def test_my_keys_are_not_a_colleagues(as_: As, counsellor: Actor, colleague: Actor) -> None:
    as_(counsellor).post(PAGE, _form(take="y"))
    assert 'name="key:take" value="a"' in as_(colleague).get(PAGE).content.decode()


def test_a_key_that_is_in_use_is_refused_in_a_sentence_and_what_was_typed_stays(
    as_: As, counsellor: Actor
) -> None:
    response = as_(counsellor).post(PAGE, _form(note="r"))
    shown = response.content.decode()
    assert response.status_code == 422
    assert "R zit ‘Schrijf een antwoord’ in de weg." in shown
    assert 'name="key:note" value="r"' in shown
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [("Alt+a", "‘Alt+a’ kan geen toets zijn."), ("ctrl+w", "De browser heeft Ctrl W zelf nodig.")],
)
def test_what_is_no_key_gets_a_sentence(as_: As, counsellor: Actor, typed: str, says: str) -> None:
    response = as_(counsellor).post(PAGE, _form(take=typed))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert f'value="{typed}"' in response.content.decode()


def test_keys_without_ctrl_can_be_switched_off_together(as_: As, counsellor: Actor) -> None:
    client = as_(counsellor)
    client.post(PAGE, {name: value for name, value in _form().items() if name != "single_keys"})
    keys = client.get(PAGE).content.decode().partition("data-keys=")[2].partition(">")[0]
    assert "Ctrl+K" in keys
    assert "take" not in keys


def test_the_standard_keys_come_back(as_: As, counsellor: Actor) -> None:
    client = as_(counsellor)
    client.post(PAGE, _form(take="y"))
    client.post(PAGE, {"reset": "yes"})
    assert 'name="key:take" value="a"' in client.get(PAGE).content.decode()


def test_the_tone_and_the_notifications_are_hers_to_choose(as_: As, counsellor: Actor) -> None:
    client = as_(counsellor)
    client.post(PAGE, {**_form(), "tone": "", "notify": "yes"})
    shown = client.get(reverse("workspace:now")).content.decode()
    assert 'data-tone="" data-notify="yes"' in shown


def test_the_settings_are_for_who_has_the_screen(as_: As, analyst: Actor) -> None:
    assert as_(analyst).get(PAGE).status_code == 403
    assert Staff.objects.count() == 1
