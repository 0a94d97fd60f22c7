"""The pages on which colleagues meet: by plain forms, as a browser without script sends them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.casework import company
from hulplijn.casework.models import Block, Contact, Guest
from hulplijn.channels.chat import presence
from hulplijn.plumbing import due
from hulplijn.shifts import actions as shifts
from tests import builders

As = Callable[[Actor], Client]
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def contact(counsellor: Actor, colleague: Actor, at: datetime) -> Contact:
    for somebody in (counsellor, colleague):
        shifts.come(by=somebody, at=at)
    return builders.taken_chat(counsellor, "geheim")


def post(client: Client, name: str, of: object, **fields: str) -> str:
    """Send a form and follow where it leads; what that page says."""
    address = reverse(f"workspace:{name}", args=[of])
    return client.post(address, fields, follow=True).content.decode()


def get(client: Client, name: str, *of: object) -> str:
    return client.get(reverse(f"workspace:{name}", args=of)).content.decode()


def hand_over(as_: As, contact: Contact, by: Actor, to: Actor) -> str:
    return post(as_(by), "hand-over", contact.pk, to=to.id, note="vader is thuis")


def test_a_handover_is_asked_read_and_accepted(
    as_: As, contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    assert "Gevraagd of <b>Bram</b> het overneemt" in hand_over(as_, contact, counsellor, colleague)
    assert "vraagt of jij" in get(as_(colleague), "now")
    [handover] = company.handovers_to(colleague, at)
    page = get(as_(colleague), "handover", handover.pk)
    assert "vader is thuis" in page
    assert "geheim" not in page
    taken = post(as_(colleague), "answer-handover", handover.pk, to="accept")
    assert "geheim" in taken
    assert "vader is thuis" in taken


def test_without_a_choice_or_a_note_it_is_not_asked_and_what_was_typed_is_still_there(
    as_: As, contact: Contact, counsellor: Actor, colleague: Actor
) -> None:
    page = post(as_(counsellor), "hand-over", contact.pk, note="vader is thuis")
    assert "Kies er eerst een" in page
    assert "vader is thuis" in page
    assert "Schrijf op wat de volgende moet weten" in post(
        as_(counsellor), "hand-over", contact.pk, to=colleague.id, note=" "
    )
    assert company.open_handover(contact) is None


def test_who_handed_over_hears_who_has_it_now_in_her_own_language(
    as_: As, contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    hand_over(as_, contact, counsellor, colleague)
    [handover] = company.handovers_to(colleague, at)
    post(as_(colleague), "answer-handover", handover.pk, to="accept")
    with translation.override("en"):  # what a request sets, stays set in this thread
        response = as_(counsellor).get(reverse("workspace:here", args=[contact.pk]), headers=SCRIPT)
        assert response.headers["HX-Redirect"] == f"/en/werk/?over={contact.pk}"
        page = as_(counsellor).get(response.headers["HX-Redirect"]).content.decode()
    assert f"Bram has taken over {contact.case.reference}" in page


def test_saying_not_now_to_a_handover_leaves_her_where_she_is(
    as_: As, contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    own = builders.taken_chat(colleague, "hoi")
    hand_over(as_, contact, counsellor, colleague)
    [handover] = company.handovers_to(colleague, at)
    address = reverse("workspace:answer-handover", args=[handover.pk])
    refused = {"to": "refuse", "bij": str(own.pk)}
    response = as_(colleague).post(address, refused, headers=SCRIPT)
    assert 'id="together"' in response.content.decode()
    assert "vraagt of jij" not in response.content.decode()
    late = as_(colleague).post(address, refused)
    assert late.status_code == 302


@pytest.mark.parametrize("page", ["cases", "under-way", "settings", "team", "blocks"])
def test_a_call_for_danger_is_seen_on_pages_without_a_queue(
    as_: As, contact: Contact, counsellor: Actor, coordinator: Actor, page: str
) -> None:
    post(as_(counsellor), "danger", contact.pk)
    assert "roept je bij" in get(as_(coordinator), page)


def test_a_coordinator_who_reads_along_counts_as_there(
    as_: As, contact: Contact, counsellor: Actor, coordinator: Actor
) -> None:
    said = post(as_(counsellor), "danger", contact.pk)
    assert "Er is geen coördinator aanwezig" in said
    post(as_(coordinator), "come-in", contact.pk)
    assert "Er is geen coördinator aanwezig" not in get(as_(counsellor), "contact", contact.pk)


def test_who_is_held_out_to_her_is_seen_on_pages_without_a_queue(
    as_: As, colleague: Actor, at: datetime
) -> None:
    shifts.come(by=colleague, at=at)
    waiting = builders.waiting_chat("mijn geheim")
    due.run_due(at)
    page = get(as_(colleague), "cases")
    assert "Voor jou, tot" in page
    assert reverse("workspace:take", args=[waiting.pk]) in page
    assert "mijn geheim" not in page
    address = reverse("workspace:decline", args=[waiting.offers.get().pk])
    strips = as_(colleague).post(address, {"los": "1"}, headers=SCRIPT).content.decode()
    assert strips.startswith('<div class="together"')
    assert "Voor jou, tot" not in strips


def test_given_back_it_is_in_the_queue(as_: As, contact: Contact, counsellor: Actor) -> None:
    post(as_(counsellor), "hand-over", contact.pk, to="queue", note="ik moet weg")
    contact.refresh_from_db()
    assert contact.state == Contact.State.WAITING


def test_too_late_leads_to_a_page_that_says_so(
    as_: As, contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    hand_over(as_, contact, counsellor, colleague)
    [handover] = company.handovers_to(colleague, at)
    casework.withdraw_handover(handover, by=counsellor, at=at)
    assert "Deze vraag is voorbij" in post(as_(colleague), "answer-handover", handover.pk, to="accept")
    assert "geheim" not in get(as_(colleague), "contact", contact.pk)


def test_nobody_else_reads_the_note(
    as_: As, contact: Contact, counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    hand_over(as_, contact, counsellor, colleague)
    [handover] = company.handovers_to(colleague, at)
    response = as_(coordinator).get(reverse("workspace:handover", args=[handover.pk]))
    assert response.status_code == 403
    assert "vader" not in response.content.decode()


def test_a_colleague_offers_the_owner_agrees_and_the_visitor_decides(
    as_: As, contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    post(as_(colleague), "ask-along", contact.pk, how="along")
    guest = Guest.objects.get()
    assert "wil meekijken" in get(as_(counsellor), "now")
    post(as_(counsellor), "visit", guest.pk, to="agree")
    assert as_(colleague).get(reverse("workspace:contact", args=[contact.pk])).status_code == 403
    casework.answer_guest(guest, True, by=Actor.visitor(contact.conversation_id), at=at)
    page = get(as_(colleague), "contact", contact.pk)
    assert "geheim" in page
    assert 'id="reply-text"' not in page
    assert 'fieldset class="locked" disabled' in page


def test_the_list_of_conversations_tells_nothing_that_was_said(
    as_: As, contact: Contact, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    opened = casework.open_case(contact.case, by=counsellor, at=at, contact=contact)
    casework.name_case(opened, by=counsellor, at=at, name="Noor")
    page = get(as_(coordinator), "under-way")
    assert contact.case.reference in page
    assert "geheim" not in page
    assert "Noor" not in page


def test_a_coordinator_comes_in_at_once_only_after_a_call(
    as_: As, contact: Contact, counsellor: Actor, coordinator: Actor
) -> None:
    assert "Niemand riep hier om hulp" in post(as_(coordinator), "come-in", contact.pk)
    post(as_(counsellor), "danger", contact.pk)
    assert "roept je bij" in get(as_(coordinator), "now")
    page = post(as_(coordinator), "come-in", contact.pk)
    assert "geheim" in page
    assert "Je leest mee" in page
    assert 'id="reply-text"' not in page


def test_who_no_longer_reads_it_is_led_away_without_a_word_of_it(
    as_: As, contact: Contact, colleague: Actor
) -> None:
    address = reverse("workspace:here", args=[contact.pk])
    response = as_(colleague).get(address, headers=SCRIPT)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["HX-Redirect"] == "/werk/samen/?niet=gone"


def test_a_block_is_made_listed_reviewed_and_undone(
    as_: As, contact: Contact, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    assert contact.conversation
    presence.up(contact.conversation, who_hash=b"w" * 32, at=at, until=at + timedelta(hours=1))
    post(as_(counsellor), "block", contact.pk, reason="prank", lasts="week")
    made = Block.objects.get()
    assert made.until == at + timedelta(days=7)
    assert as_(counsellor).get(reverse("workspace:blocks")).status_code == 403
    assert "nog niet bekeken" in get(as_(coordinator), "blocks")
    assert "bekeken door Carla" in post(as_(coordinator), "look-at-block", made.pk, to="review")
    assert "opgeheven door Carla" in post(as_(coordinator), "look-at-block", made.pk, to="undo")
    assert AuditEntry.objects.filter(verb="block.list", outcome="refused").count() == 1


def test_a_block_needs_a_reason_and_an_end(as_: As, contact: Contact, counsellor: Actor) -> None:
    for fields in ({}, {"reason": "prank"}, {"reason": "prank", "lasts": "year"}, {"lasts": "day"}):
        assert "Kies er eerst een" in post(as_(counsellor), "block", contact.pk, **fields)
    assert not Block.objects.exists()


def test_a_longer_list_asks_no_more_of_the_database(
    as_: As,
    counsellor: Actor,
    coordinator: Actor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(25):
        builders.taken_chat(counsellor, "hoi")
    client = as_(coordinator)
    get(client, "under-way")
    with django_assert_max_num_queries(20):
        get(client, "under-way")
