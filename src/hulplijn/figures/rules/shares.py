"""Shares, changes and the fractions that people say for them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_SAID = {
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
    "half": Fraction(1, 2),
    "two_thirds": Fraction(2, 3),
    "three_quarters": Fraction(3, 4),
}
_EXACT = Fraction(1, 200)
_ONE_IN = Fraction(1, 100)
_NEAR = Fraction(5, 100)


@dataclass(frozen=True)
class Share:
    """A part of a whole, both kept, so that a figure can always say of what it is a share."""

    part: int
    whole: int

    @property
    def exact(self) -> Fraction:
        return Fraction(self.part, self.whole)

    @property
    def percent(self) -> int:
        """Whole hundredths, halves up. Each share is rounded by itself: the sum need not be a hundred."""
        return (200 * self.part + self.whole) // (2 * self.whole)

    @property
    def under_one(self) -> bool:
        """Something, and yet it rounds to nothing: written as less than one per cent."""
        return self.part > 0 and self.percent == 0


def share(part: int | None, whole: int | None) -> Share | None:
    """The share, or None where either is withheld or there is no whole."""
    return Share(part, whole) if part is not None and whole else None


def change(now: int | None, before: int | None) -> Fraction | None:
    """Growth as tenths of a per cent, halves away from zero; None where nothing can be compared."""
    if now is None or not before:
        return None
    tenths = Fraction(1000 * (now - before), before)
    size = (2 * abs(tenths) + 1) // 2
    return Fraction(size if tenths >= 0 else -size, 10)


def mean(total: int, n: int) -> int | None:
    """Whole cents, halves up; None of nobody."""
    return (2 * total + n) // (2 * n) if n else None


def said(part: Share | None) -> tuple[str, str] | None:
    """How a share is said, or None where only the per cent says it well.

    Within half a hundredth it is the fraction itself; up to five below it is `almost` that fraction and up
    to five above it is `over`. Where two fractions compete, the nearest one wins.
    """
    if part is None:
        return None
    name, fraction = min(_SAID.items(), key=lambda one: abs(part.exact - one[1]))
    distance = part.exact - fraction
    if abs(distance) < _EXACT:
        return ("exactly", name)
    if abs(distance) > _NEAR:
        return None
    return ("almost" if distance < 0 else "over", name)


def one_in(part: Share | None) -> int | None:
    """The k of *one in k*, from 2 to 10, where the share is within one hundredth of it."""
    if part is None or not part.part:
        return None
    k = round(1 / part.exact)
    return k if 2 <= k <= 10 and abs(part.exact - Fraction(1, k)) < _ONE_IN else None
