"""The kinds of entry: typed facts that the rooms above enter in `AppConfig.ready()`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

_kinds: dict[str, type[Fact]] = {}


@dataclass(frozen=True)
class Fact:
    """One coded fact. Fields hold codes, tuples of codes, whole numbers, yes/no or None; never free text.

    `schema` rises when a field changes its meaning, so that old entries stay readable.
    """

    kind: ClassVar[str]
    schema: ClassVar[int] = 1

    def codes(self) -> dict[str, Any]:
        """The fields as they are stored."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


class UnknownKind(Exception):
    """A kind of entry that no room has registered."""


def register(fact: type[Fact]) -> None:
    """Make `fact` a kind of entry. Twice the same class is harmless; two of one name are a mistake."""
    known = _kinds.setdefault(fact.kind, fact)
    if known is not fact:
        raise ValueError(f"two kinds of entry are named {fact.kind}")


def registered() -> dict[str, type[Fact]]:
    """All kinds by name."""
    return dict(_kinds)


def named(kind: str) -> type[Fact]:
    """The kind of that name.

    Raises:
        UnknownKind: nobody registered it.
    """
    try:
        return _kinds[kind]
    except KeyError as unknown:
        raise UnknownKind(kind) from unknown


@dataclass(frozen=True)
class EarlierTotal(Fact):
    """A sum that was published before this ledger began, such as last year's advice questions."""

    kind: ClassVar[str] = "earlier_total"

    year: int
    measure: str
    value: int
    source: str
    """Code of where the sum comes from: published, or derived_from_growth."""


register(EarlierTotal)
