"""The trend of the team: the mean of each theme by quarter, where enough conversations were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

LEAST = 5
"""Of fewer conversations no mean is shown: it would tell of one conversation, or of one person."""


@dataclass(frozen=True)
class Point:
    """One quarter of one theme. `mean` is None where too few conversations were read."""

    quarter: str
    mean: float | None


def quarter_of(day: date) -> str:
    """ "2026-Q4"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def trend(marks: Iterable[tuple[str, str, int]], themes: Mapping[str, str]) -> dict[str, list[Point]]:
    """By theme its quarters, oldest first, from marks (quarter, question, score); `themes` by question.

    How many conversations were read in a quarter is told by the question that was answered least.
    """
    sums: dict[str, dict[str, dict[str, list[int]]]] = {}
    for quarter, question, score in marks:
        theme = themes.get(question)
        if theme:
            sums.setdefault(theme, {}).setdefault(quarter, {}).setdefault(question, []).append(score)
    return {
        theme: [Point(quarter, _mean(by_question)) for quarter, by_question in sorted(quarters.items())]
        for theme, quarters in sums.items()
    }


def _mean(by_question: Mapping[str, list[int]]) -> float | None:
    if min(len(scores) for scores in by_question.values()) < LEAST:
        return None
    scores = [score for of_one in by_question.values() for score in of_one]
    return round(sum(scores) / len(scores), 1)
