"""Each test of the figures has an extract of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_extract(settings: Settings, tmp_path: Path) -> None:
    settings.HULPLIJN_DATA = tmp_path
