"""Says which faults took longest: the lane must stay short."""

from __future__ import annotations

import pytest

from tests.mutants.planting import ENDS

SLOWEST = 10


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    ends = config.stash.get(ENDS, {})
    slowest = sorted(ends, key=lambda name: -ends[name][1].seconds)[:SLOWEST]
    for name in slowest:
        terminalreporter.write_line(f"{ends[name][1].seconds:6.1f} s with {name}")
