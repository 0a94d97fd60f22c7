"""A copy of the content folder to spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hulplijn.content import queries
from hulplijn.content.errors import ContentError

Spoil = Callable[..., list[ContentError]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(queries.folder(), tmp_path / "content"))


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Change one text in one file of the copy and return what the check finds."""

    def change(file: str, *changes: tuple[str, str]) -> list[ContentError]:
        path = folder / file
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text, f"{file} does not hold {old!r}"
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
        return queries.check(folder)

    return change
