"""The network between people and the helpline, which can be cut: a proxy of TCP connections on loopback."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

UP, DOWN = "up", "down"
"""To the server, and to the browser."""
_LARGEST = 64 * 1024


@dataclass(eq=False)
class Wire:
    """One connection through the proxy, with what is wrong with it."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    deaf: set[str] = field(default_factory=set)
    late: dict[str, float] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    """How many bytes still pass in a direction, before the connection is cut in the middle."""

    def cut(self) -> None:
        """Break it on both sides at once; nothing that is on its way arrives."""
        for side in (self.client, self.server):
            side.transport.abort()

    def close(self) -> None:
        for side in (self.client, self.server):
            with suppress(OSError, RuntimeError):
                side.close()


class Proxy:
    """Passes connections on to one of `targets`, and breaks them when asked."""

    def __init__(self, *targets: int) -> None:
        self.targets = list(targets)
        self.wires: set[Wire] = set()
        self.broken: Counter[str] = Counter()
        self.closed = False
        self.port = 0
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server:
            self._server.close()
        for wire in list(self.wires):
            wire.cut()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.closed:
            writer.transport.abort()
            return
        server = await self._reach()
        if server is None:
            writer.transport.abort()
            return
        wire = Wire(writer, server[1])
        self.wires.add(wire)
        try:
            await asyncio.gather(
                self._pump(wire, UP, reader, server[1]), self._pump(wire, DOWN, server[0], writer)
            )
        except (OSError, asyncio.CancelledError):
            wire.cut()
        finally:
            self.wires.discard(wire)
            wire.close()

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        for port in random.sample(self.targets, len(self.targets)):
            with suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", port)
        return None

    async def _pump(
        self, wire: Wire, way: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while chunk := await reader.read(_LARGEST):
            if way in wire.deaf:
                continue
            if way in wire.late:
                await asyncio.sleep(wire.late[way])
            if way in wire.left:
                writer.write(chunk[: wire.left[way]])
                wire.left[way] -= len(chunk)
                if wire.left[way] <= 0:
                    await asyncio.sleep(0)
                    wire.cut()
                    return
                continue
            writer.write(chunk)
            await writer.drain()
        wire.close()

    def cut_one(self, rng: random.Random) -> int:
        """Break one connection."""
        return self._break("a connection cut", self._some(rng, 1))

    def cut_all(self, rng: random.Random) -> int:
        """Break every connection at once."""
        return self._break("all connections cut", list(self.wires))

    def cut_in_the_middle(self, rng: random.Random) -> int:
        """Let a few more bytes through one way, then break: a frame arrives in half."""
        way = rng.choice([UP, DOWN])
        chosen = [wire for wire in self._some(rng, 3) if way not in wire.left]
        for wire in chosen:
            wire.left[way] = rng.randrange(1, 60)
        self.broken["cut in the middle of a frame"] += bool(chosen)
        return len(chosen)

    async def half_open(self, rng: random.Random, seconds: float) -> int:
        """Swallow one direction while the other seems to work, then break."""
        way, chosen = rng.choice([UP, DOWN]), self._some(rng, 4)
        for wire in chosen:
            wire.deaf.add(way)
        await asyncio.sleep(seconds)
        return self._break(f"half open, nothing goes {way}", chosen)

    async def away(self, rng: random.Random, seconds: float) -> int:
        """No network for a while: all break, and no new connection comes through."""
        self.closed = True
        broken = self._break("no network at all", list(self.wires))
        await asyncio.sleep(seconds)
        self.closed = False
        return broken

    def delay(self, rng: random.Random) -> None:
        """Make some connections slow; that breaks nothing, so it is not counted."""
        for wire in self._some(rng, 2):
            wire.late[rng.choice([UP, DOWN])] = rng.uniform(0.02, 0.3)

    def _some(self, rng: random.Random, most: int) -> list[Wire]:
        wires = sorted(self.wires, key=id)
        return rng.sample(wires, min(len(wires), rng.randint(1, most)))

    def _break(self, what: str, wires: list[Wire]) -> int:
        for wire in wires:
            wire.cut()
        self.broken[what] += bool(wires)
        return len(wires)
