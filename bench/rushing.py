"""The client process of the rush: views of pages, and visitors who all begin at once."""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from typing import Any

import uvloop

from bench.talking import percentiles
from bench.wire import Wire, connect


async def ask(port: int, request: bytes) -> tuple[int, bytes, bytes]:
    """One request on a connection of its own: status, head, body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        told = await asyncio.wait_for(reader.read(), 30)
        head, _, body = told.partition(b"\r\n\r\n")
        return int(head.split(b" ", 2)[1]), head, body
    finally:
        writer.close()


def get(port: int, path: str, cookie: str = "") -> bytes:
    """A view of a page, as a browser asks for it."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip", "Connection: close"]
    return ("\r\n".join([*lines, *([f"Cookie: {cookie}"] if cookie else [])]) + "\r\n\r\n").encode()


def begin(port: int, start_id: str) -> bytes:
    """The beginning of a chat."""
    body = json.dumps({"start_id": start_id})
    return (
        f"POST /chat/begin/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
    ).encode()


class Rush:
    """What is counted."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan, self.port = plan, plan["port"]
        self.home: list[float] = []
        self.static: list[float] = []
        self.failed = self.begun = self.again = self.said = self.acknowledged = 0
        self.placed = 0.0
        self.acked: set[str] = set()
        self.kept: set[str] = set()

    async def view(self, path: str, times: list[float]) -> None:
        before = time.perf_counter()
        try:
            status, _, _ = await ask(self.port, get(self.port, path))
        except (OSError, TimeoutError, IndexError):
            status = 0
        if status == 200:
            times.append(time.perf_counter() - before)
        else:
            self.failed += 1

    async def views(self) -> None:
        """The views, at an even pace, a static file beside each."""
        count, seconds = self.plan["views"], self.plan["seconds"]
        start = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                await asyncio.sleep(max(0.0, start + number * seconds / count - time.perf_counter()))
                group.create_task(self.view("/", self.home))
                group.create_task(self.view(self.plan["static"], self.static))

    async def visitor(self, gate: asyncio.Event) -> None:
        """Begins, says two things, and reads back what is there."""
        await gate.wait()
        start_id = str(uuid.uuid4())
        began = time.perf_counter()
        for _ in range(20):
            status, head, _ = await ask(self.port, begin(self.port, start_id))
            if status == 200:
                break
            self.again += 1
            await asyncio.sleep(1)
        else:
            return
        self.begun += 1
        cookie = head.lower().split(b"set-cookie: ")[1].split(b";")[0]
        at = head.lower().index(cookie)
        held = head[at : at + len(cookie)].decode()
        placed, done = asyncio.Event(), asyncio.Event()
        mine = [str(uuid.uuid4()) for _ in range(2)]

        def hear(wire: Wire, payload: bytes) -> None:
            frame = json.loads(payload)
            if frame["t"] == "state" and (frame.get("place") or frame.get("s") == "talking"):
                placed.set()
            elif frame["t"] == "ack":
                self.acked.add(frame["id"])
                if self.acked.issuperset(mine):
                    done.set()

        wire = await connect("127.0.0.1", self.port, "/ws/chat", held, hear)
        wire.say(b'{"t":"hello","last":0}')
        await asyncio.wait_for(placed.wait(), 60)
        self.placed = max(self.placed, time.perf_counter() - began)
        for name in mine:
            self.said += 1
            wire.say(json.dumps({"t": "say", "id": name, "text": "Ik weet niet wat ik moet doen."}).encode())
        await asyncio.wait_for(done.wait(), 60)
        wire.transport.close()
        await self.read_back(held, mine)

    async def read_back(self, held: str, mine: list[str]) -> None:
        """A second connection, which is told everything that is on disk."""
        whole = asyncio.Event()
        told: set[str] = set()

        def hear(wire: Wire, payload: bytes) -> None:
            frame = json.loads(payload)
            if frame["t"] == "messages":
                told.update(one["id"] for one in frame["list"])
                if told.issuperset(mine):
                    whole.set()

        wire = await connect("127.0.0.1", self.port, "/ws/chat", held, hear)
        wire.say(b'{"t":"hello","last":0}')
        await asyncio.wait_for(whole.wait(), 60)
        self.kept.update(told.intersection(mine))
        await asyncio.sleep(1)
        wire.transport.close()

    async def counsellor(self, cookie: str) -> None:
        """Her screen: one live line that hears of the queue, and asks for it anew."""
        wants = asyncio.Event()

        def hear(wire: Wire, payload: bytes) -> None:
            if payload.startswith(b'{"t":"queue"'):
                wants.set()

        wire = await connect("127.0.0.1", self.port, "/ws/werk", cookie, hear)
        while not wire.lost:
            await wants.wait()
            wants.clear()
            await ask(self.port, get(self.port, "/werk/", cookie))


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    """The views, and in the midst of them the visitors."""
    rush = Rush(plan)
    gate = asyncio.Event()
    screens = [asyncio.create_task(rush.counsellor(cookie)) for cookie in plan["staff"]]
    visitors = [asyncio.create_task(rush.visitor(gate)) for _ in range(plan["waiting"])]
    views = asyncio.create_task(rush.views())
    await asyncio.sleep(plan["seconds"] / 4)
    gate.set()
    await views
    ended = await asyncio.gather(*visitors, return_exceptions=True)
    for screen in screens:
        screen.cancel()
    wrong = [repr(one) for one in ended if isinstance(one, BaseException)]
    return {
        "home": percentiles(rush.home),
        "static": percentiles(rush.static),
        "failed": rush.failed,
        "begun": rush.begun,
        "again": rush.again,
        "said": rush.said,
        "acknowledged": len(rush.acked),
        "kept": len(rush.kept),
        "placed": rush.placed,
        "visitors_in_trouble": len(wrong),
        "first": wrong[:1],
    }


if __name__ == "__main__":
    print(json.dumps(uvloop.run(run(json.loads(sys.stdin.read())))))
