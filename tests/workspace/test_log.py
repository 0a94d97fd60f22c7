"""The log manager's page, and who looked at a case."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from hulplijn.accounts.models import Staff
from hulplijn.audit import actions as audit
from hulplijn.audit import sealing
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.channels.chat.guard import raise_guard
from hulplijn.workspace.queries.log_words import verb_says
from tests import builders
from tests.rights.test_matrix import coded

As = Callable[[Actor], Client]


@pytest.fixture
def manager(staff: Callable[..., Staff]) -> Actor:
    return builders.actor(staff("lena", role="log_manager"))


@pytest.fixture(autouse=True)
def anchored(tmp_path: Path, settings: Settings) -> None:
    settings.HULPLIJN_ANCHORS = tmp_path / "anchors"


def page(client: Client, **sought: str) -> str:
    """The rows of the log that are shown, and what is said around them."""
    response = client.get(reverse("workspace:log"), sought)
    assert response.status_code == 200
    return response.content.decode()


def rows(client: Client, **sought: str) -> str:
    return page(client, **sought).partition("<tbody>")[2]


def test_she_reads_who_did_what_and_no_word_of_what_was_said(
    as_: As, manager: Actor, counsellor: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "dit-zei-ze")
    casework.open_case(contact.case, by=counsellor, at=at)
    shown = rows(as_(manager))
    assert "case.read" in shown
    assert contact.case.reference in shown
    assert "Anouk" in shown
    assert "dit-zei-ze" not in shown


def test_her_own_look_and_her_file_are_in_the_log(as_: As, manager: Actor) -> None:
    client = as_(manager)
    page(client)
    client.get(reverse("workspace:log-file"))
    verbs = AuditEntry.objects.filter(actor_id=manager.id, verb__startswith="log.").order_by("pk")
    assert [one.verb for one in verbs] == ["log.read", "log.export"]


def test_she_finds_by_person_kind_case_outcome_and_day(
    as_: As, manager: Actor, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    one = builders.taken_chat(counsellor, at=at - timedelta(days=3))
    casework.open_case(one.case, by=counsellor, at=at - timedelta(days=3))
    other = builders.taken_chat(colleague, at=at)
    client = as_(manager)
    assert "Anouk" not in rows(client, wie=colleague.id)
    assert "contact.take" not in rows(client, soort="reading")
    assert other.case.reference not in rows(client, zaak=one.case.reference.lower())
    assert one.case.reference in rows(client, zaak=str(one.case_id))
    assert "contact.take" not in rows(client, uitkomst="refused")
    assert one.case.reference not in rows(client, tot=str((at - timedelta(days=4)).date()))
    assert other.case.reference not in rows(client, tot=str((at - timedelta(days=1)).date()))
    assert "Niets in het logboek past hierbij" in page(client, zaak="ZZ-999")
    assert "case.read" in rows(client, van="geen dag", voor="x")


def test_a_long_log_has_older_pages(as_: As, manager: Actor, at: datetime) -> None:
    for number in range(70):
        audit.record("contact.silent", by=SYSTEM, at=at, why=f"n-{number}")
    newest = rows(as_(manager))
    assert "n-69<" in newest
    assert "n-3<" not in newest
    (older,) = {part.split('"')[0] for part in newest.split("voor=")[1:]}
    assert "n-3<" in rows(as_(manager), voor=older)


def test_the_page_asks_as_much_for_many_as_for_few(as_: As, manager: Actor) -> None:
    client = as_(manager)
    page(client)
    asked = []
    for many in (5, 45):
        for _ in range(many):
            builders.waiting_chat()
        with CaptureQueriesContext(connection) as queries:
            page(client)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_it_says_how_far_the_chain_is_and_where_it_is_broken(as_: As, manager: Actor, at: datetime) -> None:
    client = as_(manager)
    page(client)
    sealing.seal_all(at=at)
    last = sealing.anchor(at=at).number
    assert f"Verzegeld tot en met nummer {last}." in page(client)
    with connection.cursor() as cursor:
        on = " ON audit_auditentry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_says{on}")
        cursor.execute("UPDATE audit_auditentry SET verb = 'nothing' WHERE number = 1")
    assert "regel 1 is de eerste die niet meer is zoals hij was" in page(client)


def test_a_cell_of_the_file_is_never_run_as_a_formula(as_: As, manager: Actor, at: datetime) -> None:
    audit.record("case.read", by=SYSTEM, at=at, why="=1+1")
    told = as_(manager).get(reverse("workspace:log-file"))
    table = list(csv.DictReader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert "'=1+1" in {row["why"] for row in table}


def test_a_case_says_who_looked_and_why(as_: As, counsellor: Actor, coordinator: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor)
    builders.look_wider(contact, coordinator, why="complaint")
    casework.open_case(contact.case, by=coordinator, at=at)
    address = reverse("workspace:part", args=[contact.pk, "story"])
    shown = as_(counsellor).get(address, headers={"HX-Request": "true"}).content.decode()
    looked = shown.partition("Wie heeft gekeken")[2]
    assert "Carla" in looked
    assert "Coördinator" in looked
    assert "Een klacht" in looked


def test_a_look_through_the_list_and_a_search_are_logged_for_everybody(as_: As, counsellor: Actor) -> None:
    client = as_(counsellor)
    client.get(reverse("workspace:cases"))
    client.get(reverse("workspace:cases"), {"kenmerk": "K7"})
    looked = AuditEntry.objects.filter(actor_id=counsellor.id, verb__startswith="case.").order_by("pk")
    assert [one.verb for one in looked] == ["case.list", "case.search"]


def test_each_verb_of_the_rights_has_words() -> None:
    nameless = [verb for verb in coded() if verb_says(verb) == verb]
    assert not nameless, f"The log shows codes instead of words: {nameless}"


def test_she_reads_words_where_a_reason_is_a_code(
    as_: As, manager: Actor, coordinator: Actor, at: datetime
) -> None:
    raise_guard(2, by=coordinator, at=at)
    shown = rows(as_(manager))
    assert "guard.raise" in shown
    assert "2_hours" not in shown
