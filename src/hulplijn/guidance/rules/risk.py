"""Words of danger in what a visitor writes. Pure; they may raise, and never lower.

A phrase is found where its words stand in their order with at most `BETWEEN` others between two of them.
A "not" in between changes nothing: who writes that she does not want to die thinks of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hulplijn.content.shapes import RiskSign

BETWEEN = 2
FORGIVING = 6
"""From this length on a word may have one slip: a letter too many, too few, wrong, or two swapped."""

_LONG_RUN = re.compile(r"(.)\1{2,}")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘`´]")

Place = frozenset[int]
"""Numbers of the vocabulary's words that may stand here."""


@dataclass(frozen=True)
class LanguageRules:
    """The signs, made ready for reading; make them once with `rules_of`."""

    words: dict[str, int]
    beginnings: dict[str, int]
    slips: dict[str, frozenset[int]]
    starts: dict[int, tuple[tuple[RiskSign, tuple[Place, ...]], ...]]
    reaches: frozenset[int] = field(default_factory=frozenset)
    """Lengths of the beginnings."""


def rules_of(signs: Iterable[RiskSign]) -> LanguageRules:
    """`signs` ready for `sign_in`."""
    words: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    starts: dict[int, list[tuple[RiskSign, tuple[Place, ...]]]] = {}

    def number(word: str) -> int:
        book = beginnings if word.endswith("*") else words
        return book.setdefault(word.rstrip("*"), len(words) + len(beginnings))

    for sign in signs:
        for phrase in sign.phrases:
            places = tuple(frozenset(number(word) for word in place) for place in phrase)
            for first in places[0]:
                starts.setdefault(first, []).append((sign, places))
    slips: dict[str, set[int]] = {}
    for word, its in words.items():
        if len(word) >= FORGIVING:
            for shape in _one_less(word):
                slips.setdefault(shape, set()).add(its)
    return LanguageRules(
        words,
        beginnings,
        {shape: frozenset(its) for shape, its in slips.items()},
        {first: tuple(rows) for first, rows in starts.items()},
        frozenset(len(one) for one in beginnings),
    )


def sign_in(text: str, rules: LanguageRules) -> RiskSign | None:
    """The gravest sign in `text`, the first of the list among equals; None where there is none."""
    read = [_known(token, rules) for token in _tokens(text)]
    found: RiskSign | None = None
    for here, known in enumerate(read):
        for word in known:
            for sign, places in rules.starts.get(word, ()):
                if (found is None or sign.level > found.level) and _follows(read, here, places[1:]):
                    found = sign
    return found


def level_of(text: str, rules: LanguageRules) -> int:
    """How urgent `text` makes its writer: 0, 1 (raised) or 2 (danger)."""
    sign = sign_in(text, rules)
    return sign.level if sign else 0


def _follows(read: list[Place], here: int, places: tuple[Place, ...]) -> bool:
    if not places:
        return True
    return any(
        read[there] & places[0] and _follows(read, there, places[1:])
        for there in range(here + 1, min(here + BETWEEN + 2, len(read)))
    )


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return _NOT_A_WORD.sub(" ", plain).split()


def _known(token: str, rules: LanguageRules) -> Place:
    """The words of the vocabulary that `token` can be; "doooood" is read as "dood" and "dod"."""
    found: set[int] = set()
    forms = {token, *_shortened(token)}
    for form in forms:
        if form in rules.words:
            found.add(rules.words[form])
        found |= {
            rules.beginnings[form[:reach]] for reach in rules.reaches if form[:reach] in rules.beginnings
        }
    if not found and len(token) >= FORGIVING - 1:
        for shape in _one_less(token):
            found |= rules.slips.get(shape, frozenset())
    return frozenset(found)


def _shortened(token: str) -> Iterator[str]:
    if not _LONG_RUN.search(token):
        return
    yield _LONG_RUN.sub(r"\1\1", token)
    yield _LONG_RUN.sub(r"\1", token)


def _one_less(word: str) -> Iterator[str]:
    """`word` itself and without each letter but the first: two words a slip apart share one of these."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]
