"""Visitors who write without a pause, and keep what was acknowledged to them."""

from __future__ import annotations

import threading
from contextlib import suppress

from websockets.exceptions import ConnectionClosed

from tests.chat.lines import Browser, at_work, begin
from tests.live import Helpline


class Crowd:
    """`acknowledged` are the texts of which the sender saw that they were sent."""

    def __init__(self, helpline: Helpline, visitors: int) -> None:
        at_work(helpline)
        self.helpline = helpline
        self.acknowledged: list[str] = []
        self._enough = threading.Condition()
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(visitors)]

    def write(self, until: int) -> None:
        """Let all write; return once `until` messages were acknowledged, while they write on."""
        for thread in self._threads:
            thread.start()
        with self._enough:
            assert self._enough.wait_for(lambda: len(self.acknowledged) >= until, 60)

    def stop(self) -> None:
        """Wait until all have lost the server."""
        for thread in self._threads:
            thread.join()

    def _write(self, visitor: int) -> None:
        with suppress(ConnectionClosed, OSError, TimeoutError):
            line = begin(Browser(self.helpline))
            for number in range(55):  # so many fit in one burst
                text = f"v{visitor}-{number}"
                line.say(text)
                with self._enough:
                    self.acknowledged.append(text)
                    self._enough.notify()
