"""On SQLite every write of the product holds its database's fair lock: checked at each statement."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db.backends.utils import CursorWrapper

from hulplijn.plumbing import database

_HOUSE = str(Path(database.__file__).parents[1])
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|WITH wanted\(which, more\))\b", re.IGNORECASE)


class WroteWithoutTheLock(AssertionError):
    """A write of ours that no `writing()` is around."""


def _ours(frame: FrameType | None) -> str:
    """The place in the house that asked for it; nothing where a test or a migration did."""
    while frame is not None:
        file = frame.f_code.co_filename
        if "site-packages" not in file and not file.endswith("contextlib.py"):
            is_ours = file.startswith(_HOUSE) and "migrations" not in file
            return f"{file}:{frame.f_lineno}" if is_ours else ""
        frame = frame.f_back
    return ""


def _watched(execute: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(execute)
    def inner(self: CursorWrapper, sql: str, params: Any = None) -> Any:
        alias = self.db.alias
        if self.db.vendor == "sqlite" and alias in database._locks and _WRITES.match(str(sql)):
            is_held = database._locks[alias]._owner == threading.get_ident()
            where = "" if is_held else _ours(sys._getframe(1))
            if where:
                raise WroteWithoutTheLock(f"{where} writes outside of writing(): {sql[:80]}")
        return execute(self, sql, params)

    return inner


@pytest.fixture(scope="session", autouse=True)
def every_write_holds_the_lock() -> Any:
    """Watch for as long as tests run."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("execute", "executemany"):
            patch.setattr(CursorWrapper, name, _watched(getattr(CursorWrapper, name)))
        yield
