"""A web server's patience with headers that never end, and with who takes nothing of what is sent."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_WHOLE_HEAD = 10.0
"""Seconds in which the head of a request must be there."""

_LARGEST_HEAD = 64 * 1024
"""Bytes of a head that is not whole yet: names, values and the address of a request together."""

_TAKEN_WITHIN = 30.0
"""Seconds in which the other side must take what was sent, also on a WebSocket that it becomes. After them
the kernel hangs up: to close is not enough, since that waits until everything is taken."""


class PatientHttp(HttpToolsProtocol):
    """Hangs up on whoever doesn't say what she wants, says it without end, or doesn't listen."""

    _giving_up: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        line = transport.get_extra_info("socket")
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(_TAKEN_WITHIN * 1000))
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._head = self._head + len(data) if self._giving_up is not None else 0
        if self._head > _LARGEST_HEAD:
            self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait_for_head()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        if self._giving_up is None:
            self._giving_up = self.loop.call_later(_WHOLE_HEAD, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None
