"""Shapes of the lists of codes, their roll-ups and how they changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hulplijn.content.errors import NoSuchContent
from hulplijn.content.texts import Text


@dataclass(frozen=True)
class Code:
    """One value that can be ticked. `extra` holds what only its own list knows, such as `service_type`."""

    code: str
    label: Text
    definition: Text
    group: str = ""
    rolls_up_to: Mapping[str, str] = field(default_factory=dict)
    until: date | None = None
    """The last day on which it is ticked; it keeps its place and its name for the years before."""
    example: Text | None = None
    """Something that somebody might say, or that happens, to which this code belongs."""
    extra: Mapping[str, object] = field(default_factory=dict)

    def is_(self, flag: str) -> bool:
        """Whether the list gives this code `flag`, such as `sextortion` or `staffed`."""
        return self.extra.get(flag) is True

    def is_ticked(self, on: date | None) -> bool:
        """Whether it is still ticked for what began `on` that day; None asks of no day."""
        return on is None or self.until is None or on <= self.until


@dataclass(frozen=True)
class RollUp:
    """Coarser groups of a list: what is published, or what a network asks for."""

    name: str
    label: Text
    groups: Mapping[str, Text]


@dataclass(frozen=True)
class Change:
    """From `since` on, what `was` one code is counted under another, or under several; `note` says it."""

    since: date
    was: Mapping[str, tuple[str, ...]]
    note: Text


@dataclass(frozen=True)
class CodeList:
    """A published list. `version` goes up when what a code means changes."""

    name: str
    version: int
    label: Text
    codes: tuple[Code, ...]
    groups: Mapping[str, Text]
    roll_ups: Mapping[str, RollUp]
    changes: tuple[Change, ...] = ()

    def __contains__(self, code: object) -> bool:
        return any(one.code == code for one in self.codes)

    def get(self, code: str) -> Code:
        """The code with its label.

        Raises:
            NoSuchContent: the list has no such code.
        """
        for one in self.codes:
            if one.code == code:
                return one
        raise NoSuchContent(f"{self.name} has no code {code}")

    def label_of(self, code: str) -> Text:
        return self.get(code).label

    def roll_up(self, name: str, code: str) -> str:
        """The group of roll-up `name` that `code` falls in.

        Raises:
            NoSuchContent: the list has no such roll-up or code.
        """
        if name not in self.roll_ups:
            raise NoSuchContent(f"{self.name} has no roll-up {name}")
        return self.get(code).rolls_up_to[name]

    def flagged(self, flag: str) -> frozenset[str]:
        """The codes that carry `flag`."""
        return frozenset(one.code for one in self.codes if one.is_(flag))
