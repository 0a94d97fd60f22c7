"""The page of one contact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.plumbing.database import writing
from hulplijn.privacy import keys
from hulplijn.privacy.models import CaseKey
from tests import builders

As = Callable[[Actor], Client]


def page(client: Client, contact: object, part: str = "") -> str:
    response = client.get(reverse("workspace:contact", args=[contact.pk]) + (f"?deel={part}" if part else ""))  # type: ignore[attr-defined]
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_her_page_shows_what_the_visitor_said(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "ze dreigt alles te sturen")
    shown = page(as_(counsellor), contact)
    assert "ze dreigt alles te sturen" in shown
    assert contact.case.reference in shown


def test_reading_it_enters_the_audit_log(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    page(as_(counsellor), contact)
    assert AuditEntry.objects.filter(verb="case.read", object_id=str(contact.case_id)).exists()


def test_a_colleague_may_not_read_it(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.taken_chat(counsellor, "geheim")
    response = as_(colleague).get(reverse("workspace:contact", args=[contact.pk]))
    assert response.status_code == 403
    assert "geheim" not in response.content.decode()
    assert AuditEntry.objects.filter(verb="case.read", outcome="refused").exists()


def test_a_coordinator_may_once_it_is_over(
    as_: As, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hallo daar")
    address = reverse("workspace:contact", args=[contact.pk])
    assert "hallo daar" not in as_(coordinator).get(address).content.decode()
    casework.end(contact, by=counsellor, at=at)
    builders.look_wider(contact, coordinator)
    assert "hallo daar" in page(as_(coordinator), contact)


def test_what_lost_its_key_says_so_instead_of_breaking(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "geheim")
    with writing("keys"):
        CaseKey.objects.filter(pk=contact.case.key_id).delete()
    keys.forget_opened()
    for address in (f"gesprek/{contact.pk}/", f"zaken/{contact.case_id}/"):
        response = as_(counsellor).get("/werk/" + address, follow=True)
        assert response.status_code == 410
        assert "kan niet meer open" in response.content.decode()


def test_an_analyst_sees_no_case(as_: As, counsellor: Actor, analyst: Actor) -> None:
    contact = builders.taken_chat(counsellor, "geheim")
    assert as_(analyst).get(reverse("workspace:contact", args=[contact.pk])).status_code == 403


def test_who_still_waits_has_no_page_before_she_is_taken(as_: As, counsellor: Actor) -> None:
    contact = builders.waiting_chat("hoi")
    response = as_(counsellor).get(reverse("workspace:contact", args=[contact.pk]))
    assert response.url == reverse("workspace:now")  # type: ignore[attr-defined]


def test_every_part_of_the_case_can_be_opened(as_: As, counsellor: Actor) -> None:
    contact = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"), by=counsellor, reason="sextortion_financial", paid="yes"
    )
    for part in ("plan", "facts", "removal", "referral", "story", "wrap-up"):
        assert contact.case.reference in page(as_(counsellor), contact, part)


def test_an_unknown_part_is_not_there(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(counsellor).get(reverse("workspace:part", args=[contact.pk, "geheim"]))
    assert response.status_code == 404


def test_the_title_and_the_address_tell_nothing_of_the_visitor(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    client = as_(counsellor)
    client.post(reverse("workspace:name", args=[contact.pk]), {"name": "Bram"})
    shown = page(client, contact)
    title = shown.partition("<title>")[2].partition("</title>")[0]
    assert "Bram" in shown
    assert "Bram" not in title
    assert contact.case.reference not in title


def test_what_was_said_is_escaped(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "<script>alert(1)</script>")
    shown = page(as_(counsellor), contact)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_an_old_case_says_its_year(as_: As, counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor, at=at.replace(year=at.year - 2, month=12, day=26))
    shown = page(as_(counsellor), contact)
    assert f"sinds 26 december {at.year - 2} 20:40" in shown
    assert f"Afgesloten 26 december {at.year - 2} 20:40" in shown


def test_a_refused_reading_is_told_apart_and_a_minute_is_no_stretch(
    as_: As, counsellor: Actor, colleague: Actor
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    as_(colleague).get(reverse("workspace:contact", args=[contact.pk]))
    shown = page(as_(counsellor), contact, "story")
    shown = page(as_(counsellor), contact, "story")
    assert "Openen geweigerd</b>: <span" in shown
    assert "–20:40" not in shown
