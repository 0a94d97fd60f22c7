"""What holds for every bad input: an answer, no broken page, nothing told to who may not know."""

from __future__ import annotations

import io
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase

from tests.attacks.values import MARK

HANGS = 60
"""Seconds after which an input counts as one that hangs. A watchdog: whatever answers, answers far sooner."""

WANTED = int(os.environ.get("ATTACKS", "3000"))
SEED = int(os.environ.get("SEED", "12"))
SHARES = {"forms": 65, "frames": 20, "files": 10, "api": 5}
"""Of a hundred inputs, how many each part sends."""


class Hangs(BaseException):
    """No answer came. No `except Exception` of the product may take it for one of its own."""


class Counted:
    """How many inputs each part has sent."""

    def __init__(self) -> None:
        self.sent: dict[str, int] = {}

    def one(self, part: str) -> None:
        self.sent[part] = self.sent.get(part, 0) + 1


counted = Counted()


def share(part: str) -> int:
    """How many inputs `part` sends in this run."""
    return -(-WANTED * SHARES[part] // 100)


def settings(examples: int) -> Any:
    """Hypothesis for an attack: as many as were asked for, the same for the same seed, no clock."""
    return hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=False,
        print_blob=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


@contextmanager
def watchdog() -> Iterator[None]:
    """End what does not answer."""

    def bark(number: int, frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, bark)
    signal.setitimer(signal.ITIMER_REAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Overheard:
    """Every log line, as the product writes it."""

    def __init__(self) -> None:
        self._written = io.StringIO()
        self._ours = logging.StreamHandler(self._written)

    @contextmanager
    def listening(self) -> Iterator[Overheard]:
        root = logging.getLogger()
        for handler in root.handlers:
            if handler.formatter is not None and type(handler.formatter).__module__.startswith("structlog"):
                self._ours.setFormatter(handler.formatter)
        assert self._ours.formatter is not None, "the product's own way of writing a line"
        root.addHandler(self._ours)
        try:
            yield self
        finally:
            root.removeHandler(self._ours)

    def lines(self) -> list[str]:
        """What was written since the last time."""
        lines = self._written.getvalue().splitlines()
        self._written.seek(0)
        self._written.truncate()
        return lines

    def hold_no_word(self, *private: str) -> None:
        """No line holds what was typed, or what is private."""
        for line in self.lines():
            for one in (MARK, *private):
                assert one not in line, f"a log line tells what was typed: {line[:300]}"
