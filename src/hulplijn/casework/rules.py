"""References that can be said aloud. Pure."""

from __future__ import annotations

import random

_LETTERS = "ABCDEFGHJKLMNPRSTUWXYZ"
"""Without I, O and Q, which are misread, and V, which begins a notice's reference."""
_TRIES_BEFORE_LONGER = 8


def draw_reference(rng: random.Random, attempt: int) -> str:
    """A reference such as "K7-214". One of 220,000; after eight that are taken it gets another digit."""
    digits = 3 + attempt // _TRIES_BEFORE_LONGER
    return f"{rng.choice(_LETTERS)}{rng.randrange(10)}-{rng.randrange(10**digits):0{digits}d}"
