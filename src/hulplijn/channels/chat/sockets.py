"""A WebSocket as the gateway uses it: JSON objects in and out, bounded, closed with a reason."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import close_old_connections

from hulplijn.channels.chat.rules import LARGEST, Bucket, same_origin

T = TypeVar("T")
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

BAD_FRAME, NO_HOLD, TOO_FAST, TRY_AGAIN = 4400, 4401, 4429, 1013
_PATIENCE = 20
"""Seconds that a send may take; a slower reader is cut off and catches up by replay."""

_readers = ThreadPoolExecutor(4, thread_name_prefix="gateway-read")


class Gone(Exception):
    """The other side went away, or was sent away."""


async def in_thread(what: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Run database work outside the event loop."""

    def work() -> T:
        close_old_connections()
        return what(*args, **kwargs)

    return await asyncio.get_running_loop().run_in_executor(_readers, work)


class Socket:
    """One connection."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        self._receive, self._send = receive, send
        self._one_at_a_time = asyncio.Lock()
        self._bucket = Bucket()

    @property
    def same_origin(self) -> bool:
        return same_origin(self.headers.get("origin", ""), self.headers.get("host", ""))

    async def accept(self) -> None:
        await self._receive()
        await self._send({"type": "websocket.accept"})

    async def refuse(self, code: int) -> None:
        """Accept and close at once: a browser hides the reason of a refused handshake from the page."""
        await self.accept()
        await self.close(code)

    async def close(self, code: int) -> None:
        await self._send({"type": "websocket.close", "code": code})

    async def tell(self, **frame: Any) -> None:
        """Send one object.

        Raises:
            Gone: the connection is lost, or too slow.
        """
        text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
        async with self._one_at_a_time:
            try:
                await asyncio.wait_for(self._send({"type": "websocket.send", "text": text}), _PATIENCE)
            except (OSError, RuntimeError, TimeoutError) as lost:
                raise Gone("cannot send") from lost

    async def hear(self) -> dict[str, Any]:
        """The next object from the browser.

        Raises:
            Gone: it went away, or sent what no page of ours sends.
        """
        event = await self._receive()
        if event["type"] == "websocket.disconnect":
            raise Gone("disconnected")
        text = event.get("text") or ""
        if not self._bucket.take(time.monotonic()):
            await self._leave(TOO_FAST)
        if not text or len(text) > LARGEST:
            await self._leave(BAD_FRAME)
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError):
            frame = None
        if not isinstance(frame, dict) or not isinstance(frame.get("t"), str):
            await self._leave(BAD_FRAME)
        return dict(frame)

    async def _leave(self, code: int) -> None:
        await self.close(code)
        raise Gone(str(code))
