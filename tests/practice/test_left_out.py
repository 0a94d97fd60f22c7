"""What somebody practises with is in no place where people are counted, waited for, found or called to."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import company, passed_on, queries, tasks
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import live_address
from hulplijn.guidance import risk_queries
from hulplijn.ledger.models import Entry
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.practice import actions as practice
from hulplijn.quality import actions as quality
from hulplijn.referral import actions as referral
from hulplijn.removal import actions as removal
from hulplijn.shifts import actions as shifts
from hulplijn.shifts import queries as shifts_queries
from hulplijn.workspace.queries.wall import wall
from tests import builders
from tests.environment import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=1)


def everywhere(carla: Actor, anouk: Actor) -> dict[str, Any]:
    """All that anybody but the trainee sees of who comes, waits, talks or was helped."""
    at, since = LATER, AT - timedelta(days=1)
    return {
        "figures": [(one.kind, one.codes, one.origin) for one in Entry.objects.order_by("pk")],
        "wall": wall(at),
        "open": shifts_queries.open_state(at),
        "line": [one.pk for one in shifts_queries.order_of_waiting()],
        "places": shifts_queries.waiting_lines(at),
        "usual wait": shifts_queries.usual_wait(at),
        "offers": shifts_queries.to_match(at),
        "calls": shifts_queries.calls([int(anouk.id)]),
        "talks": [one.pk for one in company.under_way()],
        "dangers": [one.pk for one in company.in_danger(carla)],
        "danger with an address": [one.pk for one in live_address.in_danger()],
        "search": [one.pk for one in queries.cases(carla)],
        "own search": [one.pk for one in queries.cases(anouk)],
        "tasks": [one.pk for one in tasks.still_to_do(carla)],
        "own tasks": [one.pk for one in tasks.still_to_do(anouk)],
        "overdue": tasks.overdue(anouk, at + timedelta(days=9)),
        "left for the next shift": passed_on.left_for_the_next(),
        "data quality": risk_queries.completeness(since),
    }


def practise_all_of_it(anouk: Actor) -> Contact:
    """Anouk practises with somebody in danger, and does all that can be done in a talk."""
    contact = practice.begin("dark_thoughts", language="nl", by=anouk, at=AT).contact
    due.run_due(AT)
    casework.call_for_danger(contact, by=anouk, at=LATER)
    fields = {"reason": "sextortion_financial", "outcome": "referred", "found_via": "school"}
    casework.code(contact, by=anouk, at=LATER, **fields)
    builders.risk_asked(contact, by=anouk, at=LATER)
    referral.refer_nobody(contact, why="not_asked", by=anouk, at=LATER)
    referral.refer(contact, partner="113", state="advised", by=anouk, at=LATER)
    referral.refer(contact, partner="113", state="accepted", by=anouk, at=LATER)
    opened = casework.open_case(contact.case, by=anouk, at=LATER, contact=contact)
    casework.add_task(opened, words="bel", due_at=LATER, by=anouk, at=LATER)
    notice = removal.draft_notice(
        opened,
        contact,
        by=anouk,
        at=LATER,
        urls="https://platform.example/a",
        platform="instagram",
        content_kind="offender_account",
        depicted_minor="no",
        consent=True,
    )
    notice = removal.send_notice(notice, by=anouk, at=LATER)
    notice = removal.decide_notice(notice, outcome="removed", by=anouk, at=LATER)
    removal.decide_notice(notice, outcome="refused", by=anouk, at=LATER)
    return contact


def test_no_place_changes_by_a_practice_that_goes_on_nor_by_one_that_is_over() -> None:
    anouk = builders.actor(builders.staff())
    carla = builders.actor(builders.staff("carla", role="coordinator"))
    shifts.come(by=anouk, at=AT)
    builders.closed_chat(anouk)
    builders.waiting_chat("hoi")
    shifts.offer_waiting(at=AT)
    before = everywhere(carla, anouk)
    contact = practise_all_of_it(anouk)
    assert everywhere(carla, anouk) == before
    casework.end(contact, by=anouk, at=LATER)
    casework.code(contact, by=anouk, at=LATER, age="16_17")
    casework.close(contact, by=anouk, at=LATER)
    casework.recode(contact, by=anouk, at=LATER, gender="female")
    assert everywhere(carla, anouk) == before
    drawn = quality.draw(
        by=carla, at=LATER, since=AT, until=LATER + timedelta(days=1), count=9, rng=random.Random(1)
    )
    assert contact.pk not in [one.contact_id for one in drawn.reviews]
    assert len(drawn.reviews) + drawn.gone == 1


def test_a_real_visitor_is_held_out_to_who_practises_as_usual() -> None:
    anouk = builders.actor(builders.staff())
    shifts.come(by=anouk, at=AT)
    shifts.set_capacity(1, by=anouk, at=AT)
    practice.begin("teacher", language="nl", by=anouk, at=AT)
    visitor = builders.waiting_chat("hoi")
    shifts.offer_waiting(at=AT)
    held_out = shifts_queries.held_out_to(anouk)
    assert held_out is not None
    assert held_out.contact_id == visitor.pk


def test_the_database_lets_no_practice_into_a_queue() -> None:
    anouk = builders.actor(builders.staff())
    contact = practice.begin("teacher", language="nl", by=anouk, at=AT).contact
    with pytest.raises(IntegrityError), writing():
        Contact.objects.filter(pk=contact.pk).update(owner=None, taken_at=None)
