"""The one place that hides small cells, so that no count of one to four people can be read or worked out.

What a reader may know: every total, how many cells are marked small (one to four) and withheld (five or
more, hidden to protect a small one), and these rules. What must hold: each cell that is marked small could
still be any number from one to four. A block that cannot reach that is withheld as a whole, with its zeros.

Cells are withheld by their place and never by their size, because a choice by size would itself tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
"""The smallest count that is shown, zero aside."""

SMALL, WITHHELD = "small", "withheld"


@dataclass(frozen=True)
class Shown:
    """What may be seen of a cell: its count, or the sign that stands for it."""

    count: int | None
    sign: str = ""


def is_small(count: int) -> bool:
    return 0 < count < LEAST


def protect(counts: Sequence[int], *, first: Sequence[int] = ()) -> list[Shown]:
    """One block: cells that add up to a total which is published.

    `first` are the places to withhold first (an *unknown* row costs the reader least). A table whose
    subtotals are published is one block for each subtotal.
    """
    small = {place for place, count in enumerate(counts) if is_small(count)}
    if not small:
        return [Shown(count) for count in counts]
    order = [*first, *(place for place in range(len(counts)) if place not in first)]
    spare = [place for place in order if counts[place] >= LEAST]
    withheld: set[int] = set()
    while not _free(sum(counts[place] for place in small | withheld), len(small), len(withheld)):
        if not spare:
            return [Shown(None, WITHHELD) for _ in counts]
        withheld.add(spare.pop(0))
    return [_shown(count, place, small, withheld) for place, count in enumerate(counts)]


def protect_overlapping(counts: Sequence[int], *, whole: int, first: Sequence[int] = ()) -> list[Shown]:
    """Cells that may count one contact more than once; together they cover the published `whole`.

    Subtraction does not work here, but covering does: what the visible cells cannot cover must lie in
    the hidden ones. So the visible ones, with one small cell at its least, must be able to cover it.
    """
    small = {place for place, count in enumerate(counts) if is_small(count)}
    if not small:
        return [Shown(count) for count in counts]
    if is_small(whole):
        return [Shown(None, WITHHELD) for _ in counts]
    visible = sum(count for place, count in enumerate(counts) if place not in small)
    withheld: set[int] = set()
    if whole > visible + 1 + (LEAST - 1) * (len(small) - 1):
        order = [*first, *(place for place in range(len(counts)) if place not in first)]
        spare = [place for place in order if counts[place] >= LEAST]
        if not spare:
            return [Shown(None, WITHHELD) for _ in counts]
        withheld.add(spare[0])
    return [_shown(count, place, small, withheld) for place, count in enumerate(counts)]


def protect_alone(count: int) -> Shown:
    """A count that no published sum contains."""
    return Shown(None, SMALL) if is_small(count) else Shown(count)


def _free(hidden: int, small: int, withheld: int) -> bool:
    """Whether a known sum of hidden cells leaves each small one every value from one to four."""
    most = LEAST - 1
    room_above = hidden >= most + (small - 1) + LEAST * withheld
    room_below = withheld > 0 or hidden <= 1 + most * (small - 1)
    return room_above and room_below


def _shown(count: int, place: int, small: set[int], withheld: set[int]) -> Shown:
    if place in small:
        return Shown(None, SMALL)
    return Shown(None, WITHHELD) if place in withheld else Shown(count)
