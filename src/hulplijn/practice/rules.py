"""What a scripted visitor does next, and what a good talk with her had. Pure.

A phrase is found where its words stand in their order with at most `BETWEEN` others between two of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hulplijn.content.practice_shapes import Answer, Goal, Phrases, Script
from hulplijn.content.texts import Text

BETWEEN = 2
THINKS = timedelta(seconds=3)
"""A counsellor often says a thing in two messages: she waits for so long before she answers."""
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Talk:
    """How a talk stands: what she did so far, and what the counsellor said (`words`, since she last
    answered) and ticked.

    `last_at` is when the counsellor spoke last, or the beginning.
    """

    began_at: datetime
    last_at: datetime
    turns: int = 0
    given: frozenset[str] = frozenset()
    fallbacks: int = 0
    words: tuple[str, ...] = ()
    ticked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Turn:
    """What she does: says `lines`, remembers the answer that they were, and leaves where it `ends`."""

    lines: tuple[Text, ...] = ()
    answer: str = ""
    is_fallback: bool = False
    ends: bool = False


def next_turn(script: Script, talk: Talk, at: datetime) -> Turn | None:
    """What she does at `at`; None where she waits."""
    if talk.turns == 0:
        return Turn(script.opening)
    if talk.words:
        return _to_words(script, talk) if at - talk.last_at >= THINKS else None
    for one in _open(script, talk):
        is_time = bool(one.minutes) and at - talk.began_at >= timedelta(minutes=one.minutes)
        if is_time or (one.ticked and one.ticked in talk.ticked):
            return _given(one)
    if at - talk.last_at >= timedelta(minutes=script.patience):
        return Turn(script.leaving, ends=True)
    return None


def _to_words(script: Script, talk: Talk) -> Turn:
    for one in _open(script, talk):
        if says(talk.words, one.phrases):
            return _given(one)
    if not script.fallback:
        return Turn()
    return Turn((script.fallback[talk.fallbacks % len(script.fallback)],), is_fallback=True)


def _open(script: Script, talk: Talk) -> Iterable[Answer]:
    return (one for one in script.answers if one.id not in talk.given and {*one.after} <= talk.given)


def _given(one: Answer) -> Turn:
    return Turn(one.say, one.id, ends=one.ends)


def says(texts: Iterable[str], phrases: Phrases) -> bool:
    """Whether one of `texts` holds one of `phrases`."""
    return any(_holds(words_of(text), phrase) for text in texts for phrase in phrases)


def words_of(text: str) -> list[str]:
    """The words of `text`: small letters without accents, and figures."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "").replace("'", ""))
    return [word for word in _NOT_A_WORD.split(plain.encode("ascii", "ignore").decode()) if word]


def _holds(words: Sequence[str], phrase: Sequence[tuple[str, ...]]) -> bool:
    return any(_from(words, start, phrase) for start in range(len(words)))


def _from(words: Sequence[str], start: int, phrase: Sequence[tuple[str, ...]]) -> bool:
    if not _stands(words[start], phrase[0]):
        return False
    if len(phrase) == 1:
        return True
    further = range(start + 1, min(start + 2 + BETWEEN, len(words)))
    return any(_from(words, place, phrase[1:]) for place in further)


def _stands(word: str, place: Collection[str]) -> bool:
    return any(word.startswith(one[:-1]) if one.endswith("*") else word == one for one in place)


@dataclass(frozen=True)
class Done:
    """What the counsellor did in the whole talk. `coded` holds her codes by field."""

    asked_suicide: bool = False
    ticked: frozenset[str] = frozenset()
    coded: dict[str, str] = field(default_factory=dict)
    referred: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


def is_met(goal: Goal, script: Script, done: Done) -> bool:
    """Whether a talk in which this was done had what `goal` asks."""
    if goal.asked:
        return done.asked_suicide
    if goal.ticked:
        return goal.ticked in done.ticked
    if goal.coded:
        return done.coded.get(goal.coded, "") in script.facts.get(goal.coded, ())
    if goal.referred:
        return bool(done.referred & {*goal.referred})
    if goal.said:
        return says(done.words, goal.said)
    return not says(done.words, goal.unsaid)
