"""Totals of activities: how many, how many people, how many hours, and what nobody counted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Counted(Protocol):
    """What a total is made of; None is what nobody counted."""

    @property
    def kind(self) -> str: ...
    @property
    def reached(self) -> int | None: ...
    @property
    def minutes(self) -> int | None: ...


@dataclass(frozen=True)
class Total:
    """`uncounted`: of how many activities nobody knows whom they reached, so that the sum is a least one."""

    kind: str
    number: int
    reached: int
    uncounted: int
    minutes: int

    @property
    def hours(self) -> float:
        return self.minutes / 60


def totals(activities: Iterable[Counted], kinds: Sequence[str]) -> list[Total]:
    """One total for each kind that occurs, in the order of the list; a kind that left the list comes last."""
    found: dict[str, list[Counted]] = {}
    for one in activities:
        found.setdefault(one.kind, []).append(one)
    order = [*kinds, *sorted(set(found) - set(kinds))]
    return [_total(kind, found[kind]) for kind in order if kind in found]


def whole(parts: Iterable[Total]) -> Total:
    """All kinds together; its kind is empty."""
    each = list(parts)
    return Total(
        "",
        sum(one.number for one in each),
        sum(one.reached for one in each),
        sum(one.uncounted for one in each),
        sum(one.minutes for one in each),
    )


def _total(kind: str, those: Sequence[Counted]) -> Total:
    return Total(
        kind,
        len(those),
        sum(one.reached or 0 for one in those),
        sum(one.reached is None for one in those),
        sum(one.minutes or 0 for one in those),
    )
