"""Servers and clients of a measurement: started apart, each on a core of its own, and stopped again."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import environment

REPOSITORY = environment.REPOSITORY
RESULTS = environment.BUILD / "bench"
SERVER_CORE, CLIENT_CORE = "0", "1"
_TICKS = os.sysconf("SC_CLK_TCK")


def on_core(core: str, command: Sequence[str]) -> list[str]:
    """`command`, kept to one core where there are two."""
    if shutil.which("taskset") and (os.cpu_count() or 1) > 1:
        return ["taskset", "-c", core, *command]
    return list(command)


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running server and the processes whose time is counted as its own."""

    port: int
    processes: list[int]
    pairs: list[dict[str, str]] = field(default_factory=list)
    data: Path = Path()
    ports: list[int] = field(default_factory=list)

    def cpu(self) -> float:
        """Seconds of processor time used by its processes and their children."""
        return sum(_cpu_of(pid) for pid in self.processes for pid in with_children(pid))

    def memory(self) -> int:
        """Bytes of memory that its first process has to itself (RSS)."""
        return int(Path(f"/proc/{self.processes[0]}/statm").read_text().split()[1]) * os.sysconf(
            "SC_PAGE_SIZE"
        )


def _cpu_of(pid: int) -> float:
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / _TICKS


def with_children(pid: int) -> list[int]:
    """A process and all that it has started."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += with_children(int(child))
    except FileNotFoundError:
        pass
    return found


def wait_for(port: int, seconds: float = 60.0) -> None:
    """Wait until somebody listens."""
    end = time.monotonic() + seconds
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > end:
            raise TimeoutError(f"nobody listens on {port}")
        time.sleep(0.05)


@contextmanager
def started(command: Sequence[str], *, port: int, core: str = SERVER_CORE, **how: Any) -> Iterator[Server]:
    """Run `command` on a core until the block ends."""
    process = subprocess.Popen(on_core(core, command), **{"stdin": subprocess.DEVNULL, **how})
    try:
        wait_for(port)
        yield Server(port, [process.pid])
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def helpline(
    folder: Path,
    pairs: int,
    *,
    waiting: int = 0,
    more: dict[str, str] | None = None,
    processes: int = 1,
    core: str = SERVER_CORE,
    command: Sequence[str] = ("-m", "bench.serve"),
) -> Iterator[Server]:
    """A helpline with `pairs` talks taken and `waiting` chats, on an empty data folder."""
    folder.mkdir(parents=True)
    ports = [free_port() for _ in range(processes)]
    # One secret for all processes: a log-in at one holds at the others.
    env = environment.for_a_server(folder, port=ports[0], **(more or {}))
    envs = [{**env, "HULPLIJN_LISTEN": f"127.0.0.1:{port}"} for port in ports]
    made = subprocess.run(
        [sys.executable, "-m", "bench.filling", str(pairs), str(waiting)],
        env=envs[0],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    if made.returncode:
        raise RuntimeError(made.stderr[-2000:])
    with (folder / "log").open("w") as log:
        running = []
        try:
            for port, env in zip(ports, envs, strict=True):
                words = on_core(core, [sys.executable, *command])
                running.append(
                    subprocess.Popen(
                        words, env=env, cwd=REPOSITORY, stdout=log, stderr=log, stdin=subprocess.DEVNULL
                    )
                )
                wait_for(port)
            yield Server(
                ports[0],
                [one.pid for one in running],
                json.loads(made.stdout.splitlines()[-1]),
                folder,
                ports,
            )
        finally:
            for one in running:
                one.terminate()
            for one in running:
                try:
                    one.wait(15)
                except subprocess.TimeoutExpired:
                    one.kill()
                    one.wait()


@contextmanager
def client(module: str, plan: dict[str, Any], core: str = CLIENT_CORE) -> Iterator[Client]:
    """A client process that has connected and waits for its start."""
    process = subprocess.Popen(
        on_core(core, [sys.executable, "-m", module]),
        cwd=REPOSITORY,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    one = Client(process)
    try:
        one.tell(json.dumps(plan))
        one.expect("connected")
        yield one
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait()


class Client:
    """A client process as its bench drives it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def tell(self, line: str = "") -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def expect(self, word: str) -> None:
        line = self.line()
        if line != word:
            raise RuntimeError(f"the client said {line!r} instead of {word!r}")

    def line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def result(self, server: Server) -> dict[str, Any]:
        """Let it start, and return what it measured, with the server's processor time beside it."""
        self.tell()
        self.expect("measuring")
        before = server.cpu()
        found: dict[str, Any] = json.loads(self.line())
        used = server.cpu() - before
        found["server_cores"] = used / found["seconds"]
        found["cpu_per_1000"] = used / max(1, found["acknowledged"]) * 1000
        return found


def keep(name: str, found: object) -> None:
    """Write a bench's results to build/bench."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(found, indent=1, default=str) + "\n")
