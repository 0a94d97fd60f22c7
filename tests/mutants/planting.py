"""Plants a fault in a copy of the tree and sees whether the tests that guard it turn red."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import pytest

from tests import environment, prepared
from tests.environment import REPOSITORY
from tests.house.rooms import committed
from tests.warm import Started, Warm

AT_ONCE = 3
"""Three for two cores: tests that start servers wait a lot."""
LONGEST = 240
BUILD = ("node", ".ci/build.mjs")
PYTEST = ("pytest", "-q", "-x", "-p", "pytest_django.plugin")
ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
"""Pytest reads the one plugin that these tests need, and does not look for more in all that is installed."""


@dataclass(frozen=True)
class Mutant:
    """One fault: in `file`, `old` becomes `new`; `catches` are the tests that must turn red.

    `catches` are ids of pytest's, or a whole command where its first word is in `TOOLS`. A fault in
    browser code is built first (`build`).
    """

    name: str
    promise: str
    file: str
    old: str
    new: str
    catches: tuple[str, ...]
    build: bool = False
    beside: tuple[str, ...] = ()
    """Empty files that the fault needs."""
    times: int = 1
    """How often `old` stands in the file."""
    slow: bool = False
    """Its tests start servers or browsers; begun first, so that no core is left waiting in the end."""

    @property
    def is_pytest(self) -> bool:
        return self.catches[0] not in TOOLS


TOOLS = {"lint-imports", "python", "node", "npm"}


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    told: str
    seconds: float


ENDS = pytest.StashKey[dict[str, tuple[Run, Run]]]()
"""For each mutant of this run: how its tests ended without the fault, and with it."""


class Copy:
    """A copy of the tree in which faults are planted one after another."""

    def __init__(self, folder: Path, prepared: Path, warm: Warm) -> None:
        self.folder, self._prepared, self._warm = folder, prepared, warm
        self._second = 1_700_000_000

    @classmethod
    def several(cls, folder: Path, count: int, warm: Warm) -> list[Copy]:
        """Copies of the committed tree, with what is compiled of it, and with databases that stand ready."""
        ready = os.environ.get(prepared.WHERE)
        first = cls(folder / "0", Path(ready) if ready else folder / "prepared", warm)
        files = committed()
        for file in files:
            target = first.folder / file.relative_to(REPOSITORY)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)  # with its time, by which Python knows what it compiled
        for compiled in {file.parent / "__pycache__" for file in files}:
            if compiled.is_dir():
                shutil.copytree(compiled, first.folder / compiled.relative_to(REPOSITORY))
        (first.folder / "node_modules").symlink_to(REPOSITORY / "node_modules")
        if not ready:
            first._prepare()
        others = [cls(folder / str(number), first._prepared, warm) for number in range(1, count)]
        for other in others:
            shutil.copytree(first.folder, other.folder, symlinks=True)
        return [first, *others]

    def _prepare(self) -> None:
        empty, staffed = self._prepared / prepared.EMPTY, self._prepared / prepared.STAFFED
        empty.mkdir(parents=True)
        staffed.mkdir()
        made = self._run(
            [sys.executable, "-m", "tests.prepare", str(empty)], environment.for_a_server(staffed, port=1)
        )
        assert made.code == 0, made.told

    def run(self, command: Sequence[str]) -> Run:
        """Run a command on the copy's code; tests start in a fork of the warm process."""
        env = _environment() | {prepared.WHERE: str(self._prepared)}
        words = list(command) if command[0] in TOOLS else [*PYTEST, *command]
        found = shutil.which(words[0], path=env["PATH"]) or words[0]
        return self._run([found, *words[1:]], env, warm=words[0] == PYTEST[0])

    def _run(self, words: Sequence[str], env: dict[str, str], *, warm: bool = False) -> Run:
        began = time.monotonic()
        env |= {"PYTHONPATH": str(self.folder / "src")}
        with tempfile.TemporaryFile() as out:
            if warm:
                process: Started | subprocess.Popen[bytes] = self._warm.start(
                    words, env=env, cwd=self.folder, out=out
                )
            else:
                process = subprocess.Popen(
                    words, cwd=self.folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out
                )
            try:
                code = process.wait(LONGEST)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                return Run(124, f"no end within {LONGEST} s", time.monotonic() - began)
            out.seek(0)
            return Run(code, out.read().decode(errors="replace")[-3000:], time.monotonic() - began)

    @contextmanager
    def planted(self, mutant: Mutant) -> Iterator[None]:
        """The fault stands in the copy."""
        file = self.folder / mutant.file
        whole = file.read_text()
        stands = whole.count(mutant.old)
        assert stands == mutant.times, (
            f"{mutant.file} holds the place to plant {stands} times, not {mutant.times}"
        )
        self._write(file, whole.replace(mutant.old, mutant.new))
        for name in mutant.beside:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text("")
        before = self._built() if mutant.build else {}
        try:
            if mutant.build:
                built = self.run(BUILD)
                assert built.code == 0, built.told
            yield
        finally:
            self._write(file, whole)
            for name in mutant.beside:
                (self.folder / name).unlink()
            for path, content in before.items():
                path.write_bytes(content)

    def _write(self, file: Path, text: str) -> None:
        """Write with a time of its own: Python trusts a compiled file of the same second and size."""
        file.write_text(text)
        self._second += 2
        os.utime(file, (self._second, self._second))

    def _built(self) -> dict[Path, bytes]:
        return {
            path: path.read_bytes()
            for path in (self.folder / "src").rglob("static/**/*")
            if path.suffix in {".js", ".css"}
        }


def _environment() -> dict[str, str]:
    """What all runs have in their environment."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("HULPLIJN_", "DJANGO_"))
    }
    tools = Path(sys.executable).parent
    return {**kept, **ALONE, "PATH": f"{tools}{os.pathsep}{kept.get('PATH', '')}"}


def outcomes(mutants: Sequence[Mutant], folder: Path) -> dict[str, tuple[Run, Run]]:
    """For each mutant: how its tests end without the fault, and with it."""
    with Warm(_environment()) as warm:
        return _outcomes(mutants, Copy.several(folder, AT_ONCE, warm))


def _outcomes(mutants: Sequence[Mutant], free: Sequence[Copy]) -> dict[str, tuple[Run, Run]]:
    copies: Queue[Copy] = Queue()
    for copy in free:
        copies.put(copy)

    def without(command: tuple[str, ...]) -> Run:
        copy = copies.get()
        try:
            return copy.run(command)
        finally:
            copies.put(copy)

    def with_fault(mutant: Mutant) -> Run:
        copy = copies.get()
        try:
            with copy.planted(mutant):
                return copy.run(mutant.catches)
        except (AssertionError, FileNotFoundError) as wrong:
            return Run(-1, str(wrong), 0.0)
        finally:
            copies.put(copy)

    def both(mutant: Mutant) -> tuple[Run, Run]:
        """Without the fault: what its tests did among others, or their own story where not all passed."""
        among_others = sound[mutant.name].result()
        alone = among_others if among_others.code == 0 else without(mutant.catches)
        return alone, faulty[mutant.name].result()

    with ThreadPoolExecutor(AT_ONCE) as hands:
        slow, quick = ([one for one in mutants if one.slow is is_slow] for is_slow in (True, False))
        faulty = {one.name: hands.submit(with_fault, one) for one in slow}
        sound: dict[str, Future[Run]] = {}
        for command, guards in [*_merged(slow).items(), *_merged(quick).items()]:
            sound |= dict.fromkeys((one.name for one in guards), hands.submit(without, command))
        faulty |= {one.name: hands.submit(with_fault, one) for one in quick}
        return {one.name: both(one) for one in mutants}


def _merged(mutants: Sequence[Mutant]) -> dict[tuple[str, ...], list[Mutant]]:
    """Their commands, and whose each is. Those of pytest are one, which is quicker."""
    tests = [one for one in mutants if one.is_pytest]
    ids = tuple(dict.fromkeys(id for one in tests for id in one.catches))
    commands = {ids: tests} if tests else {}
    for one in mutants:
        if not one.is_pytest:
            commands.setdefault(one.catches, []).append(one)
    return commands
