"""What the command menu looks up: cases by their reference."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from tests import builders

As = Callable[[Actor], Client]


def test_a_case_of_hers_is_found_by_the_start_of_its_reference(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    reference = contact.case.reference
    shown = as_(counsellor).get("/werk/zoek/", {"kenmerk": reference[:3].lower()}).content.decode()
    assert reference in shown
    assert f"/werk/zaken/{contact.case_id}/" in shown
    assert "hoi" not in shown


def test_the_pages_that_have_no_key_are_in_the_menu_by_role(
    as_: As, counsellor: Actor, coordinator: Actor
) -> None:
    own, whole = (as_(who).get("/werk/").content.decode() for who in (counsellor, coordinator))
    for address in ("/werk/oefenen/", "/werk/gids/", "/werk/leren/", "/werk/instellingen/"):
        assert f'data-go="{address}"' in own
    assert 'data-go="/werk/partners/"' in whole
    assert 'data-go="/werk/partners/"' not in own


def test_a_colleagues_case_is_not_found(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.taken_chat(colleague, "hoi")
    response = as_(counsellor).get("/werk/zoek/", {"kenmerk": contact.case.reference})
    assert response.content.decode().strip() == ""


def test_a_coordinators_look_is_logged_and_one_letter_looks_for_nothing(as_: As, coordinator: Actor) -> None:
    client = as_(coordinator)
    client.get("/werk/zoek/", {"kenmerk": "K"})
    assert not AuditEntry.objects.filter(verb="case.search").exists()
    client.get("/werk/zoek/", {"kenmerk": "K7"})
    assert AuditEntry.objects.filter(verb="case.search").count() == 1
