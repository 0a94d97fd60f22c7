"""PostgreSQL and Redis with two processes: each pair's two sides on different ones, beside one on SQLite."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.durable import PAIRS, ours
from bench.postgres import cluster
from bench.running import client, free_port, helpline, keep, started


def main(short: bool) -> dict[str, Any]:
    runs = 1 if short else 3
    plan = {"host": "127.0.0.1", "warm": 1.0, "seconds": 5.0 if short else 10.0}
    found: dict[str, list[dict[str, Any]]] = {"sqlite": [], "postgresql": []}
    for _ in range(runs):
        for rate in (0, 250):
            found["sqlite"].append({"rate": rate, **ours({**plan, "rate": rate})})
            found["postgresql"].append({"rate": rate, **_two_processes({**plan, "rate": rate})})
    for name, rows in found.items():
        for one in rows:
            print(
                f"  {name:<11} {'at 250/s' if one['rate'] else 'saturated':<9} "
                f"{one['a_second']:>6.0f} msg/s   "
                f"ack p50 {one['ack']['p50']:.1f} p99 {one['ack']['p99']:.1f} ms   there p50 "
                f"{one['delivery']['p50']:.1f} p99 {one['delivery']['p99']:.1f} ms   "
                f"CPU {one['cpu_per_1000']:.2f} s per 1,000   lost {one['connections_lost']}"
            )
    keep("several", found)
    return found


def _two_processes(plan: dict[str, Any]) -> dict[str, Any]:
    redis, port = shutil.which("redis-server") or shutil.which("valkey-server"), free_port()
    if redis is None:
        raise RuntimeError("Redis is missing: apt-get install redis-server")
    words = [redis, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        cluster() as rows,
        started(words, port=port, cwd=folder, stdout=-3),
    ):
        rows.create("chat", "keys")
        more = {
            "HULPLIJN_DATABASE_URL": rows.url("chat"),
            "HULPLIJN_KEYS_DATABASE_URL": rows.url("keys"),
            "HULPLIJN_REDIS_URL": f"redis://127.0.0.1:{port}/0",
        }
        with helpline(Path(folder) / "data", PAIRS, more=more, processes=2) as server:
            server.processes.append(rows.process)
            pairs = [{**one, "staff_port": server.ports[1], "port": server.ports[0]} for one in server.pairs]
            with client("bench.talking", {**plan, "port": server.port, "pairs": pairs}) as talking:
                return talking.result(server)


if __name__ == "__main__":
    main("--short" in sys.argv)
