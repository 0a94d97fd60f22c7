"""Finding a partner by a few letters. Pure; `workspace/browser/search.ts` does the same at each letter."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """`text` as it is compared: small letters, no accents."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def is_found(typed: str, says: str) -> bool:
    """Whether every word of `typed` stands in `says`."""
    within = folded(says)
    return all(word in within for word in folded(typed).split())
