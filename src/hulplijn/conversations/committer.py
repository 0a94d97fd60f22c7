"""Group commit: messages that arrive together are written in one transaction, so the disk is asked once."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import structlog

from hulplijn.conversations import writer
from hulplijn.conversations.models import topic_of
from hulplijn.conversations.recent import Recent
from hulplijn.conversations.rules import CannotSay, Said
from hulplijn.plumbing import bus

log = structlog.get_logger(__name__)

SAID = "said"
"""The sign of a wake-up in this process for messages that `recent` holds."""

_QUEUE = 1000
_GROUP = 256
_STOP_WITHIN = 5
"""Seconds that a stop waits for the disk."""


class TooBusy(CannotSay):
    """The queue of messages is full; the sender keeps hers and tries again."""


class Committer:
    """One per process. Takes sayings of many connections; answers each when it is on disk."""

    def __init__(self) -> None:
        self.recent = Recent()
        self._queue: asyncio.Queue[tuple[writer.Saying, asyncio.Future[Said]]] = asyncio.Queue(_QUEUE)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="message-writer")
        self._stopping = False
        self._task = asyncio.get_running_loop().create_task(self._run(), name="message-writer")

    async def say(self, saying: writer.Saying) -> Said:
        """Write `saying` with the next group; returns when it is committed.

        Raises:
            TooBusy, ConversationClosed
        """
        if self._stopping:
            raise TooBusy("the process is stopping")
        done: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        try:
            self._queue.put_nowait((saying, done))
        except asyncio.QueueFull as full:
            raise TooBusy("the message queue is full") from full
        return await done

    async def _run(self) -> None:
        while True:
            group = [await self._queue.get()]
            while len(group) < _GROUP and not self._queue.empty():
                group.append(self._queue.get_nowait())
            try:
                await self._write(group)
            except Exception as wrong:
                # The outermost loop of the writer: all was answered by now, and whoever was not woken reads
                # it with the next wake-up. Were it to end here, no message would ever be written again.
                log.error("nobody_woken", messages=len(group), error=type(wrong).__name__)
            finally:
                for _ in group:
                    self._queue.task_done()

    async def _write(self, group: list[tuple[writer.Saying, asyncio.Future[Said]]]) -> None:
        sayings = [saying for saying, _ in group]
        try:
            loop = asyncio.get_running_loop()
            results = await loop.run_in_executor(self._thread, writer.write, sayings)
        except Exception as wrong:
            # A database that fails now must not end the writer. Nothing of the group was acknowledged, so
            # every sender sends again.
            log.error("messages_not_written", messages=len(group), error=type(wrong).__name__)
            for _, done in group:
                if not done.done():
                    done.set_exception(TooBusy("the database did not take it"))
            return
        only_said = dict.fromkeys((saying.conversation_id for saying in sayings), True)
        for (saying, done), result in zip(group, results, strict=True):
            if isinstance(result, Said) and not result.repeated:
                self.recent.keep(saying, result.number)
            else:
                only_said[saying.conversation_id] = False
            if done.done():
                continue
            if isinstance(result, Said):
                done.set_result(result)
            else:
                done.set_exception(result)
        for conversation_id, is_all in only_said.items():
            elsewhere, here = (bus.WRITTEN, SAID) if is_all else ("", "")
            bus.publish(topic_of(conversation_id), elsewhere, here=here)

    async def stop(self) -> None:
        """Take nothing more, write what is queued, and end; what does not get through in time was not
        acknowledged, and is sent again."""
        self._stopping = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._queue.join(), _STOP_WITHIN)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        while not self._queue.empty():
            _, done = self._queue.get_nowait()
            if not done.done():
                done.set_exception(TooBusy("the process is stopping"))
        self._thread.shutdown()
