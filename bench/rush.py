"""A rush: the front page for thousands, and three hundred who wait at once for six counsellors."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench.running import CLIENT_CORE, REPOSITORY, helpline, keep, on_core

COUNSELLORS = 6


def main(short: bool) -> dict[str, Any]:
    seconds = 20 if short else 60
    waiting = 60 if short else 300
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        helpline(Path(folder) / "data", COUNSELLORS) as server,
    ):
        with urlopen(f"http://127.0.0.1:{server.port}/") as page:
            text = page.read().decode()
        static = text.split('rel="stylesheet" href="')[1].split('"')[0]
        plan = {
            "port": server.port,
            "views": 2000,
            "seconds": seconds,
            "waiting": waiting,
            "static": static,
            "staff": [pair["staff"] for pair in server.pairs],
        }
        done = subprocess.run(
            on_core(CLIENT_CORE, [sys.executable, "-m", "bench.rushing"]),
            input=json.dumps(plan),
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            timeout=seconds * 6 + 120,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-1500:])
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    found["compressed"] = f"2,000 views in {seconds} s instead of 600"
    print(
        f"  {found['compressed']}; front page p50 {found['home']['p50']:.1f} "
        f"p99 {found['home']['p99']:.1f} ms, "
        f"a static file p50 {found['static']['p50']:.1f} p99 {found['static']['p99']:.1f} ms, "
        f"failed {found['failed']}"
    )
    print(
        f"  {found['begun']} of {waiting} began a chat at once ({found['again']} had to try again); said "
        f"{found['said']}, acknowledged {found['acknowledged']}, on disk {found['kept']}: "
        f"lost {found['acknowledged'] - found['kept']}; "
        f"all of them knew their place after {found['placed']:.1f} s"
    )
    keep("rush", found)
    return found


if __name__ == "__main__":
    main("--short" in sys.argv)
