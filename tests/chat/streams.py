"""A plain client of the way round: an event stream, read line by line, and posts."""

from __future__ import annotations

import http.client
import json
import socket
import uuid
from typing import Any
from urllib.parse import urlsplit

from tests.chat.lines import PATIENCE, Browser


class Stream:
    """One event stream of `browser`."""

    def __init__(
        self, browser: Browser, path: str = "/chat/stroom/", *, last: int = 0, **headers: str
    ) -> None:
        self.browser = browser
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.jar)
        self.connection = http.client.HTTPConnection(urlsplit(browser.helpline.url).netloc, timeout=PATIENCE)
        self.connection.request("GET", f"{path}?last={last}", headers={"Cookie": cookies, **headers})
        self.answer = self.connection.getresponse()
        self.came: list[dict[str, Any]] = []

    @property
    def status(self) -> int:
        return self.answer.status

    def until(self, kind: str, **fields: object) -> dict[str, Any]:
        """The next frame of that kind with those fields."""
        while True:
            line = self.answer.readline()
            assert line, "the stream has ended"
            if not line.startswith(b"data: {"):
                continue
            frame: dict[str, Any] = json.loads(line[6:])
            self.came.append(frame)
            if frame["t"] == kind and all(frame.get(name) == value for name, value in fields.items()):
                return frame

    def messages(self, count: int) -> list[dict[str, Any]]:
        """Wait until `count` messages have come."""
        while len(self.all_messages()) < count:
            self.until("messages")
        return self.all_messages()

    def all_messages(self) -> list[dict[str, Any]]:
        return [message for frame in self.came if frame["t"] == "messages" for message in frame["list"]]

    def cut(self) -> None:
        """End the connection as a cable does that is pulled out behind a proxy: at once."""
        if self.connection.sock:
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        self.connection.close()
        self.answer.close()


def begun(browser: Browser) -> Browser:
    """`browser` has begun a chat."""
    status, answer = browser.post("/chat/begin/", {"start_id": str(uuid.uuid4())})
    assert status == 200, answer
    return browser


def said(text: str, client_id: uuid.UUID | None = None) -> dict[str, object]:
    """The frame of a message."""
    return {"t": "say", "id": str(client_id or uuid.uuid4()), "text": text}
