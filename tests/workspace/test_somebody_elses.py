"""A contact that is somebody else's: closed to a colleague, open to a coordinator, whose reading is kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.removal import actions as removal
from hulplijn.removal.models import Notice
from hulplijn.workspace.urls import urlpatterns
from hulplijn.workspace.views.answers import PARTS
from tests import builders
from tests.environment import AT

As = Callable[[Actor], Client]
SENT: dict[str, dict[str, str]] = {
    "reply": {"text": "hoi", "client_id": str(uuid.UUID(int=1))},
    "note": {"text": "een notitie"},
    "note-draft": {"text": "een begin"},
    "printed": {},
    "name": {"name": "Noor"},
    "code": {"field": "age", "age": "16_17"},
    "start-plan": {},
    "tick": {"item": "stop_replying", "to": "done"},
    "draft-notice": {
        "urls": "https://platform.example/profile",
        "platform": "instagram",
        "content_kind": "offender_account",
        "depicted_minor": "no",
        "consent": "on",
    },
    "refer": {"partner": "csg", "state": "advised"},
    "refer-nobody": {"why": "none_fits"},
    "end": {},
    "park": {},
    "close": {},
    "hand-over": {"to": "queue", "note": "een notitie"},
    "ask-picture": {},
    "danger": {},
    "come-in": {},
    "think": {"to": "yes"},
    "block": {"reason": "abuse", "lasts": "day"},
    "add-task": {"words": "bellen", "day": "2026-11-30", "kind": "call_back"},
    "no-talk": {"why": "silent"},
    "offenders": {},
    "pass-on": {"is_so": "een notitie"},
    "risk": {"asked": "not_possible"},
    "show-list": {},
    "snooze": {"until": "tomorrow"},
    "contact-novelties": {"do": "propose", "title": "gift cards by voice", "kind": "modus"},
}
"""All that is sent to a contact's addresses, but for taking it and for asking to look along."""


@pytest.fixture
def contact(counsellor: Actor) -> Contact:
    return builders.ready_to_close(
        builders.taken_chat(counsellor, "geheim"), by=counsellor, reason="sextortion_financial"
    )


@pytest.fixture
def notice(contact: Contact, counsellor: Actor) -> Notice:
    opened = casework.open_case(contact.case, by=counsellor, at=AT)
    fields = {**SENT["draft-notice"], "consent": True}
    return removal.draft_notice(opened, contact, by=counsellor, at=AT, **fields)  # type: ignore[arg-type]


def get_part(client: Client, contact: Contact, part: str) -> int:
    address = reverse("workspace:part", args=[contact.pk, part])
    return client.get(address, headers={"HX-Request": "true"}).status_code


def readings_by(actor: Actor, outcome: str = "done") -> int:
    return AuditEntry.objects.filter(verb="case.read", actor_id=actor.id, outcome=outcome).count()


def test_every_address_of_a_contact_is_among_these() -> None:
    named = {str(one.name) for one in urlpatterns if "contact_id" in str(one.pattern)}
    assert named == set(SENT) | {
        "contact",
        "part",
        "take",
        "here",
        "left",
        "notes",
        "ask-along",
        "referral",
        "practised",
    }


def test_a_screen_that_shows_what_is_no_longer_hers_is_led_away(
    as_: As, contact: Contact, colleague: Actor
) -> None:
    response = as_(colleague).get(reverse("workspace:left", args=[contact.pk]))
    assert (response.status_code, response.headers["Location"]) == (302, "/werk/samen/?niet=gone")


@pytest.mark.parametrize("part", PARTS)
def test_a_colleague_sees_no_part_of_it_and_the_refusal_is_logged(
    as_: As, contact: Contact, colleague: Actor, part: str
) -> None:
    assert get_part(as_(colleague), contact, part) == 403
    assert readings_by(colleague, "refused") == 1


@pytest.mark.parametrize("name", SENT)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_a_colleague_sends_nothing_to_it(
    as_: As, contact: Contact, colleague: Actor, name: str, headers: dict[str, str]
) -> None:
    done = AuditEntry.objects.filter(outcome="done").count()
    address = reverse(f"workspace:{name}", args=[contact.pk])
    for fields in (SENT[name], {}):
        response = as_(colleague).post(address, fields, headers=headers)
        assert response.status_code == 403
        assert "geheim" not in response.content.decode()
    assert AuditEntry.objects.filter(outcome="done").count() == done
    assert AuditEntry.objects.filter(outcome="refused", actor_id=colleague.id).count() == 2


def test_a_colleague_moves_no_notice_of_it(as_: As, notice: Notice, colleague: Actor) -> None:
    for event in ("send", "withdraw", "decide_removed", "nonsense"):
        response = as_(colleague).post(reverse("workspace:move-notice", args=[notice.pk]), {"to": event})
        assert response.status_code == 403
    notice.refresh_from_db()
    assert notice.state == "draft"


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_a_coordinator_opens_is_a_reading(
    as_: As, contact: Contact, counsellor: Actor, coordinator: Actor, part: str
) -> None:
    casework.end(contact, by=counsellor, at=AT)
    builders.look_wider(contact, coordinator)
    assert get_part(as_(coordinator), contact, part) == 200
    assert readings_by(coordinator) == 1
    entry = AuditEntry.objects.get(verb="case.read", actor_id=coordinator.id)
    assert (entry.object_kind, entry.object_id) == ("case", str(contact.case_id))


def test_what_a_coordinator_gets_to_see_after_a_tick_is_a_reading(
    as_: As, contact: Contact, counsellor: Actor, coordinator: Actor
) -> None:
    casework.end(contact, by=counsellor, at=AT)
    builders.look_wider(contact, coordinator)
    address = reverse("workspace:code", args=[contact.pk])
    as_(coordinator).post(address, SENT["code"], headers={"HX-Request": "true"})
    assert readings_by(coordinator) == 1


def test_her_own_parts_ride_on_the_reading_of_her_page(as_: As, contact: Contact, counsellor: Actor) -> None:
    client = as_(counsellor)
    client.get(reverse("workspace:contact", args=[contact.pk]))
    before = readings_by(counsellor)
    assert get_part(client, contact, "facts") == 200
    assert before
    assert readings_by(counsellor) == before


def test_looking_through_everybodys_cases_is_logged(
    as_: As, contact: Contact, counsellor: Actor, coordinator: Actor
) -> None:
    for somebody in (counsellor, coordinator):
        as_(somebody).get(reverse("workspace:cases"))
    looked = AuditEntry.objects.filter(verb="case.list").values_list("actor_id", "outcome")
    assert list(looked) == [(counsellor.id, "done"), (coordinator.id, "done")]


@pytest.mark.parametrize("name", ["end", "park", "close"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_what_nobody_took_cannot_be_wrapped_up_and_the_page_says_so(
    as_: As, coordinator: Actor, name: str, headers: dict[str, str]
) -> None:
    waiting = builders.waiting_chat("hoi")
    response = as_(coordinator).post(reverse(f"workspace:{name}", args=[waiting.pk]), headers=headers)
    assert response.status_code == 409
    assert "Niemand heeft dit gesprek aangenomen" in response.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


@pytest.mark.parametrize("name", ["note", "name", "code", "draft-notice", "refer"])
def test_a_coordinator_may_write_beside_who_still_waits(as_: As, coordinator: Actor, name: str) -> None:
    """So that what she hears before anybody takes it, from a colleague or on the phone, has a place."""
    waiting = builders.waiting_chat("hoi")
    for headers in ({}, {"HX-Request": "true"}):
        address = reverse(f"workspace:{name}", args=[waiting.pk])
        response = as_(coordinator).post(address, SENT[name], follow=True, headers=headers)
        assert response.status_code == 200
    assert casework.take(waiting, by=coordinator, at=AT).belongs_to(coordinator)


def test_nobody_answers_who_still_waits(as_: As, coordinator: Actor) -> None:
    waiting = builders.waiting_chat("hoi")
    response = as_(coordinator).post(reverse("workspace:reply", args=[waiting.pk]), SENT["reply"])
    assert response.status_code == 403


@pytest.mark.parametrize(
    "fields",
    [{"item": "\0"}, {"item": "\0", "to": "done"}, {"step": "\0"}, {"step": "\0", "to": "done"}],
    ids=["item", "item-done", "step", "step-done"],
)
def test_a_tick_that_no_plan_can_have_is_not_found(
    as_: As, contact: Contact, counsellor: Actor, fields: dict[str, str]
) -> None:
    assert as_(counsellor).post(reverse("workspace:tick", args=[contact.pk]), fields).status_code == 404
