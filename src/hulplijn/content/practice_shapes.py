"""A scripted visitor, with whom a counsellor practises. Everything here is fixed after reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hulplijn.content.texts import Text

Phrases = tuple[tuple[tuple[str, ...], ...], ...]
"""Each phrase is a row of places; each place holds the words that may stand there, "word*" a beginning."""


@dataclass(frozen=True)
class Answer:
    """What she says once, when the counsellor says one of `phrases`, ticks the item `ticked` of the plan, or
    has let `minutes` go by since the talk began.

    `after` names answers that must have been given before; `ends`: she says it and leaves.
    """

    id: str
    say: tuple[Text, ...]
    phrases: Phrases = ()
    ticked: str = ""
    minutes: int = 0
    after: tuple[str, ...] = ()
    ends: bool = False


@dataclass(frozen=True)
class Goal:
    """What belongs to a good talk with her. Exactly one of the others says how it is seen.

    `asked`: the question about suicide was asked and noted. `ticked`: this item of the plan. `coded`: this
    field has one of the codes that are right for her. `referred`: one of these was named. `said`, `unsaid`:
    the counsellor used one of these phrases, or none of them.
    """

    id: str
    text: Text
    asked: bool = False
    ticked: str = ""
    coded: str = ""
    referred: tuple[str, ...] = ()
    said: Phrases = ()
    unsaid: Phrases = ()


@dataclass(frozen=True)
class Script:
    """One scripted visitor. `facts` are the codes that are right for her, by field.

    `opening` is what she says first, empty for who is silent. After `patience` minutes without a word of
    the counsellor she says `leaving` and goes. `fallback` is said in turn where nothing else fits.
    """

    id: str
    place: int
    title: Text
    about: Text
    about_someone_else: bool
    facts: Mapping[str, tuple[str, ...]]
    opening: tuple[Text, ...]
    answers: tuple[Answer, ...]
    fallback: tuple[Text, ...]
    leaving: tuple[Text, ...]
    patience: int
    goals: tuple[Goal, ...] = field(default=())
