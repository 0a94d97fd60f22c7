"""The client process: pairs of a visitor and a counsellor who talk. Reads a plan, prints what it measured."""

from __future__ import annotations

import asyncio
import json
import re
import resource
import sys
import time
import uuid
from typing import Any

import uvloop

from bench.wire import Wire, connect

_ID = re.compile(rb'"id":"([0-9a-f-]{36})"')
_OF_OTHER = {
    "visitor": re.compile(rb'"id":"([0-9a-f-]{36})","from":"staff"'),
    "staff": re.compile(rb'"id":"([0-9a-f-]{36})","from":"visitor"'),
}


class Side:
    """One connection of a pair: says something, waits for the acknowledgement, says the next."""

    def __init__(self, talk: Talk, kind: str, c: str) -> None:
        self.talk, self.kind = talk, kind
        self.ready = asyncio.get_running_loop().create_future()
        of_conversation = f'"c":"{c}",' if kind == "staff" else ""
        self._before = f'{{"t":"say",{of_conversation}"id":"'.encode()
        self._after = f'","text":"{talk.text}"}}'.encode()
        self.wire: Wire
        self.waiting = 0

    def hear(self, wire: Wire, payload: bytes) -> None:
        now = time.perf_counter()
        if payload.startswith(b'{"t":"ack"'):
            found = _ID.search(payload)
            assert found
            self.waiting -= 1
            self.talk.acknowledged(found[1], now)
            if self.talk.closed_loop:
                self.say()
        elif payload.startswith(b'{"t":"messages"'):
            for one in _OF_OTHER[self.kind].findall(payload):
                self.talk.delivered(one, now)
            self._is_ready()
        elif payload.startswith((b'{"t":"state"', b'{"t":"link"')):
            self._is_ready()
        elif payload.startswith(b'{"t":"refused"'):
            self.talk.refused += 1

    def _is_ready(self) -> None:
        if not self.ready.done():
            self.ready.set_result(None)

    def say(self) -> None:
        if self.talk.over or self.wire.lost:
            return
        self.waiting += 1
        self.wire.say(self._before + self.talk.new_id(time.perf_counter()) + self._after)


class Talk:
    """All pairs, and the times of their messages."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.closed_loop = plan["rate"] == 0
        self.text = "Hij zegt dat hij het morgen doorstuurt naar mijn hele klas. " + "x" * plan.get("more", 0)
        self.over, self.refused = False, 0
        self._began: dict[bytes, float] = {}
        self._start = uuid.uuid4().int & ~0xFFFFFFFF
        self._count = 0
        self.acks: list[float] = []
        self.deliveries: list[float] = []
        self.measuring = False
        self.from_: float = 0

    def new_id(self, now: float) -> bytes:
        self._count += 1
        text = f"{self._start + self._count:032x}"
        name = f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}".encode()
        self._began[name] = now
        return name

    def acknowledged(self, name: bytes, now: float) -> None:
        if self.measuring:
            self.acks.append(now - self._began[name])

    def delivered(self, name: bytes, now: float) -> None:
        began = self._began.get(name)
        if self.measuring and began is not None:
            self.deliveries.append(now - began)


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    """Connect, warm up, measure."""
    talk = Talk(plan)
    sides: list[Side] = []
    for pair in plan["pairs"]:
        for kind in ("staff", "visitor"):
            side = Side(talk, kind, pair["c"])
            path = "/ws/werk" if kind == "staff" else "/ws/chat"
            port = pair.get(f"{kind}_port") or pair.get("port", plan["port"])
            side.wire = await connect(plan["host"], port, path, pair[kind], side.hear)
            hello = {"t": "open", "c": pair["c"], "last": 0} if kind == "staff" else {"t": "hello", "last": 0}
            side.wire.say(json.dumps(hello).encode())
            await asyncio.wait_for(side.ready, 20)
            sides.append(side)
    print("connected", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    rating = None
    if talk.closed_loop:
        for side in sides:
            for _ in range(plan.get("window", 1)):
                side.say()
    else:
        rating = asyncio.create_task(_at_rate(talk, sides, plan["rate"]))
    await asyncio.sleep(plan["warm"])
    talk.measuring = True
    began, used = time.perf_counter(), _cpu()
    print("measuring", flush=True)
    await asyncio.sleep(plan["seconds"])
    seconds, cpu = time.perf_counter() - began, _cpu() - used
    talk.measuring, talk.over = False, True
    if rating:
        rating.cancel()
    lost = sum(side.wire.lost for side in sides)
    await asyncio.sleep(0.3)
    for side in sides:
        side.wire.transport.close()
    return {
        "seconds": seconds,
        "acknowledged": len(talk.acks),
        "a_second": len(talk.acks) / seconds,
        "delivered": len(talk.deliveries),
        "ack": percentiles(talk.acks),
        "delivery": percentiles(talk.deliveries),
        "client_cores": cpu / seconds,
        "connections_lost": lost,
        "refused": talk.refused,
    }


async def _at_rate(talk: Talk, sides: list[Side], rate: float) -> None:
    """Say `rate` messages a second, in turn, whether or not the one before was acknowledged."""
    start, count = time.perf_counter(), 0
    while True:
        due = int((time.perf_counter() - start) * rate)
        while count < due:
            sides[count % len(sides)].say()
            count += 1
        await asyncio.sleep(0.002)


def percentiles(seconds: list[float]) -> dict[str, float]:
    """p50, p99 and the highest, in milliseconds."""
    if not seconds:
        return {"p50": 0.0, "p99": 0.0, "max": 0.0}
    ordered = sorted(seconds)
    at = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    return {
        name: ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 for name, part in at.items()
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    wanted = json.loads(sys.stdin.readline())
    print(json.dumps(uvloop.run(run(wanted))), flush=True)
