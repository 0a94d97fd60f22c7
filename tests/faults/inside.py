"""Looks into a running server from outside: memory, threads, connections, tasks, rows that pass."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.live import Helpline

_COUNTS_TASKS = """
import asyncio, collections, gc, json, os, signal

def tell(*_):
    tasks = [one for one in gc.get_objects() if type(one) is asyncio.Task and not one.done()]
    names = collections.Counter(getattr(one.get_coro(), "__qualname__", "?") for one in tasks)
    with open(os.environ["TELL_TASKS"] + ".new", "w") as out:
        json.dump(names, out)
    os.rename(os.environ["TELL_TASKS"] + ".new", os.environ["TELL_TASKS"])

signal.signal(signal.SIGUSR2, tell)
"""


@dataclass(frozen=True)
class Look:
    """One moment of a server. Memory is in MB."""

    seconds: float
    memory: float
    threads: int
    connections: int
    tasks: int
    links: int
    due: int
    names: dict[str, int] = field(repr=False)
    kinds: dict[str, int] = field(repr=False)
    """Due work by its kind."""

    def __str__(self) -> str:
        return (
            f"{self.seconds:7.0f} s  {self.memory:7.1f} MB  {self.threads:3} threads"
            f" {self.connections:3} connections  {self.tasks:3} tasks  {self.links:3} links  {self.due:4} due"
        )


class Inside:
    """Gives a server a way to tell its tasks, without a line of its code, and looks at it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tasks = folder, folder / "tasks.json"
        (folder / "site").mkdir()
        (folder / "site" / "sitecustomize.py").write_text(_COUNTS_TASKS)
        self.helpline: Helpline | None = None
        self._began = time.monotonic()

    @property
    def env(self) -> dict[str, str]:
        before = os.environ.get("PYTHONPATH", "")
        path = os.pathsep.join([str(self.folder / "site"), *before.split(os.pathsep)])
        return {"PYTHONPATH": path, "TELL_TASKS": str(self.tasks)}

    def look(self) -> Look:
        """What the server is at this moment."""
        assert self.helpline is not None
        assert self.helpline.process is not None
        pid = self.helpline.process.pid
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        names = self._names(pid)
        links, kinds = self._rows()
        return Look(
            time.monotonic() - self._began,
            int(status["VmRSS"].split()[0]) / 1024,
            int(status["Threads"]),
            _established(pid),
            sum(names.values()),
            links,
            sum(kinds.values()),
            names,
            kinds,
        )

    def _names(self, pid: int) -> dict[str, int]:
        self.tasks.unlink(missing_ok=True)
        os.kill(pid, signal.SIGUSR2)
        end = time.monotonic() + 10
        while not self.tasks.exists() and time.monotonic() < end:
            time.sleep(0.02)
        return dict(json.loads(self.tasks.read_text()))

    def _rows(self) -> tuple[int, dict[str, int]]:
        assert self.helpline is not None
        rows = sqlite3.connect(f"file:{self.helpline.data / 'hulplijn.sqlite3'}?mode=ro", uri=True)
        try:
            (links,) = rows.execute("SELECT count(*) FROM chat_link").fetchone()
            kinds = rows.execute("SELECT kind, count(*) FROM plumbing_duework GROUP BY kind").fetchall()
        finally:
            rows.close()
        return links, dict(kinds)


def _established(pid: int) -> int:
    """How many connections the process has that are open at both ends."""
    mine = set()
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            mine.add(str(one.readlink()))
    rows = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    return sum(row[3] == "01" and f"socket:[{row[9]}]" in mine for row in rows)
