"""Keeps a real helpline running through the storm: starts its processes again, and counts how they died."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import psycopg

from tests import environment
from tests.live import Helpline
from tests.processes.services import RedisServer


class Keeper:
    """One or more server processes on one database."""

    def __init__(self, *servers: Helpline) -> None:
        self.servers = list(servers)
        self.died: Counter[str] = Counter()
        self._began = time.monotonic()

    async def kill(self, server: Helpline, how: signal.Signals) -> None:
        """End a server by a signal and start it again."""
        process = server.process
        assert process is not None
        assert process.poll() is None, f"a server died by itself:\n{server.log.read_text()[-3000:]}"
        process.send_signal(how)
        await asyncio.to_thread(process.wait, 15)
        if how == signal.SIGKILL:
            assert process.returncode == -signal.SIGKILL
            self.died["server, kill -9"] += 1
        else:
            self.died["server, asked to stop"] += 1
        await asyncio.to_thread(self.start, server)

    def start(self, server: Helpline) -> None:
        """Start a server; its clock goes on, as clocks do."""
        passed = timedelta(seconds=time.monotonic() - self._began)
        server.env["HULPLIJN_DEMO_CLOCK"] = (environment.AT + passed).isoformat()
        server.start()

    def ends_of_logs(self) -> list[str]:
        """What each server said last, and whether it runs."""
        return [
            f"{one.url} ended with {one.process.poll() if one.process else None}, and its log with\n"
            + one.log.read_text()[-3000:]
            for one in self.servers
        ]

    async def kill_redis(self, redis: RedisServer) -> None:
        """End Redis, and after a while start an empty one: it carries wake-ups only."""
        await asyncio.to_thread(redis.kill)
        self.died["Redis, kill -9"] += 1
        await asyncio.sleep(1.0)
        await asyncio.to_thread(redis.start)

    async def kill_database(self, *, whole: bool) -> None:
        """Kill -9 one of PostgreSQL's processes for us, so that all of it restarts; or stop it at once."""
        await asyncio.to_thread(self._restart_database if whole else self._crash_database)

    def _crash_database(self) -> None:
        with psycopg.connect(self._admin, autocommit=True) as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                " AND datname = current_database() AND pid <> pg_backend_pid() LIMIT 1"
            ).fetchone()
            pid = found[0] if found else connection.info.backend_pid
            os.kill(pid, signal.SIGKILL)
        self.died["database, a process killed -9"] += 1
        self._until_it_answers()

    def _restart_database(self) -> None:
        with psycopg.connect(self._admin, autocommit=True) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
            assert row is not None
            rows = Path(row[0])
        process = int((rows / "postmaster.pid").read_text().split()[0])
        words = Path(f"/proc/{process}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
        owner = rows.stat()
        os.kill(process, signal.SIGQUIT)  # "immediate": it ends without writing anything
        with suppress(TimeoutError):
            _until(lambda: not Path(f"/proc/{process}").exists())
        become = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
        with (rows.parent / "log").open("ab") as log:
            subprocess.Popen(words, stdout=log, stderr=log, cwd=rows, start_new_session=True, **become)  # type: ignore[call-overload]
        self.died["database, stopped at once"] += 1
        self._until_it_answers()

    def _until_it_answers(self) -> None:
        def answers() -> bool:
            with suppress(psycopg.Error), psycopg.connect(self._admin, connect_timeout=2) as connection:
                connection.execute("SELECT 1")
                return True
            return False

        _until(answers)

    @property
    def _admin(self) -> str:
        return self.servers[0].env["HULPLIJN_DATABASE_URL"]

    @property
    def on_postgresql(self) -> bool:
        return "HULPLIJN_DATABASE_URL" in self.servers[0].env

    def book(self) -> dict[str, dict[str, object]]:
        """What the database holds."""
        env = self.servers[0].env
        told = subprocess.run(
            [sys.executable, "-m", "tests.faults.book"],
            env=env,
            cwd=environment.REPOSITORY,
            capture_output=True,
            text=True,
        )
        assert told.returncode == 0, told.stderr[-3000:]
        return dict(json.loads(told.stdout))


def _until(holds: object, within: float = 30.0) -> None:
    end = time.monotonic() + within
    while not holds():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)
