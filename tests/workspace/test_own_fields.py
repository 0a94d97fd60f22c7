"""A coordinator adds a coded field; counsellors tick it; nobody else sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Coding
from hulplijn.content.models import OwnField
from hulplijn.content.own import own_fields
from hulplijn.ledger.models import Entry
from tests import builders
from tests.environment import AT

As = Callable[[Actor], Client]
SCRIPT = {"HX-Request": "true"}
TYPED = {
    "label_nl": "Welke school",
    "label_en": "Which school",
    "definition_nl": "De school van nu.",
    "definition_en": "The school of today.",
    "kind": "one",
    "roles": ["counsellor", "coordinator"],
    "since": "2026-11-01",
    "until": "",
    "new:1:nl": "Basisschool",
    "new:1:en": "Primary",
    "new:2:nl": "Vmbo",
    "new:2:en": "Vmbo",
}


def test_a_new_field_is_asked_ticked_and_entered_with_its_version(
    as_: As, counsellor: Actor, coordinator: Actor
) -> None:
    assert as_(coordinator).post(reverse("workspace:own-field-new"), TYPED).status_code == 302
    contact = builders.taken_chat(counsellor, "hoi")
    client, name = as_(counsellor), "own:which_school"
    page = client.get(reverse("workspace:part", args=[contact.pk, "wrap-up"]), headers=SCRIPT)
    assert "Welke school" in page.content.decode()

    client.post(reverse("workspace:code", args=[contact.pk]), {"field": name, name: "vmbo"}, headers=SCRIPT)
    casework.end(contact, by=counsellor, at=AT)

    assert Coding.objects.get(pk=contact.pk).own == {"which_school": "vmbo"}
    assert Entry.objects.get(kind="contact_closed").codes["own"] == ["which_school@1=vmbo"]


def test_a_change_is_a_new_version_and_an_ended_choice_stays(as_: As, coordinator: Actor) -> None:
    client = as_(coordinator)
    client.post(reverse("workspace:own-field-new"), TYPED)
    again = {
        **TYPED,
        "version": "1",
        "code:primary:nl": "Basisschool",
        "code:primary:en": "Primary",
        "code:vmbo:nl": "Vmbo of mavo",
        "code:vmbo:en": "Vmbo",
        "code:vmbo:ended": "yes",
        "new:1:nl": "Havo",
        "new:1:en": "Havo",
        "new:2:nl": "",
        "new:2:en": "",
    }
    address = reverse("workspace:own-field", args=["which_school"])
    assert client.post(address, again).status_code == 302
    (field,) = own_fields()
    assert (field.version, [(one.code, one.until) for one in field.codes]) == (
        2,
        [("primary", None), ("vmbo", date(2026, 11, 23)), ("havo", None)],
    )
    assert [row.version for row in OwnField.objects.order_by("version")] == [1, 2]
    assert client.post(address, again).status_code == 409


def test_what_is_wrong_is_said_and_what_was_typed_stays(as_: As, coordinator: Actor) -> None:
    answer = as_(coordinator).post(
        reverse("workspace:own-field-new"), {**TYPED, "new:2:en": "", "label_en": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Geef elke keuze een naam in elke taal." in page
    assert 'value="Welke school"' in page
    assert not OwnField.objects.exists()


def test_who_may_not_see_a_field_neither_sees_nor_ticks_it(as_: As, counsellor: Actor) -> None:
    builders.own_field("Geheim", "a", "b", roles=frozenset({"coordinator"}))
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    page = client.get(reverse("workspace:part", args=[contact.pk, "facts"]), headers=SCRIPT)
    assert "Geheim" not in page.content.decode()
    answer = client.post(
        reverse("workspace:code", args=[contact.pk]),
        {"field": "own:geheim", "own:geheim": "a"},
        headers=SCRIPT,
    )
    assert answer.status_code == 422
    assert Coding.objects.get(pk=contact.pk).own == {}


def test_a_number_out_of_bounds_is_not_kept_and_stays_typed(as_: As, counsellor: Actor) -> None:
    builders.own_field("Keren", kind="number", lowest=1, highest=9)
    contact, client, name = builders.taken_chat(counsellor, "hoi"), as_(counsellor), "own:keren"
    sent = {"field": name, "whole": name, name: "12"}
    answer = client.post(reverse("workspace:code", args=[contact.pk]), sent, headers=SCRIPT)
    assert "Gebruik een heel getal van 1 tot en met 9." in answer.content.decode()
    assert 'value="12"' in answer.content.decode()
    client.post(reverse("workspace:code", args=[contact.pk]), {**sent, name: "3"}, headers=SCRIPT)
    assert Coding.objects.get(pk=contact.pk).own == {"keren": 3}
