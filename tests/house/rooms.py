"""The house's own facts, read from where they are stated."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

from tests.environment import REPOSITORY

HOUSE = REPOSITORY / "src" / "hulplijn"


def layers() -> list[list[str]]:
    """The rooms from top to bottom, as import-linter holds them."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    (stated,) = [contract["layers"] for contract in contracts if contract["id"] == "layers"]
    return [[room.strip() for room in layer.split("|")] for layer in stated]


def depth(module: str) -> int | None:
    """How far down the house a module lies; None for what is not ours."""
    if not module.startswith("hulplijn."):
        return None
    room = module.split(".")[1]
    (found,) = [number for number, layer in enumerate(layers()) if room in layer]
    return found


def committed() -> list[Path]:
    """The files that git holds or would hold."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
    )
    if told.returncode:  # a planted copy or an unpacked archive is no clone
        hidden = {".venv", "node_modules", "data", "build", "dist", ".git", "__pycache__", ".hypothesis"}
        return sorted(
            file
            for file in REPOSITORY.rglob("*")
            if file.is_file() and not hidden & set(file.relative_to(REPOSITORY).parts)
        )
    names = sorted(name for name in told.stdout.decode().split("\0") if name)
    return [REPOSITORY / name for name in names if (REPOSITORY / name).is_file()]


def text_of(file: Path) -> str | None:
    """A file's text; None where it is no text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
