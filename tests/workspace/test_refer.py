"""Referrals on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

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


def test_the_facts_for_which_a_partner_fits_stand_beside_it(as_: As, counsellor: Actor) -> None:
    contact = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"), by=counsellor, reason="sextortion_financial", age="16_17"
    )
    shown = tab(as_(counsellor), contact)
    fier = shown[shown.index('id="partner-fier"') :]
    assert "past bij:" in fier[: fier.index("</li>")]
    assert re.search(r"Sextortion, 16 en 17", fier[: fier.index("</li>")])
    suicide = shown[shown.index('id="partner-113"') :]
    assert "dag en nacht open" in suicide[: suicide.index("</li>")]


def test_a_search_without_script_leaves_only_who_is_found(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    page = reverse("workspace:contact", args=[contact.pk]) + "?deel=referral&zoek="
    for typed in ("slacht", "VICTIM support"):
        shown = client.get(page + typed).content.decode()
        assert re.findall(r'id="partner-([a-z0-9_]+)" data-says', shown) == ["slachtofferhulp"]
    assert 'id="partner-slachtofferhulp"' in client.get(page + "verzorger").content.decode()
    assert "Niets gevonden" in client.get(page + "loodgieter").content.decode()


def test_a_helpline_abroad_fits_once_somebody_is_known_to_live_there(as_: As, counsellor: Actor) -> None:
    contact = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"), by=counsellor, reason="sextortion_financial"
    )
    page = reverse("workspace:contact", args=[contact.pk]) + "?deel=referral"
    fitting = "Zusterhulplijn", "Alle andere partners"
    here, there = (as_(counsellor).get(page + more).content.decode() for more in ("", "&waar=BE"))
    assert here.index(fitting[0]) > here.index(fitting[1])
    assert there.index(fitting[0]) < there.index(fitting[1])


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


def test_the_page_of_a_partner_hands_over_plans_and_takes_feedback(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    page = reverse("workspace:referral", args=[contact.pk, "sister_example"])
    sent = (
        {"do": "slip"},
        {"do": "ask", "text": "Ik woon in Gent."},
        {"do": "follow_up", "on": str(at.date() + timedelta(days=7))},
        {"do": "feedback", "feedback": "waits", "note": "zes weken"},
    )
    for form in sent:
        assert client.post(page, form).status_code == 302
    shown = client.get(page).content.decode()
    for part in (
        "Het briefje staat op",
        "Ik woon in Gent.",
        "Gepland voor",
        "zes weken",
        "Nog geen antwoord",
    ):
        assert part in shown


def test_what_goes_wrong_keeps_what_was_typed(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    page = reverse("workspace:referral", args=[contact.pk, "sister_example"])
    answer = client.post(page, {"do": "ask", "text": "a" * 4001})
    assert answer.status_code == 422
    assert "a" * 4001 in answer.content.decode()
    for wrong in ({"do": "follow_up", "on": "gisteren"}, {"do": "sent", "ask": "x"}, {"do": "dance"}):
        assert client.post(page, wrong).status_code in (404, 422)
    assert client.get(reverse("workspace:referral", args=[contact.pk, "nobody"])).status_code == 404


def test_the_list_of_what_to_check_leads_to_where_a_partner_is_changed(as_: As, coordinator: Actor) -> None:
    browser = as_(coordinator)
    page = browser.get(reverse("workspace:partners")).content.decode()
    editor = reverse("workspace:content-edit", args=["partners", "csg"])
    assert f'<a href="{editor}">' in page
    assert browser.get(editor).status_code == 200
