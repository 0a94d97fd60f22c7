"""A browser that does not read is cut off, whichever way it is connected, and catches up later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from hulplijn.channels.chat import sockets, streams

SCOPE: dict[str, Any] = {"headers": [(b"host", b"hulplijn.example")], "client": ("192.0.2.7", 1)}


async def nothing_comes() -> dict[str, Any]:
    await asyncio.Event().wait()
    return {}


async def never_taken(message: dict[str, Any]) -> None:
    """Flow control: the other end takes no byte more."""
    await asyncio.Event().wait()


@pytest.mark.parametrize(
    "line",
    [
        lambda: sockets.Socket(SCOPE, nothing_comes, never_taken),
        lambda: streams.Stream(SCOPE, nothing_comes, never_taken, {"t": "hello"}),
    ],
    ids=["socket", "stream"],
)
def test_a_reader_who_takes_nothing_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, line: Callable[[], sockets.Line]
) -> None:
    monkeypatch.setattr(sockets, "_PATIENCE", 0.01)
    monkeypatch.setattr(streams, "_PATIENCE", 0.01)

    async def scene() -> None:
        with pytest.raises(sockets.Gone):
            await line().tell(t="messages", list=[])

    asyncio.run(scene())


@pytest.mark.parametrize(
    "line",
    [
        lambda send: sockets.Socket(SCOPE, nothing_comes, send),
        lambda send: streams.Stream(SCOPE, nothing_comes, send, {"t": "hello"}),
    ],
    ids=["socket", "stream"],
)
def test_a_line_that_ends_as_something_is_being_sent_ends(line: Callable[[Any], sockets.Line]) -> None:
    async def scene() -> None:
        taken = asyncio.get_running_loop().create_future()

        async def send(message: dict[str, Any]) -> None:
            await taken

        telling = asyncio.create_task(line(send).tell(t="typing"))
        await asyncio.sleep(0.01)
        taken.set_result(None)
        telling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await telling

    asyncio.run(scene())
