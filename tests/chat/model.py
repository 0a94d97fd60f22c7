"""Delivery without a database or a network: the book that the writer keeps, and a browser's half of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hulplijn.channels.chat.rules import Bringing

Frame = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A message in its place."""

    id: str
    number: int


@dataclass
class Book:
    """One conversation as the writer keeps it: numbers without gaps, each id once, nothing after the end."""

    entries: list[Entry] = field(default_factory=list)
    seen: int = 0
    is_open: bool = True

    def say(self, id: str) -> Frame:
        """The answer to a saying."""
        known = next((entry for entry in self.entries if entry.id == id), None)
        if known is None and not self.is_open:
            return {"t": "refused", "id": id, "code": "closed"}
        if known is None:
            known = Entry(id, len(self.entries) + 1)
            self.entries.append(known)
        return {"t": "ack", "id": id, "n": known.number}

    def see(self, number: int) -> None:
        self.seen = max(self.seen, number)

    def end(self) -> None:
        self.say("end")
        self.is_open = False


@dataclass
class Server:
    """The server's end of one browser's lines."""

    book: Book = field(default_factory=Book)
    bringing: Bringing = field(default_factory=Bringing)

    def hear(self, frame: Frame) -> list[Frame]:
        if frame["t"] == "say":
            return [self.book.say(frame["id"])]
        self.bringing.hello(frame["last"])
        return self.news()

    def news(self) -> list[Frame]:
        after = self.bringing.last or 0
        fresh = self.bringing.messages(self.book.entries[after:])
        told: list[Frame] = []
        if fresh:
            told.append({"t": "messages", "list": [[entry.id, entry.number] for entry in fresh]})
        state = self.bringing.state({"t": "state", "seen": self.book.seen})
        return [*told, state] if state else told

    def lose_line(self) -> None:
        self.bringing = Bringing()

    def say_other(self, id: str) -> None:
        self.book.say(id)

    def see_other(self, number: int) -> None:
        self.book.see(number)

    def end(self) -> None:
        self.book.end()


@dataclass
class Page:
    """A browser's half, as `delivery.ts` is one."""

    last: int = 0
    seen: int = 0
    outgoing: dict[str, str] = field(default_factory=dict)
    shown: list[Entry] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)

    def say(self, id: str) -> Frame:
        self.outgoing[id] = "sending"
        return {"t": "say", "id": id}

    def opening(self) -> list[Frame]:
        pending = [id for id, state in self.outgoing.items() if state == "sending"]
        return [{"t": "hello", "last": self.last}, *({"t": "say", "id": id} for id in pending)]

    def hear(self, frame: Frame) -> list[Frame]:
        if frame["t"] == "ack":
            self._sent(frame["id"], frame["n"])
        elif frame["t"] == "refused" and self.outgoing.get(frame["id"]) == "sending":
            self.outgoing[frame["id"]] = "refused"
        elif frame["t"] == "state":
            self.seen = max(self.seen, frame["seen"])
        elif frame["t"] == "messages":
            for id, number in frame["list"]:
                if number > self.last + 1:
                    return [{"t": "hello", "last": self.last}]
                if number == self.last + 1:
                    self.last = number
                    self._sent(id, number)
                    self.shown.append(Entry(id, number))
        return []

    def _sent(self, id: str, number: int) -> None:
        if id in self.outgoing:
            self.outgoing[id] = "sent"
            self.acknowledged[id] = number
