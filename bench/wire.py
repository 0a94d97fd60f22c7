"""WebSocket bytes by hand: a client that costs little, so that the server is what is measured."""

from __future__ import annotations

import asyncio
import base64
import os
import struct
from collections.abc import Callable

_NO_MASK = b"\0\0\0\0"
"""Masked with zeros: as the standard asks, and free."""


def frame(payload: bytes, kind: int = 0x81) -> bytes:
    """One masked frame."""
    size = len(payload)
    if size < 126:
        return bytes((kind, 0x80 | size)) + _NO_MASK + payload
    return bytes((kind, 0xFE)) + struct.pack("!H", size) + _NO_MASK + payload


class Wire(asyncio.Protocol):
    """One WebSocket. `hear` gets every text that comes."""

    def __init__(self, request: bytes, hear: Callable[[Wire, bytes], None]) -> None:
        self._request, self._hear = request, hear
        self._rest = b""
        self._open = False
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self.lost = False
        self.bytes_in = 0
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop has a transport of its own kind.
        self.transport = transport  # type: ignore[assignment]
        transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("refused"))

    def say(self, payload: bytes) -> None:
        self.transport.write(frame(payload))

    def data_received(self, data: bytes) -> None:
        self.bytes_in += len(data)
        data = self._rest + data
        if not self._open:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            if b" 101 " not in head[:20]:
                self.opened.set_exception(ConnectionError(head[:60].decode("latin-1")))
                return
            self._open = True
            self.opened.set_result(None)
        at, end = 0, len(data)
        while end - at >= 2:
            size, begin = data[at + 1] & 0x7F, at + 2
            if size == 126:
                if end - at < 4:
                    break
                size, begin = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                if end - at < 10:
                    break
                size, begin = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if end - begin < size:
                break
            kind = data[at] & 0x0F
            if kind == 1:
                self._hear(self, data[begin : begin + size])
            elif kind == 9:
                self.transport.write(frame(data[begin : begin + size], 0x8A))
            at = begin + size
        self._rest = data[at:]


def request_of(host: str, port: int, path: str, cookie: str, *, deflate: bool = False) -> bytes:
    """The handshake, as a browser sends it."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}:{port}",
        f"Origin: http://{host}:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        f"Cookie: {cookie}",
        "Accept-Language: nl",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ]
    if deflate:
        lines.append("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def connect(
    host: str,
    port: int,
    path: str,
    cookie: str,
    hear: Callable[[Wire, bytes], None],
    *,
    deflate: bool = False,
) -> Wire:
    """Open one WebSocket."""
    loop = asyncio.get_running_loop()
    request = request_of(host, port, path, cookie, deflate=deflate)
    _, wire = await loop.create_connection(lambda: Wire(request, hear), host, port)
    await asyncio.wait_for(wire.opened, 20)
    return wire
