"""What is kept in the log of prevention enters the ledger: codes and numbers, and never a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.figures import counts
from hulplijn.ledger.models import Entry
from hulplijn.prevention import actions
from hulplijn.prevention.actions import Told

pytestmark = pytest.mark.django_db
LESSON = Told(
    date(2026, 3, 3),
    "lesson",
    ["secondary"],
    ["csg"],
    "Het Lyceum",
    28,
    90,
    "Utrecht",
    description="Les over druk en doorsturen.",
)


def months(year: int) -> list[tuple[int, int]]:
    """Month and people reached of what counts."""
    return [(one.month, one.reached) for one in counts.of_year(year).prevented]


def test_the_entry_holds_codes_and_numbers_only(coordinator: Actor, at: datetime) -> None:
    actions.record(LESSON, by=coordinator, at=at)
    entry = Entry.objects.get(kind="prevention")
    assert entry.codes == {
        "what": "lesson", "year": 2026, "month": 3, "reached": 28, "minutes": 90, "counts": True,
    }  # fmt: skip
    assert entry.hour.date() == LESSON.day


def test_what_is_changed_counts_as_it_stands_now_in_the_year_of_its_day(
    coordinator: Actor, at: datetime
) -> None:
    lesson = actions.record(LESSON, by=coordinator, at=at)
    actions.change(lesson, replace(LESSON, reached=31), version=1, by=coordinator, at=at)
    assert months(2026) == [(3, 31)]
    before = replace(LESSON, day=date(2025, 12, 9))
    actions.change(lesson, before, version=2, by=coordinator, at=at)
    assert (months(2026), months(2025)) == ([], [(12, 28)])


def test_what_is_taken_out_counts_only_once_it_is_back(coordinator: Actor, at: datetime) -> None:
    lesson = actions.record(LESSON, by=coordinator, at=at)
    actions.remove(lesson, by=coordinator, at=at)
    assert months(2026) == []
    actions.put_back(lesson, by=coordinator, at=at)
    assert months(2026) == [(3, 28)]
