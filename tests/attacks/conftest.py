"""A last line with how many bad inputs were sent, and how the same ones are sent again."""

from __future__ import annotations

import pytest

from tests.attacks.watching import SEED, WANTED, counted


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    parts = ", ".join(f"{name} {number}" for name, number in counted.sent.items())
    again = f"make attacks ATTACKS={WANTED} SEED={SEED}"
    terminalreporter.write_line(f"{sum(counted.sent.values())} bad inputs ({parts}); the same again: {again}")
