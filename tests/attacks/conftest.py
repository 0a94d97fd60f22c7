"""A helpline that has everything switched on, and a last line with how many bad inputs were sent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.watching import SEED, WANTED, counted
from tests.environment import AT


@pytest.fixture
def everything_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock stands inside opening hours, and the helpline takes screenshots."""
    from hulplijn.content import queries as content
    from hulplijn.plumbing import clock

    monkeypatch.setattr(clock, "now", lambda: AT)
    folder = Path(shutil.copytree(content.folder(), tmp_path / "content"))
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("screenshots: false", "screenshots: true"))
    with content.use(folder):
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    parts = ", ".join(f"{name} {number}" for name, number in counted.sent.items())
    again = f"make attacks ATTACKS={WANTED} SEED={SEED}"
    terminalreporter.write_line(f"{sum(counted.sent.values())} bad inputs ({parts}); the same again: {again}")
