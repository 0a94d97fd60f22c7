"""Durable messages a second over 200 connections, beside a bare relay that keeps nothing."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import xmpp
from bench.running import Server, client, free_port, helpline, keep, started

PAIRS = 100


def ours(plan: dict[str, Any]) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        helpline(Path(folder) / "data", PAIRS) as server,
        client("bench.talking", {**plan, "port": server.port, "pairs": server.pairs}) as talking,
    ):
        return talking.result(server)


def relay(plan: dict[str, Any]) -> dict[str, Any]:
    port = free_port()
    pairs = [{"c": f"{n}", "visitor": f"n={n}", "staff": f"n={n}"} for n in range(PAIRS)]
    with (
        started([sys.executable, "-m", "bench.relay", str(port)], port=port) as server,
        client("bench.talking", {**plan, "port": port, "pairs": pairs}) as talking,
    ):
        return talking.result(server)


def ejabberd(plan: dict[str, Any]) -> dict[str, Any]:
    with xmpp.ejabberd(PAIRS * 2) as server:
        return _spoken(server, plan)


def prosody(plan: dict[str, Any]) -> dict[str, Any]:
    with xmpp.prosody(PAIRS * 2) as server:
        return _spoken(server, plan)


def _spoken(server: Server, plan: dict[str, Any]) -> dict[str, Any]:
    with client("bench.xmpp_talking", {**plan, "port": server.port, "pairs": PAIRS}) as talking:
        return talking.result(server)


SUBJECTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "relay": relay,
    "hulplijn": ours,
    **({"ejabberd": ejabberd} if xmpp.has_ejabberd() else {}),
    **({"prosody": prosody} if xmpp.has_prosody() else {}),
}


def main(short: bool) -> dict[str, Any]:
    runs, seconds, warm = (1, 4.0, 1.0) if short else (5, 10.0, 2.0)
    plan = {"host": "127.0.0.1", "warm": warm, "seconds": seconds}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in SUBJECTS}
    steady: dict[str, list[dict[str, Any]]] = {name: [] for name in SUBJECTS}
    for _ in range(runs):
        for name in random.sample(sorted(SUBJECTS), len(SUBJECTS)):
            found[name].append(SUBJECTS[name]({**plan, "rate": 0}))
            steady[name].append(SUBJECTS[name]({**plan, "rate": 250}))
    for name in SUBJECTS:
        _say(name, found[name], steady[name])
    rate = {name: statistics.median(one["a_second"] for one in found[name]) for name in SUBJECTS}
    print(f"  of the ceiling: {rate['hulplijn'] / rate['relay']:.2f} (aim 0.35)", end="")
    for name in [name for name in ("ejabberd", "prosody") if name in SUBJECTS]:
        print(f"   times {name}: {rate['hulplijn'] / rate[name]:.1f}", end="")
    work = {name: statistics.median(one["cpu_per_1000"] for one in found[name]) for name in SUBJECTS}
    print(
        "\n  by processor time: " + ", ".join(f"{work[name] / work['hulplijn']:.2f} {name}" for name in work)
    )
    keep("durable", {"saturated": found, "at_250": steady})
    return found


def _say(name: str, runs: list[dict[str, Any]], steady: list[dict[str, Any]]) -> None:
    def middle(rows: list[dict[str, Any]], *path: str) -> float:
        values = []
        for one in rows:
            value: Any = one
            for step in path:
                value = value[step]
            values.append(float(value))
        return statistics.median(values)

    facts = [
        f"{middle(runs, 'a_second'):>6.0f} msg/s",
        f"ack p50 {middle(runs, 'ack', 'p50'):.1f} p99 {middle(runs, 'ack', 'p99'):.1f} ms",
        f"CPU {middle(runs, 'cpu_per_1000'):.2f} s per 1,000",
        f"client {middle(runs, 'client_cores') * 100:.0f} % of a core",
        f"at 250/s: ack p50 {middle(steady, 'ack', 'p50'):.1f} p99 {middle(steady, 'ack', 'p99'):.1f} ms",
        f"there p99 {middle(steady, 'delivery', 'p99'):.1f} ms",
        f"lost {sum(one['connections_lost'] for one in [*runs, *steady])}",
    ]
    print(f"  {name:<10} " + "   ".join(facts), flush=True)


if __name__ == "__main__":
    main("--short" in sys.argv)
