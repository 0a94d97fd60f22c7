"""What one person has of one conversation: her log on disk, what is on its way, what she was shown."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass, field
from pathlib import Path


class SenderLog:
    """A person's own log. What it holds as acknowledged is flushed to disk first, and is what judges."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._out = file.open("a")
        self.entries = 0

    def sent(self, conversation: str, client_id: str, text: str) -> None:
        self._enter(t="sent", c=conversation, id=client_id, text=text)

    def acknowledged(self, conversation: str, client_id: str, number: int) -> None:
        self._enter(t="acked", c=conversation, id=client_id, n=number)
        os.fsync(self._out.fileno())

    def kept(self, what: str, contact: str, text: str) -> None:
        """A note or a draft that the server said it has."""
        self._enter(t=what, c=contact, text=text)
        os.fsync(self._out.fileno())

    def _enter(self, **line: object) -> None:
        self._out.write(json.dumps(line) + "\n")
        self._out.flush()
        self.entries += 1

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.file.read_text().splitlines()]


@dataclass
class Shown:
    """A message as it came to a browser."""

    n: int
    id: str
    sender: str
    text: str
    event: str


@dataclass
class Sheet:
    """A person's side of a conversation: the same rules as `browser/delivery.ts`."""

    log: SenderLog
    whose: str
    conversation: str = ""
    last: int = 0
    seen: int = 0
    pending: dict[str, str] = field(default_factory=dict)
    shown: dict[int, Shown] = field(default_factory=dict)
    how: str = ""
    """How the conversation ended; empty while it goes on."""
    wrongs: list[str] = field(default_factory=list)

    def say(self, text: str) -> str:
        """Something to send; it stays pending until it is acknowledged."""
        client_id = str(uuid.uuid4())
        self.pending[client_id] = text
        self.log.sent(self.conversation, client_id, text)
        return client_id

    def acked(self, client_id: str, number: int) -> None:
        if self.pending.pop(client_id, None) is not None:
            self.log.acknowledged(self.conversation, client_id, number)

    def refused(self, client_id: str) -> None:
        """The server does not take it: the conversation has ended."""
        self.pending.pop(client_id, None)

    def received(self, messages: list[dict[str, object]]) -> bool:
        """Show what is new, in order; True where something is missing and must be asked for again."""
        for message in messages:
            one = Shown(
                int(str(message["n"])),
                str(message["id"]),
                str(message["from"]),
                str(message["text"]),
                str(message["event"]),
            )
            if one.n <= self.last:
                before = self.shown.get(one.n)
                if before and before != one:
                    self.wrongs.append(f"{self.whose}: number {one.n} was {before} and is now {one}")
                continue
            if one.n != self.last + 1:
                return True
            self.shown[one.n], self.last = one, one.n
            if one.id in self.pending and one.sender == self.whose:
                self.acked(one.id, one.n)
        return False
