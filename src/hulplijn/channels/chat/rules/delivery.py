"""The server's half of delivery for one connection: what its browser has, and what it must still get.

Its twin in the browser is `browser/delivery.ts`; both pass the conversations in `tests/chat/examples`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar


class Numbered(Protocol):
    """A message with its place in the conversation."""

    @property
    def number(self) -> int: ...


M = TypeVar("M", bound=Numbered)


@dataclass
class Bringing:
    """Nothing is brought before the browser has said what it has (`hello`)."""

    last: int | None = None
    """The highest number up to which the browser has everything."""
    _told: dict[str, Any] = field(default_factory=dict)

    def hello(self, last: int) -> None:
        """The browser says that it has all up to `last`. It may say so again, and may go back."""
        self.last = last
        self._told = {}

    def messages(self, read: Sequence[M]) -> list[M]:
        """Of what was read, in order, what must be brought: nothing twice, and nothing past a gap."""
        fresh: list[M] = []
        for message in read:
            if self.last is None or message.number > self.last + 1:
                break
            if message.number == self.last + 1:
                self.last = message.number
                fresh.append(message)
        return fresh

    def state(self, now: dict[str, Any]) -> dict[str, Any] | None:
        """The state where it must be told: after a hello, and when it has changed since."""
        if self.last is None or now == self._told:
            return None
        self._told = dict(now)
        return now

    def state_with(self, facts: dict[str, Any]) -> dict[str, Any] | None:
        """The last state that was told with `facts` in it, where that is another."""
        return self.state({**self._told, **facts})

    def is_told(self, name: str, value: object) -> bool:
        """Whether the last state that was told says so."""
        return self._told.get(name) == value
