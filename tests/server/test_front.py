"""The front: pages from memory, and a small page with the phone number where it is too busy."""

from __future__ import annotations

import asyncio
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

from hulplijn.server.front import Bounded, Front, Places
from hulplijn.site.standing import Ready
from tests.live import Helpline

READY = Ready(
    200, ((b"content-type", b"text/html"), (b"strict-transport-security", b"max-age=1")), b"here", b""
)
BUSY = Ready(503, ((b"retry-after", b"10"),), b"call 020", b"")
TOO_LARGE = Ready(413, (), b"8 MB at most", b"")


class Pages:
    """Pages that stand ready, without a helpline behind them."""

    def page(self, path: str) -> Ready | None:
        return READY if path == "/" else None

    def refusal(self, name: str, path: str) -> Ready | None:
        return {"busy": BUSY, "too_large": TOO_LARGE}[name]


class Asked:
    """One request and what came of it."""

    def __init__(
        self, path: str = "/x", method: str = "GET", host: str = "testserver", cookie: str = ""
    ) -> None:
        headers = [(b"host", host.encode()), (b"cookie", cookie.encode())]
        self.scope = {"type": "http", "path": path, "method": method, "headers": headers}
        self.sent: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    async def of(self, application: Any) -> Asked:
        await application(self.scope, self.receive, self.send)
        return self

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def body(self) -> bytes:
        return b"".join(one.get("body", b"") for one in self.sent)


class Inner:
    """What lies behind: answers once it is let."""

    def __init__(self) -> None:
        self.let, self.came = asyncio.Event(), 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.came += 1
        await self.let.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inner"})


def test_a_ready_page_never_reaches_django() -> None:
    async def story() -> None:
        inner = Inner()
        inner.let.set()
        front = Front(inner, Pages())  # type: ignore[arg-type]
        asked = await Asked("/").of(front)
        assert (asked.status, asked.body, inner.came) == (200, b"here", 0)
        head = await Asked("/", "HEAD").of(front)
        assert (head.status, head.body) == (200, b"")
        assert (b"content-length", b"4") in head.sent[0]["headers"]

    asyncio.run(story())


def test_another_method_or_a_host_that_is_not_ours_is_left_to_django() -> None:
    async def story() -> None:
        inner = Inner()
        inner.let.set()
        front = Front(inner, Pages())  # type: ignore[arg-type]
        for asked in (Asked("/", "POST"), Asked("/", host="elsewhere.example"), Asked("/other/")):
            assert (await asked.of(front)).body == b"inner"

    asyncio.run(story())


def test_a_browser_on_plain_http_is_not_told_to_come_by_tls() -> None:
    async def story() -> None:
        asked = await Asked("/").of(Front(Inner(), Pages()))  # type: ignore[arg-type]
        assert [name for name, _ in asked.sent[0]["headers"]] == [b"content-type", b"content-length"]

    asyncio.run(story())


def test_beyond_the_bound_the_answer_is_the_small_page_and_those_inside_are_served() -> None:
    async def story() -> None:
        inner = Inner()
        bounded = Bounded(inner, Pages())  # type: ignore[arg-type]
        bounded._visitors = Places(2, 1, 60.0)
        inside = [asyncio.create_task(Asked().of(bounded)) for _ in range(3)]
        while inner.came < 2:
            await asyncio.sleep(0)
        refused = await Asked().of(bounded)
        assert (refused.status, refused.body) == (503, b"call 020")
        inner.let.set()
        assert [one.body for one in await asyncio.gather(*inside)] == [b"inner"] * 3

    asyncio.run(story())


def test_who_waits_too_long_gets_the_small_page() -> None:
    async def story() -> None:
        inner = Inner()
        bounded = Bounded(inner, Pages())  # type: ignore[arg-type]
        bounded._visitors = Places(1, 5, 0.0)
        inside = asyncio.create_task(Asked().of(bounded))
        while not inner.came:
            await asyncio.sleep(0)
        assert (await Asked().of(bounded)).status == 503
        inner.let.set()
        await inside

    asyncio.run(story())


@pytest.mark.parametrize("path", ["/werk/", "/slot/", "/mijn-inlog/", "/medewerkers/"])
def test_a_rush_of_visitors_leaves_the_counsellors_their_places(path: str) -> None:
    async def story() -> None:
        inner = Inner()
        bounded = Bounded(inner, Pages())  # type: ignore[arg-type]
        bounded._visitors = Places(1, 0, 60.0)
        assert (await Asked().of(bounded)).status == 503
        working = asyncio.create_task(Asked(path, cookie="hulplijn-staff=abc").of(bounded))
        while not inner.came:
            await asyncio.sleep(0)
        inner.let.set()
        assert (await working).body == b"inner"
        assert (await Asked("/en/werk/").of(bounded)).status == 503, "no log-in, no place of theirs"

    asyncio.run(story())


def test_a_body_that_never_ends_takes_no_place_and_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hulplijn.server.front._WHOLE_BODY", 0.0)

    async def story() -> None:
        inner = Inner()

        class Slow(Asked):
            async def receive(self) -> dict[str, Any]:
                await asyncio.Event().wait()
                raise AssertionError

        asked = await Slow(method="POST").of(Bounded(inner, Pages()))  # type: ignore[arg-type]
        assert (asked.status, inner.came) == (408, 0)

    asyncio.run(story())


def test_a_head_that_never_ends_is_hung_up_on(shared_live: Helpline) -> None:
    address = urlsplit(shared_live.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=30) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        assert slow.recv(100) == b"", "hung up, without an answer"


class Sending(Asked):
    """A request whose body comes in pieces of a megabyte; `announced` or not."""

    def __init__(self, megabytes: int, *, announced: bool) -> None:
        super().__init__("/chat/schermfoto/", "POST")
        self.left = megabytes
        if announced:
            self.scope["headers"].append((b"content-length", str(megabytes * 1024 * 1024).encode()))

    async def receive(self) -> dict[str, Any]:
        self.left -= 1
        return {"type": "http.request", "body": bytes(1024 * 1024), "more_body": self.left > 0}


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize(("megabytes", "status"), [(9, 200), (12, 413)])
def test_what_would_not_stay_in_memory_is_refused_in_words(
    announced: bool, megabytes: int, status: int
) -> None:
    handed_on = 0

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        nonlocal handed_on
        more = True
        while more:
            message = await receive()
            handed_on += len(message["body"])
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"taken"})

    async def story() -> Asked:
        return await Sending(megabytes, announced=announced).of(Bounded(inner, Pages()))  # type: ignore[arg-type]

    asked = asyncio.run(story())
    assert asked.status == status
    assert asked.body == (b"taken" if status == 200 else b"8 MB at most")
    assert handed_on <= 9 * 1024 * 1024, "more would be written to a file in the clear"
