"""A keys folder and a folder of copies for one test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from hulplijn.privacy import keyed, keys


@pytest.fixture
def folders(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """The folder that holds `keys` and `key-copies` of this test."""
    settings.HULPLIJN_KEYS_FOLDER, settings.HULPLIJN_KEY_COPIES = tmp_path / "keys", tmp_path / "key-copies"
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    keys.forget_opened()
    keyed.forget()
