"""The life of a serving process: what starts before its first connection and ends after its last."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.db import connection

from hulplijn.audit import sealing
from hulplijn.channels.chat.gateway import Gateway
from hulplijn.plumbing import clock, health, processes
from hulplijn.plumbing.running import Running
from hulplijn.privacy.keyed import keyed_hash
from hulplijn.server.door import Door
from hulplijn.server.front import Front

if TYPE_CHECKING:
    from hulplijn.plumbing.relay import Relay

log = structlog.get_logger(__name__)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


def channel() -> str:
    """Where the processes of this installation talk to each other; others may use the same Redis."""
    return f"hulplijn:{keyed_hash('bus', '')[:12].hex()}"


class Doors:
    """The lasting connections of this process, which can be told to end all at once."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Task[Any]] = set()

    def watched(self, receive: Receive, gone: str) -> Receive:
        """`receive`, which says `gone` when the doors close, as if the other side had gone away."""

        async def hear() -> dict[str, Any]:
            task = asyncio.current_task()
            if task is None:
                return await receive()
            self._waiting.add(task)
            try:
                return await receive()
            except asyncio.CancelledError:
                if task in self._waiting:
                    raise  # cancelled by somebody else
                task.uncancel()
                return {"type": gone, "code": 1012}
            finally:
                self._waiting.discard(task)

        return hear

    def close(self) -> None:
        """End all connections there are; later ones are not touched."""
        waiting, self._waiting = self._waiting, set()
        for task in waiting:
            task.cancel()


class Life:
    """One per process, from the first to the last event of its lifespan."""

    def __init__(self, front: Front, gateway: Gateway, doors: Doors) -> None:
        self._front, self._gateway, self._doors = front, gateway, doors
        self._running = Running()
        self._relay: Relay | None = None
        self._door: Door | None = None

    async def live(self, receive: Receive, send: Send) -> None:
        """Answer the server's lifespan events."""
        while True:
            event = await receive()
            if event["type"] == "lifespan.startup":
                await self._begin(send)
            else:
                await self._end()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _begin(self, send: Send) -> None:
        loop = asyncio.get_running_loop()
        processes.when_taken_for_gone(lambda: loop.call_soon_threadsafe(self._doors.close))
        try:
            await asyncio.to_thread(self._start)
            await self._front.start()
        except Exception as wrong:
            # The outermost place of the start: the server below us ends with the sentence.
            log.error("not_started", error=type(wrong).__name__)
            await send({"type": "lifespan.startup.failed", "message": type(wrong).__name__})
            return
        # What stands now stays to the end. Looking through it for rubbish is a tenth of the start.
        gc.freeze()
        gc.enable()
        await send({"type": "lifespan.startup.complete"})

    def _start(self) -> None:
        if settings.HULPLIJN_REDIS_URL:
            from hulplijn.plumbing import relay

            self._relay = relay.Relay(settings.HULPLIJN_REDIS_URL, channel=channel(), me=str(processes.me()))
            self._relay.start()
            health.tell("redis", self._relay.state)
        self._running.start()
        if connection.vendor == "sqlite":
            import_module("hulplijn.server.command")  # its files enter the jobs
            self._door = Door(settings.HULPLIJN_DATA)
            self._door.start()
        sealing.begin(at=clock.now())

    async def _end(self) -> None:
        await self._front.stop()
        await self._gateway.stop()
        await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        if self._door is not None:
            self._door.stop()
        self._running.stop()
        if self._relay is not None:
            self._relay.stop()
