"""What a live line runs over, and the first of its kinds: a WebSocket. Bounded, closed with a reason."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn, Protocol, TypeVar

from hulplijn.channels.chat.rules import LARGEST, Bucket, same_origin
from hulplijn.plumbing.database import renew_connections

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
        renew_connections()
        return what(*args, **kwargs)

    return await asyncio.get_running_loop().run_in_executor(_readers, work)


class Line(Protocol):
    """One connection to a browser, whatever carries it. `lasts`: seconds that it counts without a new sign,
    or None where its end is always noticed."""

    headers: dict[str, str]
    client: str
    lasts: float | None

    async def accept(self) -> None: ...
    async def refuse(self, code: int) -> None: ...
    async def close(self, code: int) -> None: ...
    async def leave(self, code: int) -> NoReturn: ...
    async def tell(self, **frame: Any) -> None: ...
    async def hear(self) -> dict[str, Any]: ...
    async def keep(self) -> None: ...


def headers_of(scope: Scope) -> dict[str, str]:
    """The headers of a connection by name, in small letters."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def client_of(scope: Scope) -> str:
    """The address at the other end of a connection."""
    return str((scope.get("client") or ("",))[0])


_pack = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once: `json.dumps` with options makes an encoder for every frame."""


def packed(frame: dict[str, Any]) -> str:
    """One object as it goes over the line."""
    return _pack(frame)


class Socket:
    """A WebSocket. The server pings it, so that a line that is cut without a word ends within seconds."""

    lasts: float | None = None

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.headers, self.client = headers_of(scope), client_of(scope)
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
        text = packed(frame)
        async with self._one_at_a_time:
            try:
                # Not `wait_for`, which makes a task for every frame.
                async with asyncio.timeout(_PATIENCE):
                    await self._send({"type": "websocket.send", "text": text})
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
            await self.leave(TOO_FAST)
        if not text or len(text) > LARGEST:
            await self.leave(BAD_FRAME)
        frame = unpacked(text)
        if frame is None:
            await self.leave(BAD_FRAME)
        return frame

    async def keep(self) -> None:
        """Nothing to do: the server's own pings keep a socket alive."""

    async def leave(self, code: int) -> NoReturn:
        """Close with a reason and end the line.

        Raises:
            Gone: always.
        """
        await self.close(code)
        raise Gone(str(code))


def unpacked(text: str | bytes) -> dict[str, Any] | None:
    """One frame of a browser; None where it is none."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return frame if is_frame(frame) else None


def is_frame(frame: object) -> bool:
    """Whether this is an object with a kind."""
    return isinstance(frame, dict) and isinstance(frame.get("t"), str)
