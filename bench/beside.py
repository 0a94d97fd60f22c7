"""The chat while the helpline does its heavy work: an extract, a backup and fifty forms a second."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.running import CLIENT_CORE, REPOSITORY, client, helpline, keep, on_core

PAIRS = 20


def main(short: bool) -> dict[str, Any]:
    plan = {"host": "127.0.0.1", "warm": 2.0, "seconds": 8.0 if short else 20.0, "rate": 100}
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        helpline(Path(folder) / "data", PAIRS) as server,
    ):
        seconds = plan["seconds"] + plan["warm"]  # type: ignore[operator]
        full = {**plan, "port": server.port, "pairs": server.pairs}
        with client("bench.talking", full) as talking:
            alone = talking.result(server)
        heavy = [
            str(seconds),
            str(server.data),
            str(server.port),
            server.pairs[0]["staff"],
            server.pairs[0]["c"],
        ]
        with client("bench.talking", full) as talking:
            work = subprocess.Popen(
                on_core(CLIENT_CORE, [sys.executable, "-m", "bench.heavy", *heavy]),
                cwd=REPOSITORY,
                stdout=subprocess.PIPE,
                text=True,
            )
            both = talking.result(server)
            told = work.communicate(timeout=120)[0].strip()
    print(f"  beside: {told}")
    print(
        f"  at 100/s: ack p50 {both['ack']['p50']:.1f} p99 {both['ack']['p99']:.1f} ms beside it (aim 10), "
        f"p50 {alone['ack']['p50']:.1f} p99 {alone['ack']['p99']:.1f} ms without"
    )
    found = {"alone": alone, "beside": both, "what": told}
    keep("beside", found)
    return found


if __name__ == "__main__":
    main("--short" in sys.argv)
