"""Every kind of frame that a live line hears, sent by somebody's browser through the real gateway."""

from __future__ import annotations

import ast
import asyncio
import inspect
import json
import textwrap
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from asgiref.sync import async_to_sync

from hulplijn.casework.models import Contact, Guest
from hulplijn.channels.chat.gateway import Gateway
from hulplijn.channels.chat.staff_line import StaffLine
from hulplijn.channels.chat.visitor import Visitor
from hulplijn.conversations.models import Conversation, Draft, Message
from tests.rights.addresses import READS
from tests.rights.world import SECRET, World

SOCKETS = {"visitor": "/ws/chat", "staff": "/ws/werk"}
STREAMS = {"visitor": "/chat/stroom/", "staff": "/werk/stroom/"}
POSTS = {"visitor": "/chat/zeg/", "staff": "/werk/zeg/"}
FIRST = {"visitor": "hello", "staff": "open"}
"""The frame with which a page says what it shows; an event stream says it in its address."""

_HEARD: dict[str, Callable[..., Any]] = {"visitor": Visitor.hear, "staff": StaffLine._take}


@dataclass(frozen=True)
class Kind:
    """One kind of frame on one of the two lines."""

    line: str
    t: str

    def __str__(self) -> str:
        return f"`{self.line} {self.t}`"


def every() -> list[Kind]:
    """All kinds, as the code tells them apart."""
    return [Kind(line, t) for line, hears in _HEARD.items() for t in _cases(hears)]


def _cases(hears: Callable[..., Any]) -> Iterator[str]:
    """The words after `case` where a line looks what kind of frame it has."""
    (match,) = [
        one
        for one in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(hears))))
        if isinstance(one, ast.Match)
    ]
    for case in match.cases:
        if isinstance(case.pattern, ast.MatchValue):
            yield ast.literal_eval(case.pattern.value)
        else:
            assert isinstance(case.pattern, ast.MatchAs), "a kind of frame that this test cannot read"
            assert case.pattern.pattern is None, "a kind of frame that this test cannot read"


@dataclass
class Answer:
    """What came back over the line, and what others were told meanwhile."""

    frames: list[dict[str, Any]] = field(default_factory=list)
    closed: int = 0
    signs: list[str] = field(default_factory=list)

    @property
    def is_refusal(self) -> bool:
        return bool(self.closed) or any(frame["t"] == "refused" for frame in self.frames)


class Walk:
    """Somebody's frames about Anouk's conversation, one after another; what they changed is put back."""

    def __init__(self, world: World, who: str, watched: list[tuple[str, str]]) -> None:
        self.world, self.who, self.watched = world, who, watched
        jar = world.browser(who.split(",")[0]).cookies
        self.cookies = "; ".join(f"{one.key}={one.value}" for one in jar.values())
        self.conversation = world.contact.conversation
        assert self.conversation
        self.before = {row: row.objects.filter(pk=pk).values().get() for row, pk in self._rows()}

    def cell(self, kind: Kind, way: str) -> str:
        """`yes`: shows or does something of Anouk's conversation; `open`: answered without that;
        `no`: refused.

        Raises:
            AssertionError: it was refused and yet did something, or it showed words to whom they are not for.
        """
        self._put_back()
        self.watched.clear()
        before = self._state()
        answer: Answer = async_to_sync(self._answered)(kind, way)
        answer.signs = [sign for topic, sign in self.watched if topic == self._topic and "typing" in sign]
        did = before != self._state() or bool(answer.signs)
        shown = SECRET in json.dumps(answer.frames)
        assert not shown or self.who in READS, f"{self.who} is shown at {kind} what she may not read"
        assert not did or not answer.is_refusal, f"{self.who} is refused at {kind} ({way}), yet"
        if answer.is_refusal:
            return "no"
        return "yes" if did or (shown and kind.t == FIRST[kind.line]) else "open"

    @property
    def _topic(self) -> str:
        assert self.conversation
        return self.conversation.topic

    def _rows(self) -> list[tuple[Any, uuid.UUID]]:
        world = self.world
        assert world.contact.conversation_id
        return [
            (Contact, world.contact.pk),
            (Conversation, world.contact.conversation_id),
            (Guest, world.asks.pk),
        ]

    def _put_back(self) -> None:
        for row, pk in self._rows():
            kept = {
                name: value for name, value in self.before[row].items() if name not in ("id", "last_number")
            }
            row.objects.filter(pk=pk).update(**kept)
        Conversation.objects.filter(pk=self.before[Conversation]["id"]).update(
            seen_by_visitor=0, seen_by_staff=0
        )

    def _state(self) -> object:
        said = Message.objects.filter(conversation=self.conversation).count()
        drafts = Draft.objects.filter(conversation=self.conversation).values_list("staff_id", "body")
        rows = [row.objects.filter(pk=pk).values().get() for row, pk in self._rows()]
        return said, sorted((str(who), bytes(body)) for who, body in drafts), rows

    def _frame(self, kind: Kind) -> dict[str, Any]:
        c = str(self.before[Conversation]["id"])
        fields: dict[str, dict[str, Any]] = {
            "hello": {"last": 0},
            "open": {"last": 0},
            "say": {"id": str(uuid.uuid4()), "text": "hoi"},
            "seen": {"n": 1},
            "draft": {"text": "een begin", "kind": "reply"},
            "consent": {"id": str(self.world.asks.pk), "yes": True},
        }
        named = {} if kind.t == "beat" else {"c": c}
        return {"t": kind.t, **named, **fields.get(kind.t, {})}

    async def _answered(self, kind: Kind, way: str) -> Answer:
        async with asyncio.timeout(30):  # a line that never answers is a failure, not a test that hangs
            return await self._sent(kind, way)

    async def _sent(self, kind: Kind, way: str) -> Answer:
        gateway, cookies = Gateway(), self.cookies
        try:
            frame, first = self._frame(kind), self._frame(Kind(kind.line, FIRST[kind.line]))
            if way == "socket":
                # The other visitor's line is open on her own conversation before she names Anouk's.
                opened = {**first, "c": ""} if kind.line == "visitor" else first
                alone = kind.t in (FIRST[kind.line], "beat")
                sent = [frame] if alone else [opened, frame]
                return await _over_a_socket(gateway, SOCKETS[kind.line], cookies, sent)
            if way == "unopened":
                return await _over_a_socket(gateway, SOCKETS[kind.line], cookies, [frame])
            if way == "stream":
                return await _over_a_stream(gateway, STREAMS[kind.line], cookies, first)
            return await _by_post(gateway, POSTS[kind.line], cookies, [frame])
        finally:
            await gateway.stop()


def _scope(kind: str, path: str, cookies: str, **more: Any) -> dict[str, Any]:
    headers = [(b"host", b"testserver"), (b"origin", b"http://testserver"), (b"cookie", cookies.encode())]
    return {
        "type": kind,
        "path": path,
        "headers": headers,
        "client": ("192.0.2.7", 1),
        "query_string": b"",
        **more,
    }


async def _over_a_socket(gateway: Gateway, path: str, cookies: str, sent: list[dict[str, Any]]) -> Answer:
    """Send the frames and a beat behind them; the answer to the beat, or the close, ends it."""
    answer, done = Answer(), asyncio.Event()
    beats = sum(frame["t"] == "beat" for frame in sent) + 1
    events = [{"type": "websocket.connect"}]
    events += [{"type": "websocket.receive", "text": json.dumps(one)} for one in [*sent, {"t": "beat"}]]

    async def receive() -> dict[str, Any]:
        if events:
            return events.pop(0)
        await done.wait()
        return {"type": "websocket.disconnect"}

    async def send(event: dict[str, Any]) -> None:
        if event["type"] == "websocket.close":
            answer.closed = event["code"]
            done.set()
        elif event["type"] == "websocket.send":
            answer.frames.append(json.loads(event["text"]))
            if sum(frame["t"] == "beat" for frame in answer.frames) == beats:
                done.set()

    await gateway(_scope("websocket", path, cookies), receive, send)
    assert done.is_set(), "the line ended without an answer"
    return answer


async def _over_a_stream(gateway: Gateway, path: str, cookies: str, first: dict[str, Any]) -> Answer:
    """Open the stream that shows the conversation; it ends when the first news has come, or a refusal."""
    answer, done = Answer(), asyncio.Event()

    async def receive() -> dict[str, Any]:
        await done.wait()
        return {"type": "http.disconnect"}

    async def send(event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            answer.closed = event["status"] if event["status"] != 200 else 0
            return
        text = event["body"].decode()
        if text.startswith("event: close"):
            answer.closed = int(text.split("data: ")[1])
        elif text.startswith("data: "):
            answer.frames.append(json.loads(text[6:]))
        if answer.closed or any(
            frame["t"] in ("state", "link", "closed", "ended") for frame in answer.frames
        ):
            done.set()

    query = urlencode({"c": first["c"], "last": 0}).encode()
    await gateway(_scope("http", path, cookies, method="GET", query_string=query), receive, send)
    return answer


async def _by_post(gateway: Gateway, path: str, cookies: str, sent: list[dict[str, Any]]) -> Answer:
    answer = Answer()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": json.dumps(sent).encode()}

    async def send(event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            answer.closed = event["status"] if event["status"] != 200 else 0
        elif event["type"] == "http.response.body":
            answer.frames += json.loads(event["body"] or b"[]")

    await gateway(_scope("http", path, cookies, method="POST"), receive, send)
    return answer
