"""What many lines want at once is done once: readings together, and no sign more often than it helps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from hulplijn.channels.chat.sockets import in_thread
from hulplijn.conversations.queries import written_after

K = TypeVar("K")
V = TypeVar("V")


class Grouped(Generic[K, V]):
    """Asks `read` once for all keys that wait, and rests `rest` seconds before it asks again.

    Each answer was read after it was asked for.
    """

    def __init__(self, read: Callable[[list[K]], dict[K, V]], rest: float = 0) -> None:
        self._read, self._rest = read, rest
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
            if self._rest:
                await asyncio.sleep(self._rest)


class Calm:
    """Does `what` when it is called, never twice at once, and rests `rest` seconds in between.

    What was wanted meanwhile is done once, afterwards. It runs in the group of its line and ends with it.
    """

    def __init__(
        self, group: asyncio.TaskGroup, what: Callable[[], Coroutine[Any, Any, None]], rest: float
    ) -> None:
        self._group, self._what, self._rest = group, what, rest
        self._wanted = False
        self._doing: asyncio.Task[None] | None = None

    def __call__(self) -> None:
        self._wanted = True
        if self._doing is None or self._doing.done():
            self._doing = self._group.create_task(self._do())

    async def _do(self) -> None:
        while self._wanted:
            self._wanted = False
            await self._what()
            await asyncio.sleep(self._rest)


written_elsewhere = Grouped(written_after)
"""What another process has written in a conversation after a number."""
