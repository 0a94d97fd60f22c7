"""Readings of many lines that come together are one query."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from hulplijn.channels.chat.sockets import in_thread

K = TypeVar("K")
V = TypeVar("V")


class Grouped(Generic[K, V]):
    """Asks `read` once for all keys that wait. Each answer was read after it was asked for."""

    def __init__(self, read: Callable[[list[K]], dict[K, V]]) -> None:
        self._read = read
        self._waiting: dict[K, list[asyncio.Future[V | None]]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def of(self, key: K) -> V | None:
        """What `read` finds for `key`; None where it finds nothing."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[V | None] = loop.create_future()
        self._waiting.setdefault(key, []).append(answer)
        if self._reading is None or self._reading.done() or self._reading.get_loop() is not loop:
            self._reading = loop.create_task(self._run(), name="grouped-reading")
        return await answer

    async def _run(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, {}
            try:
                found = await in_thread(self._read, list(waiting))
            except Exception as wrong:
                # Each line that asked gets it, and ends as it would after a query of its own.
                for answer in [one for some in waiting.values() for one in some if not one.done()]:
                    answer.set_exception(wrong)
                continue
            for key, answers in waiting.items():
                for answer in answers:
                    if not answer.done():
                        answer.set_result(found.get(key))
