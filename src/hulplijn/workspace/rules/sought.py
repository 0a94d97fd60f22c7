"""Which cases somebody looks for: by reference and by coded facts. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

CODED = ("reason", "age", "platform", "channel")
NAMES = {"reason": "reden", "age": "leeftijd", "platform": "platform", "channel": "kanaal"}
"""The name in the address of each list."""


@dataclass(frozen=True)
class Sought:
    """What a case must have; empty where it does not matter. One contact of it has all the coded facts."""

    reference: str = ""
    reason: str = ""
    age: str = ""
    platform: str = ""
    channel: str = ""
    since: date | None = None
    until: date | None = None
    open_tasks: bool = False
    to_wrap_up: bool = False

    @property
    def is_anything(self) -> bool:
        return self != Sought()

    @property
    def has_facts(self) -> bool:
        """Whether more is sought than a reference."""
        return self != Sought(reference=self.reference)


def sought_in(asked: Mapping[str, str], known: Mapping[str, Collection[str]]) -> Sought:
    """What an address asks for; codes that are on no list and days that are none are left out."""
    codes = {name: asked.get(NAMES[name], "") for name in CODED}
    return Sought(
        reference=asked.get("kenmerk", "").strip()[:12],
        since=_day(asked.get("van", "")),
        until=_day(asked.get("tot", "")),
        to_wrap_up=asked.get("afronden") == "ja",
        open_tasks=asked.get("taken") == "open",
        **{name: code if code in known[name] else "" for name, code in codes.items()},
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
