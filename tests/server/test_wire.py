"""What no browser sends: a head without end, two lengths for one body, another host, too much at once."""

from __future__ import annotations

import asyncio
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

from hulplijn.server import front
from hulplijn.server.front import Bounded
from tests.live import Helpline
from tests.server.test_front import Asked, Inner, Pages


def said(helpline: Helpline, *parts: bytes) -> bytes:
    """What the server answers to these bytes, until it hangs up."""
    address = urlsplit(helpline.url)
    answer = b""
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=30) as line:
        try:
            for part in parts:
                line.sendall(part)
            while more := line.recv(65536):
                answer += more
        except (ConnectionResetError, BrokenPipeError):
            pass
    return answer


def test_a_head_without_end_is_hung_up_on(shared_live: Helpline) -> None:
    filling = b"X-Fill: " + b"a" * 8000 + b"\r\n"
    answer = said(shared_live, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", *[filling] * 2000)
    assert b"200 OK" not in answer


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 5\r\nContent-Length: 50\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 5\r\n Transfer-Encoding: chunked\r\n",
    ],
)
def test_a_body_of_two_lengths_carries_no_second_request(head: bytes, shared_live: Helpline) -> None:
    hidden = b"0\r\n\r\nGET /open.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    start = b"POST /chat/begin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    answer = said(shared_live, start + head + b"\r\n" + hidden)
    assert b"next_opening" not in answer
    assert answer.count(b"HTTP/1.1") <= 1


@pytest.mark.parametrize(
    "host", [b"elsewhere.example", b"127.0.0.1@elsewhere.example", b"127.0.0.1, elsewhere.example", b""]
)
def test_another_host_gets_no_page_and_is_named_in_none(host: bytes, shared_live: Helpline) -> None:
    for path in (b"/", b"/werk/", b"/inloggen/"):
        request = b"GET " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
        answer = said(shared_live, request)
        assert answer.startswith(b"HTTP/1.1 400"), answer[:100]
        assert b"elsewhere" not in answer


def test_a_forwarded_host_is_nobody_we_know(shared_live: Helpline) -> None:
    asked = b"GET /werk/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Host: elsewhere.example\r\n"
    assert b"elsewhere" not in said(shared_live, asked + b"Connection: close\r\n\r\n")


def test_one_address_leaves_room_for_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "_OF_ONE_ADDRESS", 3)

    def of(address: str) -> Asked:
        asked = Asked()
        asked.scope["client"] = (address, 1)
        return asked

    async def story() -> None:
        inner: Any = Inner()
        bounded = Bounded(inner, Pages())  # type: ignore[arg-type]
        inside = [asyncio.create_task(of("192.0.2.7").of(bounded)) for _ in range(3)]
        while inner.came < 3:
            await asyncio.sleep(0)
        assert (await of("192.0.2.7").of(bounded)).status == 503
        other = asyncio.create_task(of("198.51.100.4").of(bounded))
        while inner.came < 4:
            await asyncio.sleep(0)
        inner.let.set()
        assert [one.status for one in await asyncio.gather(*inside, other)] == [200] * 4
        assert (await of("192.0.2.7").of(bounded)).status == 200
        assert not bounded._of_one._under_way, "nothing of an address stays"

    asyncio.run(story())
