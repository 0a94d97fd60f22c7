"""Ending, leaving for later and closing on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.ledger.models import Entry
from tests import builders

As = Callable[[Actor], Client]


def test_closing_leads_back_to_the_queue(as_: As, counsellor: Actor) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)
    response = as_(counsellor).post(reverse("workspace:close", args=[contact.pk]))
    assert response.url.startswith(reverse("workspace:now"))  # type: ignore[attr-defined]
    contact.refresh_from_db()
    assert contact.closed_at
    assert Entry.objects.filter(kind="contact_closed").count() == 1


def test_what_is_still_to_be_asked_comes_as_links_to_the_fields(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(counsellor).post(reverse("workspace:close", args=[contact.pk]))
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Nog 3 dingen open" in shown
    for field in ("reason", "outcome", "found_via"):
        assert f'href="#fact-{field}"' in shown
        assert f'id="fact-{field}"' in shown


def test_the_question_about_suicide_is_among_them(as_: As, counsellor: Actor) -> None:
    contact = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"), by=counsellor, reason="sextortion_financial"
    )
    shown = as_(counsellor).post(reverse("workspace:close", args=[contact.pk])).content.decode()
    assert "Nog één ding open" in shown
    assert 'href="#fact-risk"' in shown
    assert 'id="fact-risk"' in shown


def test_ending_leaves_the_wrap_up(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(counsellor).post(reverse("workspace:end", args=[contact.pk]), follow=True)
    shown = response.content.decode()
    assert "Rond af:" in shown
    assert 'id="reply-text"' not in shown
    contact.refresh_from_db()
    assert contact.state == "ended"


def test_later_puts_it_in_her_list(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    response = as_(counsellor).post(reverse("workspace:park", args=[contact.pk]), follow=True)
    assert "nog afronden" in response.content.decode()


@pytest.mark.parametrize(("verb", "said"), [("close", "is afgesloten, 20:40"), ("park", "voor straks")])
def test_the_queue_says_once_what_is_done_with(as_: As, counsellor: Actor, verb: str, said: str) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)
    client = as_(counsellor)
    shown = client.post(reverse(f"workspace:{verb}", args=[contact.pk]), follow=True).content.decode()
    page = reverse("workspace:contact", args=[contact.pk])
    assert f'<a href="{page}">{contact.case.reference}</a>' in shown
    assert said in shown
    assert said not in client.get(reverse("workspace:now")).content.decode()


@pytest.mark.parametrize("done", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_made_up_address_of_the_queue_is_the_queue(as_: As, counsellor: Actor, done: str) -> None:
    assert as_(counsellor).get(reverse("workspace:now"), {"klaar": done}).status_code == 200


def test_a_colleagues_closing_is_not_told(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.closed_chat(colleague)
    shown = as_(counsellor).get(reverse("workspace:now"), {"klaar": str(contact.pk)}).content.decode()
    assert contact.case.reference not in shown


def test_closing_what_was_closed_in_another_tab_says_so(as_: As, counsellor: Actor) -> None:
    contact = builders.closed_chat(counsellor)
    for verb in ("close", "park"):
        response = as_(counsellor).post(reverse(f"workspace:{verb}", args=[contact.pk]))
        assert response.status_code == 409
        assert "intussen afgesloten" in response.content.decode()


def test_a_colleague_may_not_close(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)
    for verb in ("close", "park", "end"):
        assert as_(colleague).post(reverse(f"workspace:{verb}", args=[contact.pk])).status_code == 403
    contact.refresh_from_db()
    assert contact.closed_at is None
