"""The disk of these tests forgets what was not flushed: seen on SQLite alone, with and without flushes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.power.disk import Disk

WRITER = """
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1], isolation_level=None)
rows.execute("PRAGMA journal_mode=WAL")
rows.execute("PRAGMA synchronous=" + sys.argv[2])
for number in range(10**6):
    rows.execute("INSERT INTO message VALUES (?, ?)", [number, "x" * 100])
    print(number, flush=True)
"""


@pytest.mark.parametrize(("synchronous", "loses"), [("FULL", False), ("NORMAL", True), ("OFF", True)])
def test_what_is_flushed_stays_and_what_is_not_goes(
    tmp_path: Path, twin_library: Path, synchronous: str, loses: bool
) -> None:
    live = tmp_path / "live"
    live.mkdir()
    file = live / "rows.sqlite3"
    with sqlite3.connect(file) as rows:
        rows.execute("PRAGMA journal_mode=WAL")
        rows.execute("CREATE TABLE message (number INTEGER, body TEXT)")
    rows.close()
    disk = Disk.begin(live, tmp_path / "twin", twin_library)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), synchronous],
        env={**os.environ, **disk.env},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(300)]
    disk.cut()
    writer.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in writer.communicate()[0].splitlines() if line]
    disk.restore()
    with sqlite3.connect(file) as rows:
        there = {number for (number,) in rows.execute("SELECT number FROM message")}
    lost = [number for number in acknowledged if number not in there]
    print(f"{synchronous}: lost {len(lost)} of {len(acknowledged)} acknowledged")
    assert bool(lost) == loses, f"{synchronous}: lost {len(lost)} of {len(acknowledged)}"
