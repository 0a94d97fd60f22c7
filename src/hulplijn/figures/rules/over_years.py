"""Codes over the years: which ones are counted together because a list changed in between. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Together:
    """Codes that stand in one row of a comparison; `notes` are the numbers of the changes between them."""

    codes: tuple[str, ...]
    notes: tuple[int, ...] = ()


def together(codes: Iterable[str], changes: Iterable[Mapping[str, Iterable[str]]]) -> list[Together]:
    """The rows of a comparison, in the order of `codes`.

    What was renamed, split or put together is one row, for its parts cannot be told apart in every year.
    """
    order, owner = list(codes), {}
    groups: dict[str, list[str]] = {}
    for code in order:
        owner[code] = code
        groups[code] = [code]
    notes: dict[str, set[int]] = {code: set() for code in order}
    for number, was in enumerate(changes):
        for old, new in was.items():
            known = [code for code in (old, *new) if code in owner]
            for code in known[1:]:
                first, other = owner[known[0]], owner[code]
                if first != other:
                    for one in groups[other]:
                        owner[one] = first
                    groups[first] += groups.pop(other)
                    notes[first] |= notes.pop(other)
            if known:
                notes[owner[known[0]]].add(number)
    place = {code: at for at, code in enumerate(order)}
    found = [
        Together(tuple(sorted(inside, key=place.__getitem__)), tuple(sorted(notes[first])))
        for first, inside in groups.items()
    ]
    return sorted(found, key=lambda one: place[one.codes[0]])
