"""Thousands of idle conversations on one process: what each costs, and whether the others still talk well."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.running import CLIENT_CORE, REPOSITORY, client, helpline, keep, on_core

PAIRS = 20


def main(short: bool) -> dict[str, Any]:
    count = 600 if short else 5000
    plan = {"host": "127.0.0.1", "warm": 2.0, "seconds": 5.0 if short else 15.0, "rate": 300}
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        helpline(Path(folder) / "data", PAIRS, waiting=count) as server,
    ):
        talking = [pair for pair in server.pairs if pair["staff"]]
        resting = [pair["visitor"] for pair in server.pairs if not pair["staff"]]
        with client("bench.talking", {**plan, "port": server.port, "pairs": talking}) as before:
            alone = before.result(server)
        memory = server.memory()
        with subprocess.Popen(
            on_core(CLIENT_CORE, [sys.executable, "-m", "bench.resting"]),
            cwd=REPOSITORY,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as rest:
            assert rest.stdin
            assert rest.stdout
            rest.stdin.write(
                json.dumps({"host": "127.0.0.1", "port": server.port, "cookies": resting}) + "\n"
            )
            rest.stdin.flush()
            opened = json.loads(rest.stdout.readline())
            each = (server.memory() - memory) / max(1, opened["open"])
            with client("bench.talking", {**plan, "port": server.port, "pairs": talking}) as during:
                beside = during.result(server)
            rest.stdin.write("\n")
            rest.stdin.flush()
            left = json.loads(rest.stdout.readline())
            rest.wait(30)
    found = {"open": opened, "left": left, "bytes_each": each, "alone": alone, "beside": beside}
    print(
        f"  {opened['open']} idle sockets (of {count}; {left['open']} still open at the end): "
        f"{each / 1000:.1f} kB each (aim below 30)"
    )
    print(
        f"  at 300/s: ack p50 {beside['ack']['p50']:.1f} p99 {beside['ack']['p99']:.1f} ms beside them "
        f"(aim below 20), p50 {alone['ack']['p50']:.1f} p99 {alone['ack']['p99']:.1f} ms without"
    )
    keep("idle", found)
    return found


if __name__ == "__main__":
    main("--short" in sys.argv)
