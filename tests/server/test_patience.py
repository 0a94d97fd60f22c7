"""The web server hangs up on whoever takes nothing: a close that waits for all to be taken never comes."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from hulplijn.server import patience


async def _tells_until_it_is_too_slow(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """As a line does: one sending that isn't taken in time, and it ends."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while True:
        try:
            async with asyncio.timeout(0.05):
                await send({"type": "http.response.body", "body": bytes(1 << 16), "more_body": True})
        except TimeoutError:
            return


def test_a_reader_who_takes_no_byte_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_TAKEN_WITHIN", 0.2)
    state = ServerState()
    config = uvicorn.Config(_tells_until_it_is_too_slow, lifespan="off", log_config=None)
    config.load()

    async def scene() -> None:
        loop = asyncio.get_running_loop()
        lost = asyncio.Event()

        class Watched(patience.PatientHttp):
            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                lost.set()

        server = await loop.create_server(lambda: Watched(config, state, {}), "127.0.0.1", 0)
        with socket.socket() as reader:
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.setblocking(False)
            await loop.sock_connect(reader, server.sockets[0].getsockname())
            await loop.sock_sendall(reader, b"GET / HTTP/1.1\r\nHost: hulplijn.example\r\n\r\n")
            async with asyncio.timeout(30):
                await lost.wait()
        server.close()

    asyncio.run(scene())
    assert not state.connections
