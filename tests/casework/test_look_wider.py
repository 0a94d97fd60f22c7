"""A wider look asks for a reason, which is in the log and holds for half an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions
from hulplijn.casework.errors import ReasonNeeded, UnknownReason
from hulplijn.plumbing import clock
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    for module in ("answers", "cases", "conversation", "wider"):
        monkeypatch.setattr(f"hulplijn.workspace.views.{module}.now", lambda: at)


def browser(actor: Actor) -> Client:
    client = Client(HTTP_ORIGIN="http://testserver")
    client.force_login(Staff.objects.get(pk=actor.id))
    return client


def test_the_reason_is_kept_with_each_reading_and_asked_again_later(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    case = builders.closed_chat(counsellor).case
    with pytest.raises(ReasonNeeded):
        actions.open_case(case, by=coordinator, at=at)
    actions.look_wider(case, by=coordinator, at=at, why="complaint")
    actions.open_case(case, by=coordinator, at=at + timedelta(minutes=29))
    entries = AuditEntry.objects.filter(actor_id=coordinator.id).order_by("pk")
    assert [(one.verb, one.why) for one in entries] == [
        ("case.look", "complaint"),
        ("case.read", "complaint"),
    ]
    with pytest.raises(ReasonNeeded):
        actions.open_case(case, by=coordinator, at=at + timedelta(minutes=30))


def test_her_own_and_a_shared_case_ask_for_nothing(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    hers = builders.closed_chat(coordinator)
    actions.open_case(hers.case, by=coordinator, at=at)
    shared = builders.taken_chat(counsellor, "hoi")
    builders.let_in(shared, coordinator)
    actions.open_case(shared.case, by=coordinator, at=at, contact=shared)
    actions.end(shared, by=counsellor, at=at)
    actions.open_case(shared.case, by=coordinator, at=at)


def test_no_reason_opens_what_she_may_not_read(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    case = builders.taken_chat(counsellor, "hoi").case
    for somebody in (colleague, coordinator):  # for a coordinator while the talk goes on
        with pytest.raises(NotYours):
            actions.look_wider(case, by=somebody, at=at, why="danger")


def test_other_is_no_reason(counsellor: Actor, coordinator: Actor, at: datetime) -> None:
    case = builders.closed_chat(counsellor).case
    with pytest.raises(UnknownReason):
        actions.look_wider(case, by=coordinator, at=at, why="other")


def test_the_page_asks_and_then_shows(counsellor: Actor, coordinator: Actor) -> None:
    contact = builders.closed_chat(counsellor)
    client, page = browser(coordinator), reverse("workspace:contact", args=[contact.pk])
    asked = client.get(page, follow=True)
    assert "Waarom kijk je?" in asked.content.decode()
    assert ">hoi<" not in asked.content.decode()
    address = reverse("workspace:case-reason", args=[contact.case_id])
    assert "Kies er een." in client.post(address, {}).content.decode()
    shown = client.post(address, {"why": "quality"}, follow=True)
    assert ">hoi<" in shown.content.decode()


def test_a_script_is_led_there_too_and_a_form_says_that_nothing_was_done(
    counsellor: Actor, coordinator: Actor
) -> None:
    contact = builders.closed_chat(counsellor)
    client, address = browser(coordinator), reverse("workspace:case-reason", args=[contact.case_id])
    part = reverse("workspace:part", args=[contact.pk, "facts"])
    led = client.get(part, headers={"HX-Request": "true"})
    assert (led.headers["HX-Redirect"], led.content) == (address, b"")
    assert client.get(part, headers={"X-Fragment": "1"}).status_code == 403
    sent = client.post(reverse("workspace:note", args=[contact.pk]), {"text": "kijk eens"}, follow=True)
    assert "is nog niet gedaan" in sent.content.decode()
