"""Return codes: how one is drawn, how what somebody types is read, and how wrong ones are slowed. Pure."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from hulplijn.content.rules.codewords import slips
from hulplijn.plumbing.rules import Pace as Pace

WORDS = 4
"""Four of 1,024 words: forty bits."""

LASTS = timedelta(days=365)
"""From its last use, or its making: a sheet of paper that is found years later opens nothing."""

Words = tuple[str, ...]


def draw(words: Words, rng: random.Random) -> Words:
    """A new code."""
    return tuple(rng.choice(words) for _ in range(WORDS))


def is_over(made_at: datetime, last_used_at: datetime | None, at: datetime) -> bool:
    """Whether a code opens nothing any more."""
    return at - (last_used_at or made_at) >= LASTS


def typed_words(text: str) -> Words:
    """The words of what somebody typed: capitals, accents and what stands between words don't matter."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(re.findall(r"[a-z]+", plain.lower()))


def readings(typed: Words, lists: Sequence[Words]) -> list[Words]:
    """Which codes `typed` can mean: one for each list that has all its words, or a word one slip from each.

    The lists are public, so that mending a slip tells nothing about which codes there are.
    """
    found = [[_meant(word, words) for word in typed] for words in lists]
    whole = [tuple(word for word in reading if word) for reading in found]
    return list(dict.fromkeys(reading for reading in whole if len(reading) == WORDS))


def unknown_words(typed: Words, lists: Sequence[Words]) -> Words:
    """The typed words that are on no list, not even with a slip."""
    return tuple(word for word in typed if not any(_meant(word, words) for words in lists))


def _meant(word: str, words: Words) -> str | None:
    known = _by_slip(words)
    if word in known:
        return word
    near = {known[slip] for slip in slips(word) if slip in known}
    return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=8)
def _by_slip(words: Words) -> dict[str, str]:
    return {slip: word for word in words for slip in (word, *slips(word))}


HERS = Pace(timedelta(seconds=30), 5)
"""For one address: five slips at once, then one every half minute."""
ALL = Pace(timedelta(seconds=1), 60)
"""For everybody together who has been wrong before."""
FLOOD = Pace(timedelta(seconds=0.1), 100)
"""For everybody together. With a thousand codes in use, guessing at this pace for a day finds one with a
chance of one in a thousand; and whoever has a right code waits a tenth of a second at most."""
