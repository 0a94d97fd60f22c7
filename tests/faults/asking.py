"""Plain HTTP as a browser asks it, over a network that breaks: it ends with an answer or with `Lost`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE = 20.0


class Lost(Exception):
    """The connection broke, or nothing came: whether the server did what was asked is not known."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    def json(self) -> dict[str, object]:
        return dict(json.loads(self.text))


class Asker:
    """Requests and cookies of one browser."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies: dict[str, str] = {}

    @property
    def headers(self) -> dict[str, str]:
        """What every request of a page says of itself."""
        return {
            "Host": urlsplit(self.url).netloc,
            "Origin": self.url,
            "Sec-Fetch-Site": "same-origin",
            "Accept-Language": "nl",
            "User-Agent": "faults",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    async def get(self, path: str) -> Answer:
        return await self._ask("GET", path, b"", {})

    async def post(self, path: str, body: object = None, **form: str | list[str]) -> Answer:
        """Post JSON, or a form."""
        if body is not None:
            return await self._ask(
                "POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"}
            )
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self._ask("POST", path, urlencode(form, doseq=True).encode(), kind)

    async def post_for_json(self, path: str, **form: str | list[str]) -> Answer:
        """Post a form as a page's script does, which wants data back."""
        body = urlencode(form, doseq=True).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        return await self._ask("POST", path, body, kind)

    async def _ask(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Answer:
        try:
            async with asyncio.timeout(PATIENCE), self.opened(method, path, body, more) as (head, reader):
                content = await _body(head.headers, reader)
        except (TimeoutError, OSError, EOFError, ValueError) as lost:
            raise Lost(f"{method} {path}: {type(lost).__name__}") from lost
        return Answer(head.status, head.headers, content.decode())

    @asynccontextmanager
    async def opened(
        self, method: str, path: str, body: bytes = b"", more: dict[str, str] | None = None
    ) -> AsyncIterator[tuple[Answer, asyncio.StreamReader]]:
        """Ask, and give the head of the answer with a reader for its body."""
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(self.url).port)
        try:
            headers = {
                **self.headers,
                **(more or {}),
                "Content-Length": str(len(body)),
                "Connection": "close",
            }
            lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
            writer.write("\r\n".join([*lines, "", ""]).encode() + body)
            await writer.drain()
            yield self._head(await reader.readuntil(b"\r\n\r\n")), reader
        finally:
            writer.transport.abort()

    def _head(self, head: bytes) -> Answer:
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
            if name.strip().lower() == "set-cookie":
                self._keep(value)
        return Answer(int(first.split()[1]), headers, "")

    def _keep(self, line: str) -> None:
        for name, morsel in SimpleCookie(line.strip()).items():
            if morsel["max-age"] == "0" or not morsel.value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value


async def _body(headers: dict[str, str], reader: asyncio.StreamReader) -> bytes:
    if headers.get("transfer-encoding") == "chunked":
        content = b""
        async for piece in chunks(reader):
            content += piece
        return content
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    return await reader.read()


async def chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """The pieces of a chunked body; one that ends without its last piece was cut.

    Raises:
        asyncio.IncompleteReadError
    """
    while True:
        size = int((await reader.readuntil(b"\r\n")).strip() or b"0", 16)
        piece = await reader.readexactly(size + 2)
        if not size:
            return
        yield piece[:-2]
