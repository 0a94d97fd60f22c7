"""A visitor ticks off first aid while she waits, and whoever helps her sees it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.guidance import actions, queries
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def visitor_of(contact: Contact) -> Actor:
    return Actor.visitor(contact.conversation_id)


def ticked(contact: Contact, reader: Actor) -> dict[str, bool]:
    """The ticked items of the plan by id, and whether the visitor did it herself."""
    progress = queries.plan_progress(contact)
    assert progress
    return {one.item.id: one.by_visitor for step in progress.steps for one in step.items if one.is_ticked}


def test_what_she_ticks_is_ticked_in_the_plan_and_marked_as_hers(at: datetime, counsellor: Actor) -> None:
    contact = builders.waiting_chat()
    actions.tick_first_aid(
        contact, "sextortion", ["stop_replying", "evidence"], by=visitor_of(contact), at=at
    )
    contact = casework.take(contact, by=counsellor, at=at)
    casework.code(contact, by=counsellor, at=at, reason="sextortion_financial")
    contact.refresh_from_db()
    assert ticked(contact, counsellor) == {"stop_replying": True, "evidence": True}
    actions.tick(contact, "evidence", by=counsellor, at=at)
    assert ticked(contact, counsellor) == {"stop_replying": True, "evidence": False}


def test_before_a_reason_is_chosen_the_counsellor_reads_her_words(at: datetime) -> None:
    contact = builders.waiting_chat()
    assert queries.ticked_off(contact) is None
    actions.tick_first_aid(contact, "sextortion", ["stop_replying"], by=visitor_of(contact), at=at)
    off = queries.ticked_off(contact)
    assert off
    assert off.done == (
        str(content.plan("sextortion").step("break_contact").item("stop_replying").visitor_done),
    )


def test_a_tick_can_be_taken_away_and_the_situation_changed(at: datetime) -> None:
    contact = builders.waiting_chat()
    by = visitor_of(contact)
    actions.tick_first_aid(contact, "sextortion", ["stop_replying"], by=by, at=at)
    actions.tick_first_aid(contact, "sextortion", [], by=by, at=at)
    kept = queries.first_aid_of(contact)
    assert kept
    assert kept.done == []
    actions.tick_first_aid(contact, "intimate_image", ["report"], by=by, at=at)
    kept = queries.first_aid_of(contact)
    assert kept
    assert (kept.plan, kept.done) == ("intimate_image", ["report"])


def test_what_was_agreed_are_the_items_for_her_that_anybody_ticked(at: datetime, counsellor: Actor) -> None:
    contact = builders.waiting_chat()
    actions.tick_first_aid(contact, "sextortion", ["stop_replying"], by=visitor_of(contact), at=at)
    contact = casework.take(contact, by=counsellor, at=at)
    casework.code(contact, by=counsellor, at=at, reason="sextortion_financial")
    contact.refresh_from_db()
    actions.tick(contact, "trusted_person", by=counsellor, at=at)
    actions.tick(contact, "secure", by=counsellor, at=at)
    assert [item.id for item in queries.agreed(contact)] == ["trusted_person", "stop_replying"]


def test_nobody_ticks_for_another(at: datetime, counsellor: Actor) -> None:
    hers, other = builders.waiting_chat(), builders.waiting_chat()
    with pytest.raises(NotYours):
        actions.tick_first_aid(hers, "sextortion", [], by=visitor_of(other), at=at)
    with pytest.raises(NotAllowed):
        actions.tick_first_aid(hers, "sextortion", [], by=counsellor, at=at)


@pytest.mark.parametrize(
    ("plan", "done", "wrong"),
    [
        ("no_such", [], actions.NoPlan),
        ("sextortion", ["no_such"], actions.NoSuchItem),
        ("sextortion", ["ask_suicide"], actions.NoSuchItem),
        ("sextortion\0", [], actions.NoPlan),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    plan: str, done: list[str], wrong: type[Exception], at: datetime
) -> None:
    contact = builders.waiting_chat()
    with pytest.raises(wrong):
        actions.tick_first_aid(contact, plan, done, by=visitor_of(contact), at=at)


def test_every_plan_for_visitors_has_a_few_steps_to_tick() -> None:
    plans = content.plans_for_visitors()
    assert {"sextortion", "intimate_image"} < {plan.id for plan in plans}
    assert all(3 <= len(plan.visitor_ticks) <= 5 for plan in plans)


def test_the_chat_page_holds_the_titles_and_the_steps_come_when_a_situation_is_opened() -> None:
    browser = Client()
    page = browser.get(reverse("chat:plain"), follow=True).content.decode()
    assert "Ik antwoord niet meer" not in page

    steps = browser.get(reverse("chat:aid", args=[content.plan("sextortion").fingerprint]))
    assert "Ik antwoord niet meer" in steps.content.decode()
    assert browser.get(reverse("chat:aid", args=["dancing"])).status_code == 404


def test_no_visitor_gets_the_steps_of_a_plan_that_nobody_reviewed_in_production(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "HULPLIJN_MODE", "production")
    assert content.plans_for_visitors() == ()
    assert Client().get(reverse("chat:aid", args=[content.plan("sextortion").fingerprint])).status_code == 404
