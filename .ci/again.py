"""Plays tests of a lane that failed once more, alone. What passes only then is named: it has a fault."""

from __future__ import annotations

import re
from pathlib import Path

_FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/\S+\.py::\S+)", re.M)


def failed_in(log: Path) -> list[str]:
    """The tests that the summary at the end of pytest's output names as failed, once each."""
    return list(dict.fromkeys(_FAILED.findall(log.read_text())))


def may_play_again(log: Path, most: int) -> list[str]:
    """The tests that are played again: those that failed, where they are at most `most`; else none."""
    failed = failed_in(log)
    return failed if len(failed) <= most else []
