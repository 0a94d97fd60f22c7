"""Plain clients of the live line, as a browser would be one."""

from __future__ import annotations

import json
import re
import uuid
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pyotp
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.live import Helpline

PATIENCE = 30
"""Seconds for what must come: a machine full of tests is slow, and a lost wake-up comes with a poll."""


class Browser:
    """Cookies, requests and live lines of one person."""

    def __init__(self, helpline: Helpline) -> None:
        self.helpline, self.jar = helpline, CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        return self._opener.open(self.helpline.url + path).read().decode()

    def get_bytes(self, path: str) -> bytes:
        """What is no page, such as a picture."""
        return bytes(self._opener.open(self.helpline.url + path).read())

    def post(self, path: str, body: dict[str, object] | None = None, **form: str) -> tuple[int, str]:
        """Post JSON, or a form; returns the status and the answer."""
        if body is not None:
            return self.post_raw(path, json.dumps(body))
        return self.post_raw(path, urlencode(form), "application/x-www-form-urlencoded")

    def post_raw(self, path: str, text: str, kind: str = "application/json") -> tuple[int, str]:
        """Post `text` as it is."""
        return self.post_bytes(path, text.encode(), {"Content-Type": kind, "Origin": self.helpline.url})

    def post_bytes(self, path: str, content: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post what is no text, under headers of the test's own."""
        request = Request(self.helpline.url + path, content, headers)  # noqa: S310 our own address
        try:
            answer = self._opener.open(request)
        except HTTPError as refused:
            return refused.code, refused.read().decode()
        return answer.status, answer.read().decode()

    def cookie(self, name: str) -> str:
        return next(
            (cookie.value or "" for cookie in self.jar if cookie.name.removeprefix("__Host-") == name), ""
        )

    def log_in(self, username: str) -> None:
        """Through the log-in page, as everybody."""
        self.get("/inloggen/")
        token = self.cookie("csrftoken")
        _, page = self.post(
            "/inloggen/", username=username, password=self.helpline.password, csrfmiddlewaretoken=token
        )
        letters = re.search(r'class="letters">([A-Z2-7 ]+)<', page)
        if letters:  # no demonstration: the first time she puts the secret in her app
            code = pyotp.TOTP(letters[1].replace(" ", "")).now()
            self.post("/inloggen/instellen/", code=code, csrfmiddlewaretoken=token)
        else:
            code = self.helpline.printed_codes(username)[-1]
            self.post("/inloggen/code/", code=code, csrfmiddlewaretoken=token)
        assert self.cookie("hulplijn-staff")

    def form(self, path: str, **fields: str) -> tuple[int, str]:
        """Post a form of the workspace."""
        return self.post(path, csrfmiddlewaretoken=self.cookie("csrftoken"), **fields)

    def line(self, path: str, *, origin: str = "") -> Line:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        address = self.helpline.url.replace("http", "ws", 1) + path
        headers = {"Cookie": cookies, "Accept-Language": "nl"}
        return Line(connect(address, origin=origin or self.helpline.url, additional_headers=headers))  # type: ignore[arg-type]


class Line:
    """One WebSocket, with what came over it."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.came: list[dict[str, Any]] = []

    def send(self, **frame: object) -> None:
        self.socket.send(json.dumps(frame, default=str))

    def until(self, kind: str, **fields: object) -> dict[str, Any]:
        """The next frame of that kind with those fields."""
        while True:
            frame = json.loads(self.socket.recv(timeout=PATIENCE))
            self.came.append(frame)
            if frame["t"] == kind and all(frame.get(name) == value for name, value in fields.items()):
                return dict(frame)

    def messages(self, count: int) -> list[dict[str, Any]]:
        """Wait until `count` messages have come, and return them."""
        while len(self.all_messages()) < count:
            self.came.append(json.loads(self.socket.recv(timeout=PATIENCE)))
        return self.all_messages()

    def all_messages(self) -> list[dict[str, Any]]:
        return [message for frame in self.came if frame["t"] == "messages" for message in frame["list"]]

    def closed_with(self) -> int:
        """Read on until the server closes; its code."""
        try:
            while True:
                self.socket.recv(timeout=PATIENCE)
        except ConnectionClosed:
            return self.socket.close_code or 0

    def say(self, text: str, client_id: uuid.UUID | None = None) -> dict[str, Any]:
        """Say `text` and wait for the acknowledgement."""
        wanted = str(client_id or uuid.uuid4())
        self.send(t="say", id=wanted, text=text)
        return self.until("ack", id=wanted)


def begin(browser: Browser) -> Line:
    """Begin a chat and open its line."""
    status, answer = browser.post("/chat/begin/", {"start_id": str(uuid.uuid4())})
    assert status == 200, answer
    line = browser.line("/ws/chat")
    line.send(t="hello", last=0)
    line.until("state")
    return line


def still_there(anouk: Browser) -> None:
    """Let her screen be seen, and the chat be open; nothing seen for a minute and a half, she is gone."""
    anouk.get("/werk/")
    anouk.helpline.until_open()


def waiting(counsellor: Browser) -> list[str]:
    """The contacts that wait, in the order in which they came.

    By the moment at which each came: in what order they stand depends on whom is held out to whom.
    """
    row = r'data-waiting-contact="([0-9a-f-]{36})">\s*<span class="queue-time times" data-since="([^"]+)"'
    found = re.findall(row, counsellor.get("/werk/"))
    return [contact for contact, _ in sorted(found, key=lambda one: one[1])]


def at_work(helpline: Helpline) -> Browser:
    """Anouk, logged in and at work, and the front page open."""
    anouk = Browser(helpline)
    anouk.log_in("anouk")
    anouk.get("/werk/")
    anouk.form("/werk/aanwezig/", to="come")
    helpline.until_open()
    return anouk
