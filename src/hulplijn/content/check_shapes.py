"""The situation check of a step plan: a few questions, each with one tap, to an end that says what to do.

Everything here is fixed after reading.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hulplijn.content.texts import Text


@dataclass(frozen=True)
class Option:
    """One answer. `codes` are the coded facts that it gives; `to` is the question or end that comes next."""

    id: str
    text: Text
    codes: Mapping[str, str]
    to: str


@dataclass(frozen=True)
class Question:
    """One screen."""

    id: str
    text: Text
    hint: Text | None
    options: tuple[Option, ...]

    def option(self, id: str) -> Option | None:
        return next((one for one in self.options if one.id == id), None)


@dataclass(frozen=True)
class End:
    """Where a check ends: three things to do now, and what else helps.

    `partners` are codes of the list `referral_to`. With `danger` the numbers for now stand above everything.
    """

    id: str
    title: Text
    now: tuple[Text, ...]
    dont: tuple[Text, ...]
    proof: tuple[Text, ...]
    remove: tuple[Text, ...]
    tell: tuple[Text, ...]
    partners: tuple[str, ...]
    danger: bool = False


@dataclass(frozen=True)
class Check:
    """It begins with the first question. `codes` hold from the beginning on, such as the role of a parent."""

    questions: tuple[Question, ...]
    ends: tuple[End, ...]
    codes: Mapping[str, str]

    def question(self, id: str) -> Question | None:
        return next((one for one in self.questions if one.id == id), None)

    def end(self, id: str) -> End | None:
        return next((one for one in self.ends if one.id == id), None)

    def ways(self) -> Iterator[tuple[tuple[str, ...], End]]:
        """Every way through: the answers given, and the end that they lead to. A check has no loops."""
        if self.questions:
            yield from self._ways(self.questions[0].id, ())

    def _ways(self, place: str, given: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], End]]:
        end, question = self.end(place), self.question(place)
        if end is not None:
            yield given, end
        for option in question.options if question is not None else ():
            yield from self._ways(option.to, (*given, option.id))
