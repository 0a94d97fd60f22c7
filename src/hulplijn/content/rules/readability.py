"""How hard a text is to read, by a simple measure that works in Dutch and English alike. Pure.

LIX (Björnsson 1968): the average number of words in a sentence, plus the share of long words in per cent. It
knows nothing of meaning, so a low number proves nothing; a high one says that sentences or words are long.
The browser counts the same way (`workspace/browser/readability.ts`); both are held to the same examples.
"""

from __future__ import annotations

import re
from typing import Literal

Level = Literal["easy", "fair", "hard"]

LONG = 7
"""Letters from which a word is long; LIX says more than six."""
EASY, FAIR = 35, 45
"""Up to these numbers a text is easy, or fair: about that of a children's book and of a newspaper."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,-]\d+)*")
_SENTENCE = re.compile(r"[.!?:;…]+(?=\s|$|[”\"'’)])|\n+")


def lix(text: str) -> int:
    """The number of `text`, rounded; 0 where it has no words."""
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = max(1, sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text)))
    long = sum(len(word) >= LONG and not word[0].isdigit() for word in words)
    # Half up, as the browser does it.
    return int(len(words) / sentences + 100 * long / len(words) + 0.5)


def longest_sentence(text: str) -> int:
    """The number of words in the longest sentence of `text`."""
    return max(len(_WORD.findall(part)) for part in _SENTENCE.split(text))


def level_of(text: str) -> Level:
    """Whether `text` is easy, fair or hard to read."""
    number = lix(text)
    return "easy" if number <= EASY else "fair" if number <= FAIR else "hard"
