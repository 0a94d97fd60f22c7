"""The page of the Meldcode."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from tests import builders

As = Callable[[Actor], Client]


def test_what_was_written_is_read_again_and_a_half_step_keeps_its_words(as_: As, counsellor: Actor) -> None:
    contact: Contact = builders.closed_chat(counsellor)
    page = reverse("workspace:meldcode", args=[contact.case_id])
    browser = as_(counsellor)
    browser.post(
        page, {"step": "2", "words": "advies gevraagd", "consulted": "veilig_thuis", "anonymous": "yes"}
    )
    shown = browser.get(page).content.decode()
    assert "advies gevraagd" in shown
    assert "Zonder te zeggen om wie het gaat" in shown
    refused = browser.post(page, {"step": "5", "words": "zus ook", "suspicion": "yes"})
    assert refused.status_code == 422
    assert "zus ook" in refused.content.decode()
    # A consultation that named her is not turned into an anonymous one by a sentence that was missing.
    named = browser.post(page, {"step": "2", "consulted": "veilig_thuis"}).content.decode()
    assert '<input type="checkbox" name="anonymous" value="yes">' in named
