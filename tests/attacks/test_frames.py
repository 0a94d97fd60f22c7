"""Bad frames over every live line and bad posts beside it: each is closed with a reason or answered."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from hypothesis import given, seed
from hypothesis import strategies as st

from hulplijn.accounts.models import Staff
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import cookie
from hulplijn.channels.chat.gateway import Gateway
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Message
from hulplijn.conversations.queries import messages_after
from hulplijn.privacy.keys import open_key
from tests import builders
from tests.attacks.values import CLASSICS, MARK, header, json_value, raw, text
from tests.attacks.watching import SEED, Overheard, counted, settings, share, watchdog
from tests.rights.world import SECRET

AT_ONCE = 12
"""Frames on one line: less than the bound on their number, so that each is looked at."""
CLOSED = {4400, 4401, 4403, 4429, 1000, 1013}
ANSWERED = {200, 400, 401, 403, 429, 503}
TAKES = {
    "/ws/chat": ("hello", "say", "say", "typing", "seen", "draft", "danger", "consent", "beat"),
    "/ws/werk": ("open", "say", "say", "typing", "seen", "draft", "draft", "beat", "leave"),
    "/chat/zeg/": ("say", "say", "typing", "seen", "draft", "danger", "consent", "beat"),
    "/werk/zeg/": ("say", "say", "typing", "seen", "draft", "draft", "beat", "leave"),
}
"""The kinds of frame that each way takes; the others are tried as well, less often."""
NAMES = ("c", "id", "text", "n", "last", "kind", "yes", "drafted", "lang", "t2")


@dataclass
class Scene:
    """Two talks, and the cookies of those who may come to the first."""

    talk: Contact
    other: Contact
    visitor: str
    staff: str

    @property
    def ids(self) -> list[str]:
        return [str(self.talk.conversation_id), str(self.other.conversation_id)]


@pytest.fixture
def scene(transactional_db: None, everything_on: None) -> Scene:
    anouk = builders.actor(builders.staff("anouk"))
    bram = builders.actor(builders.staff("bram"))
    talk = builders.taken_chat(anouk, "hoi")
    other = builders.taken_chat(bram, SECRET)
    assert talk.conversation is not None
    held = HttpResponse()
    cookie.give(held, talk.conversation, conversations.give_hold(talk.conversation))
    browser = Client()
    browser.force_login(Staff.objects.get(pk=anouk.id))
    return Scene(talk, other, _header(held.cookies), _header(browser.cookies))


def _header(cookies: Any) -> str:
    return "; ".join(f"{name}={one.value}" for name, one in cookies.items())


def _right(scene: Scene) -> dict[str, dict[str, Any]]:
    """One frame of each kind as a page sends it."""
    c, client_id = scene.ids[0], str(uuid.uuid4())
    return {
        "hello": {"c": c, "last": 0},
        "open": {"c": c, "last": 0, "lang": "nl"},
        "say": {"c": c, "id": client_id, "text": "hoi", "drafted": True},
        "typing": {"c": c},
        "seen": {"c": c, "n": 1},
        "draft": {"c": c, "kind": "reply", "text": "een begin"},
        "danger": {"c": c},
        "consent": {"c": c, "id": client_id, "yes": True},
        "beat": {},
        "leave": {"c": c},
        "ping": {},
    }


@st.composite
def _frames(draw: st.DrawFn, scene: Scene, path: str) -> dict[str, Any]:
    """A frame of a page of which something is changed, or more is added; seldom its kind."""
    right = _right(scene)
    kind = draw(st.sampled_from(TAKES[path] if draw(st.integers(0, 29)) else sorted(right)))
    frame: dict[str, Any] = {"t": kind, **right[kind]}
    if kind == "say":
        frame["id"] = str(draw(st.uuids()))
        frame["text"] = draw(text)
    if kind == "draft":
        frame["text"] = draw(text)
    value = st.one_of(json_value, text, st.sampled_from(scene.ids), st.integers(), st.booleans())
    if not draw(st.integers(0, 2)):  # mostly a field that counts: one that nobody reads breaks nothing
        frame[draw(st.sampled_from(sorted(right[kind]) * 3 + list(NAMES)))] = draw(value)
    if not draw(st.integers(0, 24)):
        frame["t"] = draw(value)
    return frame


def _event(frame: Any) -> dict[str, Any]:
    if isinstance(frame, bytes):
        return {"type": "websocket.receive", "bytes": frame}
    return {"type": "websocket.receive", "text": frame if isinstance(frame, str) else json.dumps(frame)}


def _over_the_line(scene: Scene, path: str) -> st.SearchStrategy[Any]:
    """A frame as an object, as text that is none, or as bytes. Text comes as UTF-8: no half characters."""
    whole: st.SearchStrategy[Any] = _frames(scene, path)
    nonsense = st.one_of(
        st.text(max_size=30),
        st.sampled_from(["[" * 50_000, '{"t":' * 9_000, '{"t": "say"', "9" * 5_000, "NaN", '"' + MARK]),
        json_value.map(json.dumps),
        st.binary(max_size=20),
    )
    return st.integers(0, 30).flatmap(lambda one: whole if one else nonsense)


class Connection:
    """One connection to the gateway: what is sent to it, one after another, and what it answers."""

    def __init__(self, kind: str, path: str, cookies: str, **scope: Any) -> None:
        headers = {
            "host": "testserver",
            "origin": "http://testserver",
            "cookie": cookies,
            **scope.pop("headers", {}),
        }
        encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        self.scope = {"type": kind, "path": path, "headers": encoded, "client": ("127.0.0.1", 1), **scope}
        self.sent: list[dict[str, Any]] = []
        self.heard = 0
        """How many of the frames were looked at, before it was closed or went."""

    async def serve(self, gateway: Gateway, events: list[dict[str, Any]]) -> None:
        coming = iter(events)

        async def receive() -> dict[str, Any]:
            for event in coming:
                self.heard += event["type"] != "websocket.connect"
                return event
            await asyncio.sleep(0)
            return {"type": f"{self.scope['type']}.disconnect", "code": 1001}

        async def send(message: dict[str, Any]) -> None:
            self.sent.append(message)

        assert gateway.answers(self.scope)
        await gateway(self.scope, receive, send)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.sent if message["type"] == kind]

    @property
    def told(self) -> str:
        return "".join(str(one.get("text") or one.get("body", b"").decode()) for one in self.sent)


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all examples, as the server has."""
    made = asyncio.new_event_loop()
    yield made
    made.run_until_complete(made.shutdown_default_executor())
    made.close()


@st.composite
def _lines(draw: st.DrawFn, scene: Scene) -> tuple[str, str, list[Any]]:
    """(path, cookies, frames) of one socket; mostly begun as a page begins."""
    staff = draw(st.booleans())
    path, right = ("/ws/werk", scene.staff) if staff else ("/ws/chat", scene.visitor)
    first: list[Any] = [{"t": "open" if staff else "hello", "c": scene.ids[0], "last": 0}]
    frames = draw(st.lists(_over_the_line(scene, path), min_size=1, max_size=AT_ONCE))
    cookies = draw(
        st.sampled_from([right] * 12 + [scene.visitor, scene.staff, "", "n=\x00; hulplijn-staff=\x00"])
    )
    return path, cookies, (first if draw(st.integers(0, 5)) else []) + frames


@st.composite
def _posts(draw: st.DrawFn, scene: Scene) -> tuple[str, str, bytes, dict[str, str]]:
    """(path, cookies, body, headers) of one post."""
    path, right = draw(st.sampled_from([("/werk/zeg/", scene.staff), ("/chat/zeg/", scene.visitor)]))
    body = draw(
        st.one_of(
            st.lists(_frames(scene, path), max_size=5).map(lambda many: json.dumps(many).encode()),
            st.lists(_frames(scene, path), max_size=5).map(lambda many: json.dumps(many).encode()),
            st.lists(_frames(scene, path), max_size=5).map(lambda many: json.dumps(many).encode()),
            st.one_of(raw, json_value.map(lambda value: json.dumps(value).encode())),
        )
    )
    cookies = draw(st.integers(0, 9).flatmap(lambda one: st.just(right) if one else header))
    return (
        path,
        cookies,
        body,
        draw(st.sampled_from([{}] * 9 + [{"origin": "null"}, {"user-agent": CLASSICS[4]}])),
    )


def test_no_frame_and_no_post_breaks_a_line_or_tells(
    scene: Scene, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The bound on their number is no subject here: each must be looked at.
    monkeypatch.setattr("hulplijn.channels.chat.posting.Pace.takes", lambda *_: True)
    overheard, gateway, served = Overheard(), Gateway(), 0

    def serve(connection: Connection, events: list[dict[str, Any]]) -> None:
        nonlocal served
        served += 1
        if served % 100 == 0:  # each new line reads the whole talk: an evening of it is no subject here
            Message.objects.filter(conversation=scene.talk.conversation).delete()
        with watchdog():
            loop.run_until_complete(connection.serve(gateway, events))
        assert SECRET not in connection.told, "somebody else's words came over this line"
        lines = overheard.lines()
        assert not any("line_failed" in line for line in lines), lines
        assert not any(MARK in line or SECRET in line for line in lines), lines

    @seed(SEED)
    @settings(-(-share("frames") // 4))
    @given(_lines(scene))
    def sockets(line: tuple[str, str, list[Any]]) -> None:
        if counted.sent.get("frames", 0) >= share("frames") * 3 // 4:
            return
        path, cookies, frames = line
        connection = Connection("websocket", path, cookies)
        serve(connection, [{"type": "websocket.connect"}, *(_event(frame) for frame in frames)])
        for _ in range(connection.heard):
            counted.one("frames")
        assert connection.of("websocket.accept"), "answered"
        assert {one["code"] for one in connection.of("websocket.close")} <= CLOSED

    @seed(SEED)
    @settings(share("frames"))
    @given(_posts(scene))
    def posts(post: tuple[str, str, bytes, dict[str, str]]) -> None:
        if counted.sent["frames"] >= share("frames"):
            return
        path, cookies, body, headers = post
        connection = Connection("http", path, cookies, headers=headers, method="POST")
        serve(connection, [{"type": "http.request", "body": body, "more_body": False}])
        counted.one("frames")
        (start,) = connection.of("http.response.start")
        assert start["status"] in ANSWERED

    with overheard.listening():
        sockets()
        posts()
    loop.run_until_complete(gateway.stop())
    connections.close_all()
    assert counted.sent["frames"] >= share("frames")
    conversation = scene.other.conversation
    assert conversation is not None
    rows = messages_after(conversation, 0, open_key(conversation.key_id))
    assert [row.text.reveal() for row in rows if row.sender == "visitor"] == [SECRET]
    assert str(uuid.UUID(scene.ids[1])) == scene.ids[1]
