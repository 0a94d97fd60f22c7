"""The front of the server: public pages from memory, and a bounded number of requests behind it."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import structlog
from django.conf import settings
from django.db import close_old_connections
from django.http.request import split_domain_port, validate_host

from hulplijn.channels.chat.sockets import client_of, headers_of
from hulplijn.plumbing import clock
from hulplijn.plumbing.addresses import address_of, network_of
from hulplijn.site.standing import Ready, StandingPages

log = structlog.get_logger(__name__)

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_SECOND = 1.0
_FIRST = 10.0
"""Seconds that the start waits for the pages; without a database it serves the words for that."""
_WHOLE_BODY = 20.0
"""Seconds in which the body of a request must be there."""
_ONE_SENDING = 20.0
"""Seconds in which a piece of the answer must be taken."""
_READ_FIRST = 256 * 1024
"""Bytes of a body that are read before the request takes a place."""
_OF_ONE_ADDRESS = 300
"""Requests of one address under way at once: a school of that many pupils, and room left for all others."""
_STAFF = re.compile(r"^/(?:[a-z]{2,3}/)?(?:werk|cijfers|medewerkers|mijn-inlog|slot|uitloggen)/")
_DOOR = re.compile(r"^/(?:[a-z]{2,3}/)?(?:inloggen|health)/")
_GZIP = re.compile(rb"\bgzip\b")


class Full(Exception):
    """No place came free in time."""


class Places:
    """At most `at_once` requests at work and `waiting` in line, none longer than `patience` seconds."""

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._line, self._longest_line, self._patience = 0, waiting, patience

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Hold a place inside the block.

        Raises:
            Full
        """
        if self._line >= self._longest_line:
            raise Full
        self._line += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise Full from None
        finally:
            self._line -= 1
        try:
            yield
        finally:
            self._free.release()


class Front:
    """Answers the pages that stand ready in the event loop; hands the rest to `inner`."""

    def __init__(self, inner: Application, pages: StandingPages) -> None:
        self._inner, self._pages = inner, pages
        self._renewing: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="standing-pages")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ready = self._pages.page(scope["path"]) if scope["method"] in ("GET", "HEAD") else None
        if ready is None or not _is_our_host(scope):
            await self._inner(scope, receive, send)
        else:
            await answer(ready, scope, send)

    async def start(self) -> None:
        """Make the pages, and make them again each second from now on."""
        try:
            async with asyncio.timeout(_FIRST):
                await self._derive()
        except TimeoutError:
            log.error("open_state_unknown", error="TimeoutError")
        self._renewing = asyncio.create_task(self._renew(), name="standing-pages")

    async def stop(self) -> None:
        """End what `start` began."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
        self._thread.shutdown(wait=False)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(_SECOND)
            await self._derive()

    async def _derive(self) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._work)
        except Exception as wrong:
            # The outermost loop of the pages: what stands ready stays, and the next second tries again.
            log.error("open_state_unknown", error=type(wrong).__name__)

    def _work(self) -> None:
        close_old_connections()
        try:
            self._pages.derive(clock.now())
        finally:
            close_old_connections()


class AtOnce:
    """How many requests each address has under way; forgotten with the last of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way: Counter[str] = Counter()

    @contextmanager
    def of(self, address: str) -> Iterator[None]:
        """Count one inside the block.

        Raises:
            Full
        """
        if self._under_way[address] >= self._most:
            raise Full
        self._under_way[address] += 1
        try:
            yield
        finally:
            self._under_way[address] -= 1
            if not self._under_way[address]:
                del self._under_way[address]


class Bounded:
    """Lets in what can be answered; beyond that, a small page with the phone number.

    Those at work have places of their own, so that a rush of visitors doesn't stop them, and so has their
    log-in, which is slow on purpose.
    """

    def __init__(self, inner: Application, pages: StandingPages) -> None:
        self._inner, self._pages = inner, pages
        self._visitors = Places(8, 400, 5.0)
        self._staff = Places(8, 100, 5.0)
        self._door = Places(2, 20, 5.0)
        self._of_one = AtOnce(_OF_ONE_ADDRESS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: dict[str, Any]) -> None:
            nonlocal started
            started = True
            async with _in_time(_ONE_SENDING):
                await send(message)

        try:
            with self._of_one.of(_network_of(scope)):
                await self._let_in(scope, receive, sending)
        except Full:
            await self._too_busy(scope, send)
        except TooSlow:
            if not started:
                await answer(_TOO_SLOW, scope, send)
        except TooLarge:
            if not started:
                await answer(self._pages.refusal("too_large", scope["path"]) or _TOO_LARGE, scope, send)

    async def _let_in(self, scope: Scope, receive: Receive, sending: Send) -> None:
        patient = Body(receive, announced=_header(scope, b"content-length"))
        await patient.read_first()
        async with self._places(scope).one():
            await self._inner(scope, patient.receive, sending)

    def _places(self, scope: Scope) -> Places:
        if _DOOR.match(scope["path"]):
            return self._door
        cookie = settings.SESSION_COOKIE_NAME.encode() + b"="
        if _STAFF.match(scope["path"]) and cookie in _header(scope, b"cookie"):
            return self._staff
        return self._visitors

    async def _too_busy(self, scope: Scope, send: Send) -> None:
        log.warning("too_busy")
        await answer(self._pages.refusal("busy", scope["path"]) or _NO_PAGE, scope, send)


class TooSlow(Exception):
    """The other side did not send, or take, in time."""


class TooLarge(Exception):
    """More was sent than stays in memory; the rest would be written to a file in the clear."""


@asynccontextmanager
async def _in_time(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise TooSlow from None


class Body:
    """A request's body, read with patience that ends: first what is small, before a place is taken."""

    def __init__(self, receive: Receive, *, announced: bytes = b"") -> None:
        self._receive = receive
        self._first: list[dict[str, Any]] = []
        self._whole = False
        self._read = 0
        self._announced = int(announced) if announced.isdigit() else 0
        self._until = asyncio.get_running_loop().time() + _WHOLE_BODY

    async def read_first(self) -> None:
        """Read what comes, up to the bound or the end.

        Raises:
            TooSlow, TooLarge
        """
        if self._announced > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            await self._pass_over()
            raise TooLarge
        while not self._whole and self._read < _READ_FIRST:
            self._first.append(await self._next())

    async def receive(self) -> dict[str, Any]:
        """The next event of this request.

        Raises:
            TooSlow, TooLarge
        """
        if self._first:
            return self._first.pop(0)
        return await (self._receive() if self._whole else self._next())

    async def _next(self) -> dict[str, Any]:
        async with _in_time(self._until - asyncio.get_running_loop().time()):
            message = await self._receive()
        self._whole = message["type"] != "http.request" or not message.get("more_body")
        self._read += len(message.get("body", b""))
        if self._read > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge
        return message

    async def _pass_over(self) -> None:
        """Let a body go by, for as long as one may take: a browser reads no answer while it is sending."""
        while not self._whole:
            with suppress(TooLarge):
                await self._next()


async def answer(ready: Ready, scope: Scope, send: Send) -> None:
    """Send `ready` as this browser takes it."""
    zipped = bool(ready.zipped) and bool(_GZIP.search(_header(scope, b"accept-encoding")))
    body = ready.zipped if zipped else ready.body
    headers = [one for one in ready.headers if one[0] != b"strict-transport-security" or _is_secure(scope)]
    headers.append((b"content-length", str(len(body)).encode()))
    if zipped:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": ready.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for given, value in scope["headers"] if given == name), b"")


def _network_of(scope: Scope) -> str:
    return network_of(address_of(client_of(scope), headers_of(scope)))


def _is_our_host(scope: Scope) -> bool:
    domain, _ = split_domain_port(_header(scope, b"host").decode("latin-1"))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _is_secure(scope: Scope) -> bool:
    if not settings.SECURE_PROXY_SSL_HEADER:
        return bool(scope.get("scheme") == "https")
    name, value = settings.SECURE_PROXY_SSL_HEADER
    header = name.removeprefix("HTTP_").replace("_", "-").lower().encode()
    return _header(scope, header).strip().lower() == value.encode()


_PLAIN = ((b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"))
_TOO_SLOW = Ready(408, (*_PLAIN, (b"connection", b"close")), b"408", b"")
_TOO_LARGE = Ready(413, (*_PLAIN, (b"connection", b"close")), b"413", b"")
_NO_PAGE = Ready(503, (*_PLAIN, (b"retry-after", b"10")), b"503", b"")
