"""What a sign of danger does to the level of risk: it proposes one and raises the one that is shown. It
lowers nothing and decides nothing; a counsellor's own judgement is what is kept.
"""

from __future__ import annotations

LEVELS = ("none", "low", "raised", "acute")
"""From least to most."""
_PROPOSES = {0: "", 1: "raised", 2: "acute"}


def proposed(urgency: int) -> str:
    """The level that a form begins with for a contact that urgent; empty where nothing was seen."""
    return _PROPOSES[urgency]


def shown(level: str, *, then: int, now: int) -> str:
    """The level that a screen shows, for a `level` that was chosen when the contact was as urgent as `then`.

    Only what was seen since (`now` is more) counts, and only upwards: what was seen before, she had seen too.
    """
    sign = proposed(now) if now > then else ""
    return max(level, sign, key=_height)


def _height(level: str) -> int:
    return LEVELS.index(level) if level else -1
