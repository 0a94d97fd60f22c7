"""Waiting for the thing itself."""

from __future__ import annotations

import time

from tests.chat.lines import PATIENCE
from tests.live import Helpline


def until_log_says(helpline: Helpline, word: str) -> None:
    """Return once the server's log holds `word`."""
    until = time.monotonic() + PATIENCE
    while word not in helpline.log.read_text():
        assert time.monotonic() < until, f"the log never said {word}"
        time.sleep(0.05)
