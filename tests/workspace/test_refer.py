"""Referrals on the page."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.referral.models import Referral
from tests import builders

As = Callable[[Actor], Client]


def tab(client: Client, contact: Contact) -> str:
    return client.get(reverse("workspace:contact", args=[contact.pk]) + "?deel=referral").content.decode()


def test_naming_a_partner_is_one_press_and_changes_with_the_next(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    for state in ("advised", "accepted"):
        response = client.post(
            reverse("workspace:refer", args=[contact.pk]),
            {"partner": "police_report", "state": state},
            headers={"HX-Request": "true"},
        )
        assert response.status_code == 200
        assert Referral.objects.get().state == state


def test_who_fits_comes_first(as_: As, counsellor: Actor) -> None:
    contact = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"), by=counsellor, reason="sextortion_financial"
    )
    shown = (
        as_(counsellor)
        .get(reverse("workspace:contact", args=[contact.pk]) + "?deel=referral")
        .content.decode()
    )
    assert "Past bij dit gesprek" in shown
    assert (
        shown.index("Centrum Seksueel Geweld")
        < shown.index("Alle andere partners")
        < shown.index("Fraudehelpdesk")
    )


def test_a_number_that_nobody_checked_says_so(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    shown = (
        as_(counsellor)
        .get(reverse("workspace:contact", args=[contact.pk]) + "?deel=referral")
        .content.decode()
    )
    assert "nog niet nagekeken" in shown


def test_a_partner_that_does_not_exist_is_not_found(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    for wrong in ({"partner": "nobody", "state": "advised"}, {"partner": "gp", "state": "maybe"}):
        assert as_(counsellor).post(reverse("workspace:refer", args=[contact.pk]), wrong).status_code == 404


def test_a_colleague_may_not_refer(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(colleague).post(
        reverse("workspace:refer", args=[contact.pk]), {"partner": "gp", "state": "advised"}
    )
    assert response.status_code == 403
