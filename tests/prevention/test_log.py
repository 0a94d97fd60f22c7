"""The log of prevention: coordinators record what was done, correct it, and take it along."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.prevention import actions, queries, rules
from hulplijn.prevention.models import Activity
from tests import builders

pytestmark = pytest.mark.django_db
LESSON = {
    "day": "2026-03-03",
    "kind": "lesson",
    "audiences": ["secondary"],
    "partners": ["csg"],
    "organisation": "Het Lyceum",
    "reached": "28",
    "hours": "1,5",
    "region": "Utrecht",
    "description": "Les over druk en doorsturen.",
}


@pytest.fixture
def desk(client: Client, coordinator: Actor) -> Client:
    client.force_login(Staff.objects.get(pk=coordinator.id))
    return client


def test_what_a_coordinator_fills_in_stands_in_its_year_with_its_totals(desk: Client) -> None:
    answer = desk.post("/werk/voorlichting/nieuw/", LESSON)
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"].startswith("/werk/voorlichting/?jaar=2026#")

    page = desk.get("/werk/voorlichting/?jaar=2026").content.decode()
    for words in ("Les op school", "Middelbare school", "Het Lyceum", "Utrecht", "28", "1,5"):
        assert words in page
    assert "Het Lyceum" not in desk.get("/werk/voorlichting/?jaar=2025").content.decode()
    assert "Het Lyceum" not in desk.get("/werk/voorlichting/?jaar=2026&soort=press").content.decode()


def test_what_is_filled_in_wrong_says_how_it_goes_right_and_stays(desk: Client) -> None:
    answer = desk.post("/werk/voorlichting/nieuw/", LESSON | {"day": "1890-01-01", "reached": "veel"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies een dag tussen 2000" in page
    assert "Gebruik een heel getal" in page
    assert 'value="veel"' in page
    assert "Het Lyceum" in page
    assert not Activity.objects.exists()


def test_the_field_for_words_says_that_no_visitor_belongs_there(desk: Client) -> None:
    page = desk.get("/werk/voorlichting/nieuw/").content.decode()
    assert "Schrijf hier niets over een bezoeker of een leerling." in page
    assert 'aria-describedby="id_description_helptext"' in page
    assert 'id="id_description_helptext"' in page


def test_who_comes_second_writes_over_nothing(desk: Client, coordinator: Actor, at: datetime) -> None:
    there = builders.activity(coordinator, at=at, organisation="Het Lyceum")
    told = actions.Told(there.day, "press", [], [], organisation="De krant")
    actions.change(there, told, version=1, by=coordinator, at=at)

    answer = desk.post(f"/werk/voorlichting/{there.pk}/", LESSON | {"version": "1", "region": "Zwolle"})
    assert answer.status_code == 409
    assert "Zwolle" in answer.content.decode()
    assert Activity.objects.get().organisation == "De krant"


def test_what_is_removed_counts_nowhere_until_it_is_put_back(
    desk: Client, coordinator: Actor, at: datetime
) -> None:
    there = builders.activity(coordinator, at=at, reached=30)
    desk.post(f"/werk/voorlichting/{there.pk}/", {"do": "remove"})
    assert queries.of_year(at.year) == []
    assert "1 weggehaald" in desk.get(f"/werk/voorlichting/?jaar={at.year}").content.decode()

    desk.post(f"/werk/voorlichting/{there.pk}/", {"do": "put_back"})
    assert queries.of_year(at.year) == [there]
    verbs = AuditEntry.objects.filter(object_id=str(there.pk)).values_list("verb", flat=True)
    assert sorted(verbs) == ["prevention.put_back", "prevention.record", "prevention.remove"]


def test_the_file_holds_the_year_runs_no_formula_and_is_in_the_log(
    desk: Client, coordinator: Actor, at: datetime
) -> None:
    builders.activity(coordinator, at=at, organisation='=HYPERLINK("x")', reached=3, minutes=90)
    builders.activity(coordinator, at=at, day=date(at.year - 1, 5, 5), organisation="vorig jaar")
    answer = desk.get(f"/werk/voorlichting/csv/?jaar={at.year}")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["organisation"].startswith("'=")
    assert (row["kind"], row["kind_label"], row["reached"], row["hours"]) == (
        *("lesson", "Les op school", "3", "1.5"),
    )
    assert AuditEntry.objects.filter(verb="prevention.export", outcome="done").count() == 1


def test_a_counsellor_neither_records_nor_takes_along(counsellor: Actor, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        builders.activity(counsellor, at=at)
    with pytest.raises(NotAllowed):
        actions.export(by=counsellor, at=at)
    assert AuditEntry.objects.filter(outcome="refused").count() == 2


def test_a_page_of_fifty_asks_as_little_as_a_page_of_five(
    desk: Client, coordinator: Actor, at: datetime, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(50):
        builders.activity(coordinator, at=at - timedelta(minutes=number), day=at.date(), partners=["csg"])
    desk.get("/werk/voorlichting/")
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        desk.get(f"/werk/voorlichting/?jaar={at.year}")


def test_a_total_says_how_many_nobody_counted() -> None:
    def done(kind: str, reached: int | None, minutes: int | None) -> Activity:
        return Activity(kind=kind, reached=reached, minutes=minutes)

    parts = rules.totals(
        [done("press", None, 30), done("lesson", 20, 60), done("gone", 1, None), done("lesson", None, 45)],
        ["lesson", "press"],
    )
    assert [one.kind for one in parts] == ["lesson", "press", "gone"]
    assert (parts[0].number, parts[0].reached, parts[0].uncounted, parts[0].hours) == (2, 20, 1, 1.75)
    assert (rules.whole(parts).number, rules.whole(parts).reached) == (4, 21)
