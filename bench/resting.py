"""The client process of idle visitors: connects them as browsers do, and keeps them open until it is told."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from typing import Any

import uvloop

from bench.wire import Wire, connect

AT_ONCE = 50


async def run(plan: dict[str, Any]) -> None:
    """Open all, say so; on the next line of input say how many are still open."""
    wires: list[Wire] = []
    told: set[Wire] = set()
    doors = asyncio.Semaphore(AT_ONCE)

    async def one(cookie: str) -> None:
        async with doors:
            wire = await connect(
                plan["host"], plan["port"], "/ws/chat", cookie, lambda wire, _: told.add(wire), deflate=True
            )
            wire.say(b'{"t":"hello","last":0}')
            wires.append(wire)
            while wire not in told and not wire.lost:
                await asyncio.sleep(0.01)

    done = await asyncio.gather(*(one(cookie) for cookie in plan["cookies"]), return_exceptions=True)
    failed = [repr(each) for each in done if isinstance(each, BaseException)]
    await asyncio.sleep(3)
    print(json.dumps({"open": _open(wires), "failed": len(failed), "first": failed[:1]}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    print(json.dumps({"open": _open(wires)}), flush=True)


def _open(wires: list[Wire]) -> int:
    return sum(not wire.lost for wire in wires)


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    uvloop.run(run(json.loads(sys.stdin.readline())))
