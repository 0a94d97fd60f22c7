"""A run in a fork of the warm process is what a plain start is, and leaves nothing to the next."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.warm import Warm

PROGRAM = """
import atexit, json, os, random, signal, sys, threading
import own
found = {
    "argv": sys.argv, "env": dict(os.environ), "cwd": os.getcwd(), "path": sys.path, "own": own.WHERE,
    "files": os.listdir("/proc/self/fd"), "read": sys.stdin.read(), "threads": threading.active_count(),
    "children": str(signal.getsignal(signal.SIGCHLD)), "main": __file__,
    "house": [name for name in sys.modules if name.split(".")[0] in ("hulplijn", "tests")],
}
if "configured" in sys.argv:
    from django.conf import settings
    found["configured"] = settings.configured
    settings.configure()
os.environ["LEAKED"] = own.WHERE = "yes"
os.chdir("/")
print(json.dumps([found, random.random()]), flush=True)
print("complains", file=sys.stderr, flush=True)
atexit.register(print, "at its end")
if "fails" in sys.argv:
    raise ValueError
if "dies" in sys.argv:
    os.kill(os.getpid(), signal.SIGTERM)
sys.exit(7)
"""


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    with Warm(os.environ) as warm:
        yield warm


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "own.py").write_text("WHERE = __file__\n")
    program = tmp_path / "bin" / "program"
    program.write_text(PROGRAM)
    return program


def _ran(program: Path, *words: str, warm: Warm | None = None) -> tuple[int, Any, float, list[str]]:
    folder = program.parents[1]
    env = {**os.environ, "PYTHONPATH": str(folder / "src"), "ITS": words[0]}
    env.pop("HOME", None)
    with (folder / "out").open("w+b") as out:
        if warm:
            code = warm.start([program, *words], env=env, cwd=folder, out=out).wait(60)
        else:
            command = [sys.executable, str(program), *words]
            code = subprocess.run(
                command, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            ).returncode
        out.seek(0)
        first, *others = out.read().decode().splitlines()
    found, chance = json.loads(first)
    return code, found, chance, [line for line in others if line in ("complains", "at its end", "ValueError")]


def test_it_ends_tells_and_finds_what_a_plain_start_does_whatever_ran_before(
    program: Path, warm: Warm
) -> None:
    chances = set()
    for how in ("exits", "fails", "dies"):
        *plain, _, told = _ran(program, how)
        *forked, chance, told_by_fork = _ran(program, how, warm=warm)
        assert (forked, told_by_fork) == (plain, told)
        chances.add(chance)
    assert len(chances) == 3, "each has its own chance"
    for _ in range(2):
        _, found, *_ = _ran(program, "configured", warm=warm)
        assert not found["configured"], "nothing has looked at settings"


def test_what_is_killed_ends_with_all_that_it_started(tmp_path: Path, warm: Warm) -> None:
    program = tmp_path / "program"
    program.write_text(
        "import subprocess\nsubprocess.run(['sh', '-c', 'echo begun; sleep 9; echo goes on'])\n"
    )
    reads, writes = os.pipe()
    with os.fdopen(reads, "rb") as told:
        with os.fdopen(writes, "wb") as out:
            started = warm.start([program], env=os.environ, cwd=tmp_path, out=out)
        assert told.readline() == b"begun\n"
        with pytest.raises(subprocess.TimeoutExpired):
            started.wait(0)
        started.kill()
        assert started.wait(60) == -signal.SIGKILL
        assert told.read() == b"", "it ends where nobody holds it any more"
