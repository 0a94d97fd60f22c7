"""Removal requests on the page."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.removal.models import Notice, NoticeLocation
from tests import builders

As = Callable[[Actor], Client]
GOOD = {
    "urls": "instagram.com/voorbeeld_l1sa",
    "platform": "instagram",
    "content_kind": "offender_account",
    "depicted_minor": "no",
    "consent": "1",
}


def draft(client: Client, contact: Contact, script: bool = True, **fields: str) -> object:
    return client.post(
        reverse("workspace:draft-notice", args=[contact.pk]),
        GOOD | fields,
        headers={"HX-Request": "true"} if script else {},
    )


def move(client: Client, to: str) -> object:
    notice = Notice.objects.get()
    return client.post(
        reverse("workspace:move-notice", args=[notice.pk]), {"to": to}, headers={"HX-Request": "true"}
    )


def test_a_request_is_kept_with_its_address(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = draft(as_(counsellor), contact)
    assert "https://instagram.com/voorbeeld_l1sa" in response.content.decode()  # type: ignore[attr-defined]
    assert b"voorbeeld" not in bytes(NoticeLocation.objects.get().url)


def test_a_line_that_is_no_link_is_named_and_all_that_was_typed_stays(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    for script in (True, False):
        response = draft(as_(counsellor), contact, script, urls="https://a.example/1\nmijn foto")
        shown = response.content.decode()  # type: ignore[attr-defined]
        assert response.status_code == 422  # type: ignore[attr-defined]
        assert "Regel 2 is geen link." in shown
        assert "https://a.example/1\nmijn foto</textarea>" in shown
        assert 'value="offender_account" checked' in shown
    assert not Notice.objects.exists()


def test_what_is_not_chosen_is_asked_for(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    asked = {
        "platform": "Kies het platform",
        "content_kind": "Kies wat daar staat",
        "depicted_minor": "Kies of er een minderjarige op staat",
    }
    for field, sentence in asked.items():
        response = draft(as_(counsellor), contact, **{field: ""})
        assert response.status_code == 422  # type: ignore[attr-defined]
        assert sentence in response.content.decode()  # type: ignore[attr-defined]


def test_all_that_is_wrong_is_said_at_once(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = draft(as_(counsellor), contact, urls="mijn foto", platform="", content_kind="")
    shown = response.content.decode()  # type: ignore[attr-defined]
    for sentence in (
        "Kijk de adressen na",
        "Regel 1 is geen link.",
        "Kies het platform",
        "Kies wat daar staat",
    ):
        assert sentence in shown


def test_an_image_of_a_minor_goes_to_the_hotline_and_leaves_no_address(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = draft(as_(counsellor), contact, content_kind="image", depicted_minor="yes")
    shown = response.content.decode()  # type: ignore[attr-defined]
    assert "voor het meldpunt" in shown
    assert "voorbeeld_l1sa" not in shown
    assert not NoticeLocation.objects.exists()


def test_it_is_sent_by_hand_confirmed_and_decided(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    draft(client, contact)
    for event, state in (
        ("send", "sent"),
        ("confirm_receipt", "receipt_confirmed"),
        ("decide_removed", "decided_removed"),
        ("decide_refused", "decided_refused"),
    ):
        assert move(client, event).status_code == 200  # type: ignore[attr-defined]
        assert Notice.objects.get().state == state


def test_without_a_yes_of_the_visitor_nothing_is_sent(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    response = draft(client, contact, consent="")
    assert "Ik heb het verstuurd" not in response.content.decode()  # type: ignore[attr-defined]
    assert move(client, "send").status_code == 409  # type: ignore[attr-defined]
    move(client, "consent")
    assert move(client, "send").status_code == 200  # type: ignore[attr-defined]


def test_a_press_on_a_page_that_was_out_of_date_says_so(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    draft(client, contact)
    move(client, "withdraw")
    response = move(client, "send")
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "is intussen veranderd" in response.content.decode()  # type: ignore[attr-defined]


def test_a_colleague_may_not_touch_it(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    draft(as_(counsellor), contact)
    assert move(as_(colleague), "send").status_code == 403  # type: ignore[attr-defined]
