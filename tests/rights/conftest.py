"""The moment at which everybody tries everything, and a helpline that takes screenshots."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hulplijn.content import queries as content
from hulplijn.plumbing import clock
from tests.environment import AT


@pytest.fixture
def takes_screenshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: AT)
    folder = Path(shutil.copytree(content.folder(), tmp_path / "content"))
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("screenshots: false", "screenshots: true"))
    with content.use(folder):
        yield
