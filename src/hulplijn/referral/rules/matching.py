"""Which partner fits, by coded facts alone, and by which of them. Pure: facts and lists in, a fit out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN = ("", "unknown", "other")
"""What says nothing about somebody, so that it speaks for no partner and against none."""
_BY_REASON, _BY_GROUP, _BY_FACT, _OPEN = 6, 4, 2, 1


@dataclass(frozen=True)
class Facts:
    """What is coded of somebody; empty where it is not known. `region` is an ISO 3166 code."""

    reason: str = ""
    group: str = ""
    age: str = ""
    role: str = ""
    language: str = ""
    region: str = ""


@dataclass(frozen=True)
class Offer:
    """For whom a partner is; an empty list means everybody. `abroad`: only for who lives there."""

    reasons: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    abroad: bool = False


@dataclass(frozen=True)
class Fit:
    """Whether a partner fits; `because` and `against` name the facts that decided, the subject first."""

    fits: bool
    weight: int
    because: tuple[str, ...]
    against: tuple[str, ...]


def fit(facts: Facts, offer: Offer, *, is_open: bool | None = None) -> Fit:
    """How well `offer` fits `facts`.

    It fits where the reason or its group is named and no known fact speaks against it. A reason weighs more
    than its group, each other fact that is named adds to it, and who is open now goes before who is not.
    """
    by_reason = facts.reason not in UNKNOWN and facts.reason in offer.reasons
    by_group = facts.group not in UNKNOWN and facts.group in offer.groups
    because = ["reason" if by_reason else "group"] if by_reason or by_group else []
    against: list[str] = []
    for name, known, wanted in _asked(facts, offer):
        if known in UNKNOWN or not wanted:
            continue
        (because if _is_within(known, wanted) else against).append(name)
    fits = (by_reason or by_group) and not against and ("region" in because or not offer.abroad)
    weight = _BY_REASON if by_reason else _BY_GROUP if by_group else 0
    weight += _BY_FACT * sum(name not in ("reason", "group") for name in because)
    return Fit(fits, weight + (_OPEN if is_open else 0), tuple(because), tuple(against))


def _asked(facts: Facts, offer: Offer) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    yield "age", facts.age, offer.ages
    yield "role", facts.role, offer.roles
    yield "language", facts.language, offer.languages
    yield "region", facts.region, offer.regions


def _is_within(known: str, wanted: tuple[str, ...]) -> bool:
    """A part of a country lies within it: NL-NH is served by who serves NL."""
    return known in wanted or known.partition("-")[0] in wanted
