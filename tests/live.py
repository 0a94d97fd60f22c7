"""A real helpline for tests: the server as people run it, on loopback, with a data folder of its own."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests import databases, environment
from tests.environment import PASSWORD

START_WITHIN = 90.0


@dataclass
class Helpline:
    """A running server. Log in as anouk or bram (counsellors), carla (coordinator), dirk (analyst), els."""

    url: str
    data: Path
    env: dict[str, str]
    log: Path
    password: str = PASSWORD
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start, and return once it answers."""
        self.launch()
        self.wait_until_it_answers()

    def launch(self) -> None:
        """Start its process."""
        with self.log.open("ab") as log:
            command = [str(Path(sys.executable).with_name("hulplijn")), "serve"]
            self.process = subprocess.Popen(
                command, env=self.env, cwd=environment.REPOSITORY, stdout=log, stderr=log
            )

    def wait_until_it_answers(self) -> None:
        """Return once it answers."""
        assert self.process is not None
        end = time.monotonic() + START_WITHIN
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise AssertionError(f"The server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urlopen(self.url + "/", timeout=5):  # noqa: S310 our own loopback address
                return True
        except HTTPError:
            return True  # an answer, though not a happy one: the test itself looks at pages
        except (URLError, OSError):
            return False

    def until_open(self) -> None:
        """Return once its public pages say that it is open; they follow the desk by a second."""
        end = time.monotonic() + START_WITHIN
        while True:
            with (
                suppress(URLError, OSError),
                urlopen(self.url + "/open.json", timeout=5) as answer,  # noqa: S310 our own loopback address
            ):
                if json.load(answer)["open"]:
                    return
            assert time.monotonic() < end, "it does not open"
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to end and wait until it has."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def printed_codes(self, username: str) -> list[str]:
        """The one-time codes that it printed for log-ins of `username`, the newest last."""
        return re.findall(rf"^One-time code for {username}: ([0-9]+)$", self.log.read_text(), re.M)

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Begin `hulplijn …` on this helpline's data."""
        return subprocess.Popen(
            [str(Path(sys.executable).with_name("hulplijn")), *words],
            env=self.env,
            cwd=environment.REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run `hulplijn …` on this helpline's data."""
        return subprocess.run(
            [str(Path(sys.executable).with_name("hulplijn")), *words],
            env=self.env,
            cwd=environment.REPOSITORY,
            capture_output=True,
            text=True,
            check=check,
        )


_KEPT: list[socket.socket] = []


def free_port() -> int:
    """A port on loopback that nobody listens on, and that no other test gets as long as this run lasts.

    A server binds it seconds later, or again after it was killed. Until then the kernel would give it to
    others; what keeps it is a name that one process on the machine can hold at a time.
    """
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        name = socket.socket(socket.AF_UNIX)
        try:
            name.bind(f"\0hulplijn-tests-{port}")
        except OSError:
            name.close()
        else:
            _KEPT.append(name)
            return port


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with tables, static files and staff, to be copied."""
    data = tmp_path_factory.mktemp("prepared")
    made = subprocess.run(
        [sys.executable, "-m", "tests.prepare"],
        env=environment.for_a_server(data, port=1, **databases.new(data)),
        cwd=environment.REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return data


@contextmanager
def opened(prepared: Path, data: Path, *, at: datetime = environment.AT, **extra: str) -> Iterator[Helpline]:
    """A helpline on a copy of `prepared`; `extra` are further variables."""
    shutil.copytree(prepared, data, dirs_exist_ok=True)
    port = free_port()
    env = environment.for_a_server(data, port=port, at=at, **databases.copied(prepared), **extra)
    helpline = Helpline(f"http://127.0.0.1:{port}", data, env, data / "server.log")
    helpline.start()
    try:
        yield helpline
    finally:
        helpline.stop()


@contextmanager
def several(
    prepared: Path,
    data: Path,
    count: int,
    redis_url: str,
    *,
    at: datetime = environment.AT,
    of_the_last: Sequence[Mapping[str, str]] = (),
    **extra: str,
) -> Iterator[list[Helpline]]:
    """`count` processes of one helpline on PostgreSQL, started at once; wake-ups go over Redis.

    `of_the_last` are variables of as many of the last ones, which start when the others answer.
    """
    shutil.copytree(prepared, data, dirs_exist_ok=True)
    shared = {**databases.copied(prepared), "HULPLIJN_REDIS_URL": redis_url, **extra}
    env = environment.for_a_server(data, port=1, at=at, **shared)
    processes = []
    for number in range(count):
        port = free_port()
        own = {**env, "HULPLIJN_LISTEN": f"127.0.0.1:{port}"}
        processes.append(Helpline(f"http://127.0.0.1:{port}", data, own, data / f"server-{number}.log"))
    try:
        if of_the_last:
            for one, own in zip(processes[-len(of_the_last) :], of_the_last, strict=True):
                one.env.update(own)
            for one in processes[: -len(of_the_last)]:
                one.start()
        for one in processes:
            if one.process is None:
                one.launch()
        for one in processes:
            one.wait_until_it_answers()
        yield processes
    finally:
        for one in processes:
            one.stop()


@pytest.fixture
def live(prepared_data: Path, tmp_path: Path) -> Iterator[Helpline]:
    """A helpline of this test alone, inside opening hours."""
    with opened(prepared_data, tmp_path / "data") as helpline:
        yield helpline


@pytest.fixture(scope="session")
def shared_live(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    """One helpline for tests that only look."""
    with opened(prepared_data, tmp_path_factory.mktemp("shared")) as helpline:
        yield helpline


@pytest.fixture(scope="session")
def shared_closed(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    """The same, outside opening hours."""
    data = tmp_path_factory.mktemp("closed")
    with opened(prepared_data, data, at=environment.CLOSED_AT) as helpline:
        yield helpline


@pytest.fixture
def open_helpline(prepared_data: Path, tmp_path: Path) -> Iterator[Callable[..., Helpline]]:
    """Opens helplines with other variables: `open_helpline(at=…, HULPLIJN_LANGUAGES="nl,en,qps")`."""
    with ExitStack() as stack:
        count = 0

        def start(**how: object) -> Helpline:
            nonlocal count
            count += 1
            return stack.enter_context(opened(prepared_data, tmp_path / f"data{count}", **how))  # type: ignore[arg-type]

        yield start
