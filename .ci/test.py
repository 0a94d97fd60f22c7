"""Runs the lanes: `test.py` all of them, `test.py fast|check|mutants` a group, `test.py NAME…` some.

Sets up what is missing, runs two lanes at a time where that is safe, prints each lane's output when it
ends, and closes with a table of what ran and what did not, why, and the line that installs it. With
CI=true a lane that could not run fails the run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from again import may_play_again
from lanes import PYTEST, Lane, chosen
from needs import NEEDS, install_missing
from postgresql import cluster

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests import environment  # noqa: E402

CI = os.environ.get("CI", "").lower() == "true"
AT_ONCE = 2 if (os.cpu_count() or 1) > 1 else 1
STAMP = REPOSITORY / "node_modules" / ".package-lock.json"


@dataclass
class Outcome:
    """What became of a lane."""

    lane: Lane
    state: str
    seconds: float = 0.0
    why: str = ""
    counts: str = ""


def _environment(lane: Lane, more: dict[str, str]) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HULPLIJN_")}
    return {**kept, "PATH": path, "PYTHONUNBUFFERED": "1", "COLUMNS": "120", **lane.env, **more}


class Prepared:
    """Tables, static files and staff, which tests on SQLite start from: made once, for the first who asks."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._turn = folder, threading.Lock()
        self._variables: dict[str, str] | None = None

    def variables(self) -> dict[str, str]:
        """Where they are, for tests/conftest.py. Nothing where they cannot be made; a lane then says why."""
        with self._turn:
            if self._variables is None:
                self._variables = {"TESTS_PREPARED": str(self._folder)} if self._made() else {}
        return self._variables

    def _made(self) -> bool:
        empty, staffed = self._folder / "empty", self._folder / "staffed"
        empty.mkdir()
        staffed.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "tests.prepare", str(empty)],
            cwd=REPOSITORY,
            env=environment.for_a_server(staffed, port=1),
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        return done.returncode == 0


def run(lane: Lane, log: Path, prepared: Prepared) -> Outcome:
    """Run a lane's commands with their output in `log`."""
    began = time.monotonic()
    ready = prepared.variables() if lane.prepared else {}
    with cluster() if lane.postgresql else nullcontext({}) as more, log.open("w") as out:
        code, variables = 0, _environment(lane, {**ready, **more})
        for command in lane.commands:
            code = _command(command, variables, out) or code
        counts = _counts(log.read_text())
        unsteady = may_play_again(log, lane.again) if code else []
        if unsteady:
            code = _command([*PYTEST, *unsteady], variables, out)
    state = "failed" if code else "passed"
    why = (
        f"exit {code}"
        if code
        else ", ".join(f"UNSTEADY, passed only when played alone: {one}" for one in unsteady)
    )
    return Outcome(lane, state, time.monotonic() - began, why, counts[-1] if counts else "")


def _counts(told: str) -> list[str]:
    """What the commands of a lane say of their results, in the order in which they ran."""
    pytest = r"^(?:=+ )?(\d+ (?:passed|failed).*?)(?: in [\d.:]+.*?)?(?: =+)?$"
    return re.findall(pytest, told, re.M) + re.findall(r"^result: (.+)$", told, re.M)


def _command(words: Sequence[str], variables: dict[str, str], out: TextIO) -> int:
    """Run one command of a lane; its exit code."""
    out.write(f"$ {' '.join(words)}\n")
    out.flush()
    found = shutil.which(words[0], path=variables["PATH"]) or words[0]
    return subprocess.run(
        [found, *words[1:]],
        cwd=REPOSITORY,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
    ).returncode


def missing(lane: Lane) -> str:
    """Why a lane cannot run here, with the line that mends it; empty when it can."""
    lines = [f"{name} is missing: {NEEDS[name].line}" for name in lane.needs if not NEEDS[name].met()]
    if not lines and lane.modules and not STAMP.exists():
        lines.append("browser tools are missing: npm ci")
    return "; ".join(lines)


def install_modules() -> None:
    """`npm ci`, once per change of the lock."""
    if not NEEDS["node"].met():
        return
    lock = REPOSITORY / "package-lock.json"
    if not STAMP.exists() or STAMP.stat().st_mtime < lock.stat().st_mtime:
        print("Installing the browser tools (npm ci)…", flush=True)
        done = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=REPOSITORY,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)


class Desk:
    """Hands out lanes to two hands, and keeps the printed output in one piece."""

    def __init__(self, lanes: list[Lane], prepared: Prepared) -> None:
        self.waiting = list(lanes)
        self._prepared = prepared
        self.outcomes: dict[str, Outcome] = {}
        self._turn = threading.Condition()
        self._running = 0
        self._alone = False

    @contextmanager
    def next(self) -> Iterator[Lane | None]:
        with self._turn:
            while True:
                lane = self._free()
                if lane or not self.waiting:
                    break
                self._turn.wait()
            if lane:
                self.waiting.remove(lane)
                self._running += 1
                self._alone = lane.alone
                print(f"… {lane.name}: {lane.says}", flush=True)
        try:
            yield lane
        finally:
            with self._turn:
                if lane:
                    self._running -= 1
                    self._alone = False
                self._turn.notify_all()

    def _free(self) -> Lane | None:
        if self._alone:
            return None
        beside = [lane for lane in self.waiting if not lane.alone]
        if beside:
            return beside[0]
        return self.waiting[0] if self.waiting and not self._running else None

    def work(self) -> None:
        while True:
            with self.next() as lane:
                if lane is None:
                    return
                self.finish(lane)

    def finish(self, lane: Lane) -> None:
        log = REPOSITORY / "build" / "lanes" / f"{lane.name}.log"
        why = missing(lane)
        try:
            outcome = Outcome(lane, "not run", why=why) if why else run(lane, log, self._prepared)
        except Exception as wrong:  # the outermost loop: one broken lane must not hide the others
            outcome = Outcome(lane, "failed", why=str(wrong).strip().splitlines()[-1])
        self.outcomes[lane.name] = outcome
        with self._turn:
            print(f"\n──── {lane.name} {'─' * max(4, 70 - len(lane.name))}")
            if not why and log.exists():
                print(log.read_text().rstrip())
            print(f"──── {lane.name}: {outcome.state} in {outcome.seconds:.1f} s {outcome.why}\n", flush=True)


def table(outcomes: list[Outcome], seconds: float) -> str:
    """What ran and what did not."""
    rows = [
        f"  {one.lane.name:<16} {one.state:<8} {one.seconds:>6.1f} s  {one.counts or one.lane.says}"
        + (f"\n  {'':<16} {one.why}" if one.why else "")
        for one in outcomes
    ]
    return "\n".join(
        [f"  {'lane':<16} {'result':<8} {'time':>8}", *rows, f"  {'all':<16} {'':<8} {seconds:>6.1f} s"]
    )


def main(words: list[str]) -> int:
    began = time.monotonic()
    # Hundreds of processes start here. Where none may keep what it compiled, a third of each start is that.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    wanted = words or ["test"]
    lanes = list(dict.fromkeys(lane for word in wanted for lane in chosen(word)))
    if not lanes:
        print(__doc__)
        return 2
    (REPOSITORY / "build" / "lanes").mkdir(parents=True, exist_ok=True)
    if wanted == ["test"]:
        install_missing()
    if any(lane.modules for lane in lanes):
        install_modules()
    with tempfile.TemporaryDirectory(prefix="hulplijn-prepared-") as folder:
        desk = Desk(lanes, Prepared(Path(folder)))
        hands = [threading.Thread(target=desk.work) for _ in range(AT_ONCE)]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
    outcomes = [desk.outcomes[lane.name] for lane in lanes]
    print(table(outcomes, time.monotonic() - began), flush=True)
    bad = [one for one in outcomes if one.state == "failed" or (CI and one.state == "not run")]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
