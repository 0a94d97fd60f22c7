"""The trend of the team says nothing about few conversations, and nothing about one person."""

from __future__ import annotations

from datetime import date

from hulplijn.quality.models import Mark
from hulplijn.quality.rules.trend import Point, quarter_of, trend

THEMES = {"listened": "listening", "no_blame": "listening", "order": "advice"}


def marks(count: int, score: int, quarter: str = "2026-Q4") -> list[tuple[str, str, int]]:
    return [(quarter, question, score) for question in THEMES for _ in range(count)]


def test_of_fewer_than_five_conversations_no_mean_is_shown() -> None:
    assert trend(marks(4, 3), THEMES)["listening"] == [Point("2026-Q4", None)]
    assert trend(marks(5, 3), THEMES)["listening"] == [Point("2026-Q4", 3.0)]


def test_a_question_that_came_later_does_not_open_a_quarter() -> None:
    few = [*marks(5, 2), ("2026-Q4", "order2", 4)]
    assert trend(few, {**THEMES, "order2": "advice"})["advice"] == [Point("2026-Q4", None)]


def test_quarters_come_in_their_order() -> None:
    told = trend([*marks(5, 4), *marks(5, 2, "2026-Q3")], THEMES)["advice"]
    assert told == [Point("2026-Q3", 2.0), Point("2026-Q4", 4.0)]
    assert [quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 12)] == [
        *("2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4")
    ]


def test_nothing_leads_from_a_mark_to_anybody() -> None:
    assert {field.name for field in Mark._meta.get_fields()} == {"id", "quarter", "question", "score"}
