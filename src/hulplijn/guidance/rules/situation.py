"""Walking a situation check: the answers given so far in, the next question or the end out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hulplijn.content.check_shapes import Check, End, Option, Question

LONGEST = 500
"""Letters that the answers of one walk can take: twelve of forty."""
_BETWEEN = "."


@dataclass(frozen=True)
class Given:
    """A question with the answer that was chosen."""

    question: Question
    option: Option


@dataclass(frozen=True)
class Place:
    """Where a walk stands: before a question, or at an end."""

    given: tuple[Given, ...]
    question: Question | None
    end: End | None
    codes: Mapping[str, str]
    """The coded facts that the answers give; a later answer goes over an earlier one."""

    @property
    def answers(self) -> str:
        """The answers as a form carries them."""
        return _BETWEEN.join(one.option.id for one in self.given)

    @property
    def before(self) -> str:
        """The answers without the last one: the way back."""
        return _BETWEEN.join(one.option.id for one in self.given[:-1])

    @property
    def number(self) -> int:
        """Which question of this walk it is, counted from 1."""
        return len(self.given) + 1


def walk(check: Check, answers: str) -> Place:
    """As far as the answers lead. What does not fit (made up, or of an older text) is left out, and the
    question that it was for is asked again."""
    given: list[Given] = []
    question: Question | None = check.questions[0]
    end: End | None = None
    codes = dict(check.codes)
    for id in _split(answers):
        option = question.option(id) if question else None
        if question is None or option is None:
            break
        given.append(Given(question, option))
        codes |= option.codes
        question, end = check.question(option.to), check.end(option.to)
    return Place(tuple(given), question, end, codes)


def with_answer(answers: str, answer: str) -> str:
    """The walk with one answer more."""
    return f"{answers}{_BETWEEN}{answer}" if answers and answer else answers or answer


def left(check: Check, place: Place) -> int:
    """How many questions are left at most, this one too: what a line of knots shows."""
    return _longest(check, place.question.id) if place.question else 0


def _longest(check: Check, place: str) -> int:
    question = check.question(place)
    return 1 + max(_longest(check, option.to) for option in question.options) if question else 0


def _split(answers: str) -> Sequence[str]:
    return answers[:LONGEST].split(_BETWEEN) if answers else ()
