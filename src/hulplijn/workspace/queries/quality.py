"""Reading to learn, as its pages show it: the rubric with what was marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hulplijn.content import queries as content
from hulplijn.content.texts import Text


@dataclass(frozen=True)
class Level:
    """One level of a question, from 1 up."""

    score: int
    says: Text
    chosen: bool


@dataclass(frozen=True)
class Marked:
    """One question of the rubric. `chosen` is the level that was marked, where one was."""

    id: str
    theme: Text
    says: Text
    levels: list[Level]
    wrong: bool

    @property
    def chosen(self) -> Level | None:
        return next((one for one in self.levels if one.chosen), None)


def marked(scores: Mapping[str, int], *, complain: bool = False) -> list[Marked]:
    """The rubric with these marks; with `complain`, what has none is wrong."""
    rubric = content.rubric()
    themes = rubric.themes or {}
    return [
        Marked(
            one.id,
            themes[one.theme],
            one.text,
            [Level(score, says, scores.get(one.id) == score) for score, says in enumerate(one.levels, 1)],
            complain and one.id not in scores,
        )
        for one in rubric.questions
    ]
