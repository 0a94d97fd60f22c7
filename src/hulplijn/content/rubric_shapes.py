"""The rubric with which a conversation is read to learn from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hulplijn.content.texts import Text

LEVELS = 4
"""Each question has so many levels, from 1 up."""


@dataclass(frozen=True)
class RubricQuestion:
    """One thing to look at, with its levels in words, the lowest first."""

    id: str
    theme: str
    text: Text
    levels: tuple[Text, ...]


@dataclass(frozen=True)
class Rubric:
    """All questions, and the themes that they belong to. Empty where a helpline has none."""

    version: int = 0
    themes: Mapping[str, Text] | None = None
    questions: tuple[RubricQuestion, ...] = ()

    def theme_of(self, question: str) -> str:
        """The theme of a question; empty where the rubric does not ask it any more."""
        return next((one.theme for one in self.questions if one.id == question), "")
