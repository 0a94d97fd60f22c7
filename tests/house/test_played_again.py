"""A browser test that failed is played once more, alone, and named; what fails twice has failed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.environment import REPOSITORY

if TYPE_CHECKING:
    from types import ModuleType


class Outcome(Protocol):
    """What became of a lane."""

    state: str
    why: str
    counts: str


TESTS = """
for one in "$@"; do echo "FAILED $one - it did not come"; done
[ -e played ] && exit "$(cat second)"
touch played
echo "$#" failed, 147 passed in 1.20s
exit 1
"""
"""In the place of pytest: what it is given fails the first time, and ends as told the second time."""


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The runner of the lanes."""
    monkeypatch.syspath_prepend(str(REPOSITORY / ".ci"))
    found = importlib.util.spec_from_file_location("runner_of_lanes", REPOSITORY / ".ci/test.py")
    assert found
    assert found.loader
    runner = importlib.util.module_from_spec(found)
    monkeypatch.setitem(sys.modules, found.name, runner)
    found.loader.exec_module(runner)
    return runner


@pytest.fixture
def ended(runner: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """How a lane ends in which `tests` fail at first."""
    (tmp_path / "tests.sh").write_text(TESTS)
    monkeypatch.setattr(runner, "REPOSITORY", tmp_path)
    monkeypatch.setattr(runner, "PYTEST", ("sh", "tests.sh"))

    def run(*tests: str, again: int = 2, second: int = 0) -> Outcome:
        (tmp_path / "second").write_text(str(second))
        lane = runner.Lane("some", "some tests", (("sh", "tests.sh", *tests),), again=again)
        outcome: Outcome = runner.run(lane, tmp_path / "log", runner.Prepared(tmp_path))
        return outcome

    return run


def test_what_passes_alone_passes_and_is_named(ended: Callable[..., Outcome]) -> None:
    outcome = ended("tests/test_a.py::test_it[phone]")
    assert outcome.state == "passed"
    assert outcome.counts == "1 failed, 147 passed"
    assert outcome.why == "UNSTEADY, passed only when played alone: tests/test_a.py::test_it[phone]"


def test_what_fails_twice_has_failed(ended: Callable[..., Outcome]) -> None:
    assert ended("tests/test_a.py::test_it", second=1).state == "failed"


def test_where_many_fail_nothing_is_played_again(ended: Callable[..., Outcome]) -> None:
    assert ended(*(f"tests/test_a.py::test_{n}" for n in range(3))).state == "failed"


def test_other_lanes_play_nothing_again(ended: Callable[..., Outcome]) -> None:
    assert ended("tests/test_a.py::test_it", again=0).state == "failed"
