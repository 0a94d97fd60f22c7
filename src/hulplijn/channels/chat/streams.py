"""Where no WebSocket gets through: an event stream down, and posts up. The same lines run over them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from hulplijn.channels.chat.rules import same_origin
from hulplijn.channels.chat.sockets import (
    BAD_FRAME,
    NO_HOLD,
    TOO_FAST,
    TRY_AGAIN,
    Gone,
    Receive,
    Scope,
    Send,
    client_of,
    headers_of,
    is_frame,
    packed,
)

ALIVE_EVERY = 15.0
"""Seconds between two signs of life on a stream: proxies drop what is silent for a minute."""
LASTS = 40.0
"""Seconds that a stream counts as connected after her page's last post; the page posts every 15."""
_PATIENCE = 20.0
_LARGEST_BODY = 256 * 1024
_MOST_FRAMES = 64

_STATUS = {BAD_FRAME: 400, NO_HOLD: 401, TOO_FAST: 429, TRY_AGAIN: 503}
_HEADERS = [
    (b"cache-control", b"no-store, no-transform"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]


class Stream:
    """An event stream (text/event-stream) as a line: it tells, and hears only what its address says.

    A reader that is too slow is cut off: one send may take `_PATIENCE`, and no more is held for it.
    """

    lasts: float | None = LASTS

    def __init__(self, scope: Scope, receive: Receive, send: Send, first: dict[str, Any]) -> None:
        self.headers, self.client = headers_of(scope), client_of(scope)
        self._receive, self._send = receive, send
        self._first: dict[str, Any] | None = first
        self._one_at_a_time = asyncio.Lock()

    @property
    def same_origin(self) -> bool:
        """Whether a page of ours asks. A browser names no Origin when it reads from its own host, but says
        where the page is from; the cookie is never sent from elsewhere (SameSite)."""
        origin = self.headers.get("origin")
        if origin is not None:
            return same_origin(origin, self.headers.get("host", ""))
        return self.headers.get("sec-fetch-site", "same-origin") == "same-origin"

    async def accept(self) -> None:
        kind = (b"content-type", b"text/event-stream; charset=utf-8")
        through = (b"x-accel-buffering", b"no")
        await self._send(
            {"type": "http.response.start", "status": 200, "headers": [*_HEADERS, kind, through]}
        )
        await self._write(": open\n\n")

    async def refuse(self, code: int) -> None:
        await answer(self._send, _STATUS.get(code, 403), [])

    async def tell(self, **frame: Any) -> None:
        """Send one object.

        Raises:
            Gone: the connection is lost, or too slow.
        """
        await self._write(f"data: {packed(frame)}\n\n")

    async def hear(self) -> dict[str, Any]:
        """First what the address of the stream says; then nothing until the browser goes.

        Raises:
            Gone
        """
        if self._first is not None:
            first, self._first = self._first, None
            return first
        while (await self._receive())["type"] != "http.disconnect":
            pass
        raise Gone("disconnected")

    async def keep(self) -> None:
        """Give a sign of life now and then, for proxies and to notice a dead line."""
        while True:
            await asyncio.sleep(ALIVE_EVERY)
            await self._write(": alive\n\n")

    async def close(self, code: int) -> None:
        await self._write(f"event: close\ndata: {code}\n\n")
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def leave(self, code: int) -> NoReturn:
        await self.close(code)
        raise Gone(str(code))

    async def _write(self, text: str) -> None:
        body = {"type": "http.response.body", "body": text.encode(), "more_body": True}
        async with self._one_at_a_time:
            try:
                # Not `wait_for`, which swallows a cancellation that comes as the send is done: the line
                # would never end.
                async with asyncio.timeout(_PATIENCE):
                    await self._send(body)
            except (OSError, RuntimeError, TimeoutError) as lost:
                raise Gone("cannot send") from lost


class Post:
    """Frames that came by post; what is told in answer is collected and goes back with it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.headers, self.client = headers_of(scope), client_of(scope)
        self._receive, self._send = receive, send
        self.told: list[dict[str, Any]] = []
        self.closed = 0

    @property
    def same_origin(self) -> bool:
        return same_origin(self.headers.get("origin", ""), self.headers.get("host", ""))

    async def tell(self, **frame: Any) -> None:
        """Keep one object for the answer."""
        self.told.append(frame)

    async def close(self, code: int) -> None:
        """The rest is not done; `refuse` says so with this reason."""
        self.closed = code

    async def frames(self) -> list[dict[str, Any]] | None:
        """The posted frames in their order; None where it is nothing that a page of ours sends."""
        try:
            async with asyncio.timeout(_PATIENCE):
                posted = json.loads(await self._body())
        except (ValueError, RecursionError, TimeoutError, Gone):
            return None
        posted = posted if isinstance(posted, list) else [posted]
        return posted if len(posted) <= _MOST_FRAMES and all(is_frame(one) for one in posted) else None

    async def _body(self) -> bytes:
        body = bytearray()
        while True:
            event = await self._receive()
            if event["type"] == "http.disconnect":
                raise Gone("disconnected")
            body += event.get("body", b"")
            if len(body) > _LARGEST_BODY:
                raise ValueError("too much")
            if not event.get("more_body"):
                return bytes(body)

    async def refuse(self, code: int) -> None:
        """Answer with what was done so far, and that the rest was not."""
        await answer(self._send, _STATUS.get(code, 403), self.told)

    async def done(self) -> None:
        """Answer with all that was told."""
        await answer(self._send, 200, self.told)


async def answer(send: Send, status: int, told: Iterable[dict[str, Any]]) -> None:
    """One whole answer: a list of frames."""
    body = ("[" + ",".join(packed(frame) for frame in told) + "]").encode()
    kind = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*_HEADERS, *kind]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def asked(scope: Scope) -> dict[str, str]:
    """The query of the address."""
    return dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))


def whole_number(text: str) -> int:
    """A number in an address; -1, which no frame may hold, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
