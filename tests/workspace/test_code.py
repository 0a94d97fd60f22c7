"""Ticking the facts from the page."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Coding, Contact
from hulplijn.ledger.models import Entry
from tests import builders

As = Callable[[Actor], Client]
SCRIPT = {"HX-Request": "true"}


def post(client: Client, contact: Contact, script: bool = True, **fields: object) -> object:
    return client.post(reverse("workspace:code", args=[contact.pk]), fields, headers=SCRIPT if script else {})


def coding(contact: Contact) -> Coding:
    return Coding.objects.get(pk=contact.pk)


def test_a_tick_is_kept_at_once_and_said(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = post(as_(counsellor), contact, field="age", age="19_25")
    assert coding(contact).age == "19_25"
    assert "Bewaard 20:40" in response.content.decode()  # type: ignore[attr-defined]


def test_one_tick_leaves_the_others_alone(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    client = as_(counsellor)
    post(client, contact, field="age", age="19_25")
    post(client, contact, field="gender", gender="male")
    assert (coding(contact).age, coding(contact).gender) == ("19_25", "male")


def test_without_a_script_the_page_comes_back(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = post(as_(counsellor), contact, script=False, field="age", age="19_25")
    assert response.status_code == 302  # type: ignore[attr-defined]
    assert response.url.endswith("?deel=facts#zaak")  # type: ignore[attr-defined]


def test_a_sextortion_reason_brings_the_questions_about_money(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    before = post(as_(counsellor), contact, field="reason", reason="cyberbullying")
    after = post(as_(counsellor), contact, field="reason", reason="sextortion_financial")
    assert "demanded_cents" not in before.content.decode()  # type: ignore[attr-defined]
    assert "demanded_cents" in after.content.decode()  # type: ignore[attr-defined]


def test_a_platform_is_added_given_a_part_and_taken_away(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    post(client, contact, field="platforms", platform=["", "instagram"])
    post(
        client,
        contact,
        **{
            "field": "platforms",
            "platform": ["instagram", "snapchat"],
            "part:instagram": ["contact_made_on"],
        },
    )
    assert coding(contact).platforms == [
        {"platform": "instagram", "parts": ["contact_made_on"]},
        {"platform": "snapchat", "parts": []},
    ]
    post(client, contact, field="platforms", platform=["instagram", "snapchat"], without="instagram")
    assert coding(contact).platforms == [{"platform": "snapchat", "parts": []}]


def test_an_amount_that_is_none_is_named_and_kept(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    post(client, contact, field="reason", reason="sextortion_financial")
    response = post(client, contact, field="demanded_cents", demanded_cents="heel veel")
    assert response.status_code == 422  # type: ignore[attr-defined]
    shown = response.content.decode()  # type: ignore[attr-defined]
    assert "Dit is geen bedrag" in shown
    assert 'value="heel veel"' in shown
    assert coding(contact).demanded_cents is None


def test_amounts_in_another_currency_are_never_called_euros(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    post(client, contact, field="reason", reason="sextortion_financial")
    post(client, contact, field="paid_cents", paid_cents="100")
    assert "Geëist, in euro" in post(client, contact, field="since_when", since_when="days").content.decode()  # type: ignore[attr-defined]
    shown = post(client, contact, field="currency", currency="usd").content.decode()  # type: ignore[attr-defined]
    assert "In totaal betaald (Amerikaanse dollar)" in shown
    assert "Geëist, in euro" not in shown
    assert (coding(contact).currency, coding(contact).since_when) == ("usd", "days")


def test_an_amount_is_kept_in_cents(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    post(client, contact, field="paid_cents", paid_cents="548,50")
    assert (coding(contact).paid, coding(contact).paid_cents) == ("yes", 54_850)


def test_a_choice_that_is_not_on_the_list_is_refused_with_a_sentence(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = post(as_(counsellor), contact, field="age", age="prehistoric")
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "staat niet meer op de lijst" in response.content.decode()  # type: ignore[attr-defined]


def test_a_colleague_may_not_tick(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = post(as_(colleague), contact, field="age", age="19_25")
    assert response.status_code == 403  # type: ignore[attr-defined]
    assert coding(contact).age == ""


def test_a_tick_after_closing_corrects_the_figures(as_: As, counsellor: Actor) -> None:
    contact = builders.closed_chat(counsellor, age="19_25")
    post(as_(counsellor), contact, field="age", age="18")
    assert coding(contact).age == "18"
    assert Entry.objects.get(kind="correction").codes["age"] == "18"
