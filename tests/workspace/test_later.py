"""Putting away and leaving for the next shift, on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import PassedOn
from tests import builders

As = Callable[[Actor], Client]


def test_put_away_it_is_in_the_tasks_and_not_in_her_list(as_: As, counsellor: Actor, at: datetime) -> None:
    contact, client = casework.enter_by_hand(channel="phone", by=counsellor, at=at), as_(counsellor)
    away = reverse("workspace:snooze", args=[contact.pk])
    assert "Kies een dag" in client.post(away, {"when": "day", "day": ""}).content.decode()
    shown = client.post(away, {"when": "tomorrow"}, follow=True).content.decode()
    assert "is weg tot morgen" in shown
    assert f'class="queue-link" href="{reverse("workspace:contact", args=[contact.pk])}"' not in shown
    assert contact.case.reference in client.get(reverse("workspace:tasks")).content.decode()


def test_the_next_shift_sees_that_it_waits_and_reads_the_summary_once_it_is_hers(
    as_: As, counsellor: Actor, colleague: Actor
) -> None:
    contact, client = builders.closed_chat(counsellor), as_(counsellor)
    leave = reverse("workspace:pass-on", args=[contact.pk])
    wrong = client.post(leave, {"is_so": "", "was_done": "al gemeld"})
    assert wrong.status_code == 422
    assert "al gemeld" in wrong.content.decode(), "what was typed is kept"
    done = client.post(leave, {"is_so": "ze is rustig", "was_done": "al gemeld"}, follow=True)
    assert "wacht op de volgende dienst" in done.content.decode()
    now = as_(colleague).get(reverse("workspace:now")).content.decode()
    assert contact.case.reference in now
    assert "rustig" not in now
    take = reverse("workspace:take-on", args=[PassedOn.objects.get().pk])
    assert "ze is rustig" in as_(colleague).post(take, follow=True).content.decode()
