"""The desk of requests: two people decide, and every step is in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions
from hulplijn.casework.desk_rules import MOVES, CannotMove, due_on, moved
from hulplijn.casework.errors import NotTheSecond
from hulplijn.casework.models import DeskRequest
from hulplijn.plumbing import due
from hulplijn.privacy.models import CaseKey
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def dora(request: pytest.FixtureRequest, db: None) -> Actor:
    request.getfixturevalue("asked")
    return builders.actor(Staff.objects.get(username="dora"))


@pytest.fixture
def asked(db: None) -> DeskRequest:
    return builders.proposed_request()


@pytest.fixture
def administrator(staff: Callable[..., Staff]) -> Actor:
    return builders.actor(staff("els", role="administrator"))


def browser(actor: Actor) -> Client:
    client = Client(HTTP_ORIGIN="http://testserver")
    client.force_login(Staff.objects.get(pk=actor.id))
    return client


def test_who_proposes_cannot_agree_nor_disagree(asked: DeskRequest, dora: Actor, at: datetime) -> None:
    with pytest.raises(NotTheSecond):
        actions.agree(asked, by=dora, at=at)
    with pytest.raises(NotTheSecond):
        actions.disagree(asked, why="toch niet", by=dora, at=at)
    answer = browser(dora).post(reverse("workspace:desk-request", args=[asked.pk]), {"do": "agree"})
    assert answer.status_code == 409
    assert "Je stelde dit zelf voor" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == "proposed"


def test_the_database_too_wants_two(asked: DeskRequest) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DeskRequest.objects.filter(pk=asked.pk).update(state="decided", decided_by=asked.proposed_by_id)


def test_the_administrator_may_be_the_second(asked: DeskRequest, administrator: Actor, at: datetime) -> None:
    actions.agree(asked, by=administrator, at=at)
    assert asked.state == "decided"
    with pytest.raises(NotAllowed):
        actions.answer_request(asked, given="nothing", gave="", by=administrator, at=at)


def test_each_step_is_in_the_log_with_the_case(counsellor: Actor, coordinator: Actor, at: datetime) -> None:
    case = builders.closed_chat(counsellor).case
    asked = builders.proposed_request(case)
    actions.disagree(asked, why="eerst de officier bellen", by=coordinator, at=at)
    actions.propose(asked, decision="give", why="de officier bevestigde", by=coordinator, at=at)
    dora = builders.actor(Staff.objects.get(username="dora"))
    actions.agree(asked, by=dora, at=at)
    actions.answer_request(asked, given="statement", gave="een brief", by=coordinator, at=at)
    steps = AuditEntry.objects.filter(verb__startswith="request.").order_by("pk")
    assert [(one.verb, one.why) for one in steps] == [
        ("request.enter", "police"),
        ("request.propose", "part"),
        ("request.disagree", "part"),
        ("request.propose", "give"),
        ("request.agree", "give"),
        ("request.answer", "statement"),
    ]
    assert {one.case_id for one in steps} == {case.pk}


def test_a_proposal_that_changed_meanwhile_is_not_agreed_with(
    asked: DeskRequest, coordinator: Actor, at: datetime
) -> None:
    seen = DeskRequest.objects.get(pk=asked.pk)
    actions.disagree(asked, why="nee", by=coordinator, at=at)
    actions.propose(asked, decision="give", why="ja", by=coordinator, at=at)
    carla_again = builders.actor(Staff.objects.get(username="dora"))
    with pytest.raises((CannotMove, NotTheSecond)):
        actions.agree(seen, by=carla_again, at=at)


def test_words_are_sealed_and_go_with_their_key(asked: DeskRequest, coordinator: Actor, at: datetime) -> None:
    assert b"Jansen" not in bytes(asked.said)
    actions.agree(asked, by=coordinator, at=at)
    actions.answer_request(asked, given="nothing", gave="niets", by=coordinator, at=at)
    due.run_due(at + timedelta(days=730))
    assert DeskRequest.objects.filter(pk=asked.pk).exists()
    due.run_due(at + timedelta(days=731))
    assert not DeskRequest.objects.filter(pk=asked.pk).exists()
    assert not CaseKey.objects.filter(pk=asked.key_id).exists()


def test_no_move_but_those_of_the_table() -> None:
    for state, move in product(DeskRequest.State.values, {move for _, move in MOVES}):
        if (state, move) not in MOVES:
            with pytest.raises(CannotMove):
                moved(state, move)


@pytest.mark.parametrize(
    ("received", "kind", "last"),
    [
        (date(2026, 1, 31), "person", date(2026, 2, 28)),
        (date(2026, 12, 15), "parent", date(2027, 1, 15)),
        (date(2026, 11, 27), "police", date(2026, 11, 30)),
    ],
)
def test_the_last_day_for_an_answer(received: date, kind: str, last: date) -> None:
    assert due_on(received, kind) == last


def test_a_request_is_entered_read_and_listed_on_its_pages(counsellor: Actor, coordinator: Actor) -> None:
    case = builders.closed_chat(counsellor).case
    client, address = browser(coordinator), reverse("workspace:desk-enter")
    typed = {
        "kind": "parent",
        "who": "moeder van een meisje",
        "way": "phone",
        "received_on": "2026-11-20",
        "asks": "wat zei mijn dochter?",
        "basis": "none",
        "reference": "ZZ-999",
    }
    wrong = client.post(address, typed)
    assert wrong.status_code == 422
    assert "Geen zaak heeft dit kenmerk" in wrong.content.decode()
    assert "wat zei mijn dochter?" in wrong.content.decode()
    page = client.post(address, typed | {"reference": case.reference.lower()}, follow=True).content.decode()
    assert "moeder van een meisje" in page
    assert case.reference in page
    listed = client.get(reverse("workspace:desk")).content.decode()
    assert "Ouder of verzorger" in listed
    assert "moeder van een meisje" not in listed
