"""A phone call or an e-mail, entered by who answered it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from tests import builders

As = Callable[[Actor], Client]
CALL = {"channel": "phone", "language": "nl"}


def test_a_call_becomes_a_contact_with_the_same_tabs_and_no_chat(as_: As, counsellor: Actor) -> None:
    response = as_(counsellor).post(reverse("workspace:enter-by-hand"), CALL, follow=True)
    shown = response.content.decode()
    contact = Contact.objects.get()
    assert contact.channel == "phone"
    assert contact.belongs_to(counsellor)
    assert 'id="note-text"' in shown
    assert 'id="reply-text"' not in shown
    assert 'id="tab-plan"' in shown


def test_the_channel_of_the_link_is_chosen(as_: As, counsellor: Actor) -> None:
    shown = as_(counsellor).get(reverse("workspace:enter-by-hand") + "?kanaal=email").content.decode()
    assert 'value="email"' in shown
    chosen = shown[shown.index('value="email"') :][:200]
    assert "checked" in chosen


def test_its_time_is_today_or_yesterday_when_it_is_still_to_come(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    client = as_(counsellor)
    client.post(reverse("workspace:enter-by-hand"), CALL | {"started": "20:10"})
    assert at - Contact.objects.get().started_at == timedelta(minutes=30)
    Contact.objects.all().delete()
    client.post(reverse("workspace:enter-by-hand"), CALL | {"started": "23:30"})
    assert at - Contact.objects.get().started_at == timedelta(hours=21, minutes=10)


def test_a_time_that_is_none_is_named_and_what_was_typed_stays(as_: As, counsellor: Actor) -> None:
    response = as_(counsellor).post(
        reverse("workspace:enter-by-hand"), CALL | {"started": "straks", "name": "Bram"}
    )
    assert response.status_code == 422
    response = as_(counsellor).post(
        reverse("workspace:enter-by-hand"), CALL | {"started": "25:99", "name": "Bram"}
    )
    shown = response.content.decode()
    assert "Typ een tijd zoals 14:30" in shown
    assert 'value="Bram"' in shown
    assert 'value="25:99"' in shown
    assert not Contact.objects.exists()


def test_a_chat_cannot_be_entered_by_hand(as_: As, counsellor: Actor) -> None:
    response = as_(counsellor).post(reverse("workspace:enter-by-hand"), {"channel": "chat", "language": "nl"})
    assert response.status_code == 422


def test_an_analyst_enters_nothing(as_: As, analyst: Actor) -> None:
    assert as_(analyst).post(reverse("workspace:enter-by-hand"), CALL).status_code == 403


def test_a_call_of_yesterday_says_so_and_has_no_running_clock(as_: As, counsellor: Actor) -> None:
    client = as_(counsellor)
    page = client.post(reverse("workspace:enter-by-hand"), CALL | {"started": "23:30"}, follow=True)
    shown = page.content.decode()
    assert "sinds gisteren 23:30" in shown
    line = client.get(reverse("workspace:line")).content.decode()
    assert "data-since" not in line
    assert "Telefoongesprek, gisteren" in line


def test_a_script_is_told_where_the_contact_is(as_: As, counsellor: Actor) -> None:
    asked = {"HX-Request": "true"}
    response = as_(counsellor).post(reverse("workspace:enter-by-hand"), CALL, headers=asked)
    contact = Contact.objects.get()
    assert response.headers["HX-Redirect"] == reverse("workspace:contact", args=[contact.pk])
    assert response.status_code == 204


def test_a_script_whose_log_in_is_over_keeps_the_form(db: None) -> None:
    response = Client().post(reverse("workspace:enter-by-hand"), CALL, headers={"HX-Request": "true"})
    assert response.status_code == 401


def test_by_its_reference_it_comes_in_a_case_of_hers(as_: As, counsellor: Actor) -> None:
    earlier = builders.closed_chat(counsellor)
    typed = CALL | {"reference": f" {earlier.case.reference.lower()} "}
    as_(counsellor).post(reverse("workspace:enter-by-hand"), typed)
    assert set(earlier.case.contacts.values_list("channel", flat=True)) == {"chat", "phone"}


def test_it_never_comes_in_a_case_that_is_not_hers_to_read(
    as_: As, counsellor: Actor, colleague: Actor
) -> None:
    theirs = builders.closed_chat(colleague)
    for reference in (theirs.case.reference, "ZZ-999"):
        response = as_(counsellor).post(
            reverse("workspace:enter-by-hand"), CALL | {"reference": reference, "name": "Bram"}
        )
        assert response.status_code == 422
        assert "Geen zaak van jou heeft dit kenmerk" in response.content.decode()
        assert 'value="Bram"' in response.content.decode()
    assert Contact.objects.count() == 1
