"""The folded part with the accounts of an offender."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from tests import builders

As = Callable[[Actor], Client]
SCRIPT = {"HX-Request": "true"}


def test_an_account_shows_after_a_press_only_and_that_is_what_is_logged(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    where = reverse("workspace:offenders", args=[contact.pk])
    kept = client.post(where, {"account": "@fake_anna", "part": "paid_to"}, headers=SCRIPT)
    facts = client.get(reverse("workspace:part", args=[contact.pk, "facts"]), headers=SCRIPT)
    for page in (kept, facts):
        assert "Toon het account" in page.content.decode()
        assert "fake_anna" not in page.content.decode()
    assert not AuditEntry.objects.filter(verb="offender.read").exists()
    assert "@fake_anna" in client.get(where, headers=SCRIPT).content.decode()
    assert AuditEntry.objects.filter(verb="offender.read").count() == 1


def test_without_a_script_it_is_a_page_of_its_own(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    where = reverse("workspace:offenders", args=[contact.pk])
    assert client.post(where, {"account": "@fake_anna"}).url.endswith("#offenders")  # type: ignore[attr-defined]
    assert "<h1>Accounts van de dader</h1>" in client.get(where).content.decode()


def test_what_cannot_be_kept_is_still_in_its_field(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    where = reverse("workspace:offenders", args=[contact.pk])
    refused = client.post(where, {"account": "x" * 301}, headers=SCRIPT)
    assert refused.status_code == 422
    assert "x" * 301 in refused.content.decode()
