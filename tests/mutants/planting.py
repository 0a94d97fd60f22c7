"""Plants a fault in a copy of the tree and sees whether the tests that guard it turn red."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from tests.environment import REPOSITORY
from tests.house.rooms import committed

AT_ONCE = 2
LONGEST = 240


@dataclass(frozen=True)
class Mutant:
    """One fault: in `file`, `old` becomes `new`; `catches` are the tests that must turn red.

    `catches` are pytest's arguments, or a whole command where its first word is in `TOOLS`. A fault in
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


TOOLS = {"lint-imports", "python", "node", "npm"}


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    told: str


class Copy:
    """A copy of the tree in which faults are planted one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for file in committed():
            target = folder / file.relative_to(REPOSITORY)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        self._second = 1_700_000_000
        (folder / "node_modules").symlink_to(REPOSITORY / "node_modules")

    def run(self, command: Sequence[str]) -> Run:
        """Run a command on the copy's code."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("HULPLIJN_", "DJANGO_"))
        }
        tools = Path(sys.executable).parent
        env = {
            **kept,
            "PATH": f"{tools}{os.pathsep}{kept.get('PATH', '')}",
            "PYTHONPATH": str(self.folder / "src"),
        }
        words = list(command) if command[0] in TOOLS else ["pytest", "-q", "-x", *command]
        found = shutil.which(words[0], path=env["PATH"]) or words[0]
        try:
            done = subprocess.run(
                [found, *words[1:]],
                cwd=self.folder,
                env=env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=LONGEST,
            )
        except subprocess.TimeoutExpired:
            return Run(124, f"no end within {LONGEST} s")
        return Run(done.returncode, (done.stdout + done.stderr)[-3000:])

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
                built = self.run(("node", ".ci/build.mjs"))
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


def outcomes(mutants: Sequence[Mutant], folder: Path) -> dict[str, tuple[Run, Run]]:
    """For each mutant: how its tests end without the fault, and with it."""
    copies: Queue[Copy] = Queue()
    for number in range(AT_ONCE):
        copies.put(Copy(folder / str(number)))
    sound: dict[tuple[str, ...], Run] = {}
    guard = threading.Lock()

    def without(command: tuple[str, ...]) -> None:
        copy = copies.get()
        try:
            run = copy.run(command)
            with guard:
                sound[command] = run
        finally:
            copies.put(copy)

    def with_fault(mutant: Mutant) -> Run:
        copy = copies.get()
        try:
            with copy.planted(mutant):
                return copy.run(mutant.catches)
        except (AssertionError, FileNotFoundError) as wrong:
            return Run(-1, str(wrong))
        finally:
            copies.put(copy)

    with ThreadPoolExecutor(AT_ONCE) as hands:
        commands = dict.fromkeys(mutant.catches for mutant in mutants)
        tests = [command for command in commands if command[0] not in TOOLS]
        together = tuple(dict.fromkeys(word for command in tests for word in command))
        if together:  # one run for all is quicker; where it fails, each tells its own story
            without(together)
            if sound[together].code == 0:
                sound.update(dict.fromkeys(tests, sound[together]))
        list(hands.map(without, [command for command in commands if command not in sound]))
        ends = list(hands.map(with_fault, mutants))
    return {mutant.name: (sound[mutant.catches], end) for mutant, end in zip(mutants, ends, strict=True)}
