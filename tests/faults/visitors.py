"""Visitors as a browser would be one, by each transport; each keeps at it until the server has it all."""

from __future__ import annotations

import asyncio
import html
import json
import random
import re
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, WebSocketException

from hulplijn.conversations.rules import ENDS
from tests.faults.asking import Asker, Lost, chunks
from tests.faults.sheet import SenderLog, Sheet, Shown

BROKEN = (OSError, EOFError, TimeoutError, WebSocketException, InvalidHandshake, Lost)
NO_HOLD = 4401


class LetGo(Exception):
    """The server says that this browser holds no conversation."""


class Visitor:
    """One visitor and her one conversation; `live` keeps its connection until she is done."""

    transport = ""

    def __init__(self, name: str, url: str, log: SenderLog, rng: random.Random) -> None:
        self.name, self.rng = name, rng
        self.asker = Asker(url)
        self.sheet = Sheet(log, "visitor")
        self.start_id = str(uuid.uuid4())
        self.said = 0
        self.connected_times = 0
        self.came_back = False
        self.broke = ""
        """How her last connection ended."""
        self.tell = asyncio.Event()

    def __str__(self) -> str:
        sheet = self.sheet
        return (
            f"{self.name} by {self.transport}: {len(sheet.pending)} pending, {sheet.last} shown, code used:"
            f" {self.came_back}, cookies {sorted(self.asker.cookies)}, her last connection: {self.broke}"
        )

    async def begin(self) -> None:
        """Begin, and ask again with the same start id until an answer comes."""
        while True:
            with suppress(Lost):
                answer = await self.asker.post("/chat/begin/", {"start_id": self.start_id})
                if answer.status == 200:
                    self.sheet.conversation = str(answer.json()["c"])
                    return
            await asyncio.sleep(self.rng.uniform(0.05, 0.4))

    def say(self) -> None:
        """Write the next message; the line takes it along."""
        self.said += 1
        self.sheet.say(self.text())
        self.tell.set()

    def text(self) -> str:
        return f"{self.name}-{self.said} {self.rng.choice(WORDS)}"

    async def come_back(self) -> None:
        """Ask for a return code, lose all that the browser holds, and come back with the four words."""
        words: object = None
        while not words and not self.done:
            with suppress(Lost):
                answer = await self.asker.post_for_json("/chat/code/")
                words = answer.json()["words"] if answer.status == 200 else None
            await asyncio.sleep(self.rng.uniform(0.05, 0.3))
        if not isinstance(words, list) or self.done:
            return
        self.asker.cookies.clear()
        while True:
            with suppress(Lost):
                answer = await self.asker.post("/mijn-code/", code=" ".join(words))
                if answer.status == 303:
                    break
                assert answer.status >= 500, f"the code was answered {answer.status}"
            await asyncio.sleep(self.rng.uniform(0.1, 0.4))
        held = str(uuid.UUID(hex=self.asker.cookies["n"].partition(".")[0]))
        if held != self.sheet.conversation:
            self.sheet.wrongs.append(f"{self.name} came back to another conversation")
        self.came_back = True

    async def live(self) -> None:
        """Connect, again and again, until the conversation has ended and nothing is on its way."""
        while not self.done:
            hold = self.asker.cookies.get("n")
            try:
                await self.connection()
                self.broke = "closed"
            except LetGo:
                self.broke = "let go"
                if hold and hold == self.asker.cookies.get("n"):
                    self._let_go()
            except BROKEN as broken:
                self.broke = repr(broken)
            if not self.done:
                await asyncio.sleep(self.rng.uniform(0.05, 0.5))

    @property
    def done(self) -> bool:
        return bool(self.sheet.how)

    def _let_go(self) -> None:
        """Her page says that it is over. That is right where she has read the end, and all before it."""
        last = self.sheet.shown.get(self.sheet.last)
        if last is None or not self._is_end(last):
            self.sheet.wrongs.append(f"let go before she read the end: {self}")
        self.sheet.how = "let go"

    def _is_end(self, shown: Shown) -> bool:
        return shown.event in ENDS.values()

    async def connection(self) -> None:
        """One connection, from its begin to its end."""
        raise NotImplementedError

    def _state(self, frame: dict[str, Any]) -> None:
        self.sheet.seen = max(self.sheet.seen, int(frame.get("seen", 0)))
        if frame["s"] == "ended":
            self.sheet.how = str(frame["how"])

    def _refused(self, client_id: str) -> None:
        self.sheet.refused(client_id)


class OverWebSocket(Visitor):
    """As nearly everybody."""

    transport = "websocket"

    async def connection(self) -> None:
        address = self.asker.url.replace("http", "ws", 1) + "/ws/chat"
        headers = {"Cookie": self.asker.headers["Cookie"], "User-Agent": "faults"}
        async with connect(
            address,
            origin=self.asker.url,  # type: ignore[arg-type]
            additional_headers=headers,
            open_timeout=10,
            ping_interval=None,
            close_timeout=1,
            compression=None,
        ) as line:
            self.connected_times += 1
            await self._send(line, t="hello", last=self.sheet.last, c=self.sheet.conversation)
            sent: set[str] = set()
            self.tell.set()
            hearing = asyncio.create_task(self._hear(line))
            try:
                while not hearing.done():
                    telling = asyncio.create_task(self.tell.wait())
                    await asyncio.wait({hearing, telling}, return_when=asyncio.FIRST_COMPLETED)
                    telling.cancel()
                    self.tell.clear()
                    for client_id, text in list(self.sheet.pending.items()):
                        if client_id not in sent:
                            sent.add(client_id)
                            await self._send(line, t="say", id=client_id, text=text)
                hearing.result()
            except ConnectionClosed as closed:
                if closed.rcvd is not None and closed.rcvd.code == NO_HOLD:
                    raise LetGo from closed
                raise
            finally:
                hearing.cancel()

    async def _send(self, line: ClientConnection, **frame: object) -> None:
        await line.send(json.dumps(frame))

    async def _hear(self, line: ClientConnection) -> None:
        while not self.done:
            frame = json.loads(await asyncio.wait_for(line.recv(), 30))
            match frame["t"]:
                case "ack":
                    self.sheet.acked(frame["id"], frame["n"])
                case "messages":
                    if self.sheet.received(frame["list"]):
                        await self._send(line, t="hello", last=self.sheet.last, c=self.sheet.conversation)
                    await self._send(line, t="seen", n=self.sheet.last)
                case "state":
                    self._state(frame)
                case "refused":
                    self._refused(frame["id"])


class OverStream(Visitor):
    """Where no WebSocket gets through: an event stream down, and one post at a time up."""

    transport = "stream and post"

    async def connection(self) -> None:
        path = f"/chat/stroom/?last={self.sheet.last}&c={self.sheet.conversation}"
        async with asyncio.timeout(60), self.asker.opened("GET", path) as (head, reader):
            if head.status == 401:
                raise LetGo
            if head.status != 200:
                raise Lost(f"the stream was answered {head.status}")
            self.connected_times += 1
            posting = asyncio.create_task(self._post())
            try:
                async for event in _events(chunks(reader)):
                    if event.get("event") == "close":
                        return
                    if "data" in event and not self._heard(json.loads(event["data"])):
                        return
                    if posting.done() and not self.done:
                        posting.result()
                        return
            finally:
                posting.cancel()

    def _heard(self, frame: dict[str, Any]) -> bool:
        """Take in one frame; False where something is missing, so that the stream is asked again."""
        match frame["t"]:
            case "ack":
                self.sheet.acked(frame["id"], frame["n"])
            case "messages":
                if self.sheet.received(frame["list"]):
                    return False
                self.tell.set()
            case "state":
                self._state(frame)
            case "refused":
                self._refused(frame["id"])
        return not self.done

    async def _post(self) -> None:
        """Send what is pending in its order, in one post; what it tells counts like the stream."""
        seen = 0
        while True:
            frames: list[dict[str, object]] = [
                {"t": "say", "id": client_id, "text": text, "c": self.sheet.conversation}
                for client_id, text in list(self.sheet.pending.items())[:20]
            ]
            if self.sheet.last > seen:
                seen = self.sheet.last
                frames.append({"t": "seen", "n": seen})
            if frames:
                answer = await self.asker.post("/chat/zeg/", frames)
                if answer.headers.get("content-type") == "application/json":  # a server in trouble says less
                    for frame in json.loads(answer.text):
                        self._heard(frame)
                if answer.status != 200:
                    raise Lost(f"a post was answered {answer.status}")
            if not self.sheet.pending:
                await self.tell.wait()
                self.tell.clear()


async def _events(pieces: AsyncIterator[bytes]) -> AsyncIterator[dict[str, str]]:
    """The events of a text/event-stream."""
    rest = b""
    async for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n\n")
        for event in whole:
            lines = [line for line in event.decode().split("\n") if not line.startswith(":")]
            yield {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


class WithForms(Visitor):
    """Without script: a page to look at and a page to write on. After a lost answer the browser asks whether
    to send the form again, and she says yes: it is the same form."""

    transport = "plain forms"

    async def begin(self) -> None:
        """Her first message begins the chat."""
        self.said += 1
        text = self.text()
        while True:
            with suppress(Lost):
                page = await self.asker.get("/chat/")
                if fields := _fields(page.text):
                    break
            await asyncio.sleep(self.rng.uniform(0.1, 0.4))
        while await self._post(text, fields) != 303:
            await asyncio.sleep(self.rng.uniform(0.1, 0.4))
        self.sheet.conversation = str(uuid.UUID(hex=self.asker.cookies["n"].partition(".")[0]))
        self.sheet.acked(self.sheet.say(text), 0)

    async def connection(self) -> None:
        self.connected_times += 1
        while not self.done:
            await self._look()
            for client_id, text in list(self.sheet.pending.items()):
                page = await self.asker.get("/chat/zonder/?schrijf=1")
                if not (fields := _fields(page.text)):
                    break  # it has ended: the page has no field any more
                status = await self._post(text, fields)
                if status == 303:
                    self.sheet.acked(client_id, 0)
                elif status == 422:
                    self.sheet.refused(client_id)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.tell.wait(), 1.0)
            self.tell.clear()

    async def _post(self, text: str, fields: dict[str, str]) -> int:
        """Post her form, the same one again after a lost answer."""
        while True:
            with suppress(Lost):
                answer = await self.asker.post("/chat/zonder/zeg/", text=text, do="send", **fields)
                if answer.status < 500:
                    return answer.status
            await asyncio.sleep(self.rng.uniform(0.1, 0.4))

    async def _look(self) -> None:
        answer = await self.asker.get("/chat/zonder/")
        if answer.status == 302:
            raise LetGo
        if answer.status != 200:
            raise Lost(f"the page was answered {answer.status}")
        slips = [
            Shown(n, "", "", html.unescape(text), "" if text else "event")
            for n, text in enumerate(_SLIP.findall(answer.text), 1)
        ]
        before = [self.sheet.shown[n] for n in sorted(self.sheet.shown)]
        if slips[: len(before)] != before:
            self.sheet.wrongs.append(f"{self.name}'s page showed {before}, and then {slips}")
        self.sheet.shown = {one.n: one for one in slips}
        self.sheet.last = len(slips)
        if "?opnieuw=1" in answer.text:
            self.sheet.pending.clear()
            self.sheet.how = "ended"
            if picture := re.search(r'src="(/chat/zonder/gezien/\d+/)"', answer.text):
                with suppress(Lost):
                    await self.asker.get(picture[1])


_SLIP = re.compile(r'<li class="slip(?:-system"|[^>]*>.*?</span>([^<]*)</p>)', re.S)


def _fields(page: str) -> dict[str, str]:
    """The hidden fields of the form to write in."""
    return (
        dict(re.findall(r'name="(form|message_id)" value="([^"]+)"', page)) if 'name="text"' in page else {}
    )


TRANSPORTS: list[type[Visitor]] = [OverWebSocket, OverStream, WithForms]
WORDS = [
    "hij heeft een foto",
    "ik durf niet naar school",
    "mag ik nog iets vragen",
    "ok",
    "dank je",
    "é à ü 🙂",
]
