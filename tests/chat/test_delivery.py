"""Delivery: the example conversations that the browser's half passes too, and random histories."""

from __future__ import annotations

import json
import random
import uuid
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework.models import Contact
from hulplijn.channels.chat.rules import Bringing
from hulplijn.channels.chat.visitor import Visitor
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.committer import Committer
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import visitors_sealer
from tests import builders
from tests.chat.model import Book, Entry, Frame, Page, Server
from tests.environment import AT

EXAMPLES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "examples" / "deliveries.json").read_text()
)
HISTORIES = 3000


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["name"])
def test_an_example_is_a_story_that_can_happen(example: dict[str, Any]) -> None:
    """Whatever one side hears, the other side has sent; frames may get lost, but none is made up."""
    sent: dict[str, list[Frame]] = {"browser": [], "server": []}
    for step in example["steps"]:
        side = "browser" if "browser" in step else "server"
        other = "server" if side == "browser" else "browser"
        if step[side] == "hears":
            assert step["frame"] in sent[other], step
        sent[side] += step.get("out", [])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["name"])
def test_the_rule_passes_the_example(example: dict[str, Any]) -> None:
    server = Server()
    for step in example["steps"]:
        if "server" in step:
            assert _told(server, step) == step.get("out", []), step


def _told(server: Server | RealServer, step: dict[str, Any]) -> list[Frame]:
    match step["server"]:
        case "hears":
            return server.hear(step["frame"])
        case "wakes":
            return server.news()
        case "line lost":
            server.lose_line()
        case "other says":
            server.say_other(step["id"])
        case "other sees":
            server.see_other(step["n"])
        case "ends":
            server.end()
    return []


class RealServer:
    """The visitor's actions over the real writer and database, told in the words of the examples."""

    def __init__(self) -> None:
        contact = builders.waiting_chat()
        assert contact.conversation is not None
        self.conversation: Conversation = contact.conversation
        self.staff = builders.actor(builders.staff())
        self.told: list[Frame] = []
        self.names: dict[str, str] = {}
        self.lose_line()

    def lose_line(self) -> None:
        async def tell(**frame: Any) -> None:
            self.told.append(frame)

        sealer = visitors_sealer(self.conversation)
        self.visitor = Visitor(self.conversation, sealer, None, tell)  # type: ignore[arg-type]

    def hear(self, frame: Frame) -> list[Frame]:
        real = dict(frame)
        if frame["t"] == "say":
            real |= {"id": str(self._id(frame["id"])), "text": frame["id"]}
        return self._after(real)

    def news(self) -> list[Frame]:
        return self._after(None)

    def say_other(self, id: str) -> None:
        conversations.say(self.conversation, id, by=self.staff, client_id=self._id(id), at=AT)

    def see_other(self, number: int) -> None:
        conversations.mark_seen(self.conversation, number, by=self.staff)

    def end(self) -> None:
        conversations.end(self.conversation, by=SYSTEM, how="ended", at=AT)

    def _after(self, frame: Frame | None) -> list[Frame]:
        async def work() -> None:
            committer = Committer()
            self.visitor.committer = committer
            try:
                await (self.visitor.tell_news() if frame is None else self.visitor.hear(frame))
            finally:
                await committer.stop()

        self.told.clear()
        async_to_sync(work)()
        return [self._short(one) for one in self.told]

    def _id(self, name: str) -> uuid.UUID:
        known = uuid.uuid5(uuid.NAMESPACE_OID, name)
        self.names[str(known)] = name
        return known

    def _short(self, frame: Frame) -> Frame:
        if frame["t"] == "messages":
            return {"t": "messages", "list": [[self.names[one["id"]], one["n"]] for one in frame["list"]]}
        if frame["t"] == "state":
            return {"t": "state", "seen": frame["seen"]}
        wanted = ("t", "n", "code")
        return {"id": self.names[frame["id"]]} | {name: frame[name] for name in wanted if name in frame}


def test_what_was_read_twice_is_brought_once_and_nothing_past_a_gap() -> None:
    bringing = Bringing()
    bringing.hello(1)
    read = [Entry(f"m{number}", number) for number in (1, 2, 2, 3, 5)]
    assert [entry.number for entry in bringing.messages(read)] == [2, 3]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["name"])
def test_the_server_passes_the_example(example: dict[str, Any]) -> None:
    server = RealServer()
    for step in example["steps"]:
        if "server" in step:
            assert _told(server, step) == step.get("out", []), step
    assert Contact.objects.count() == 1
    assert Actor.visitor(server.conversation.pk) == server.visitor.by


def test_thousands_of_random_histories_lose_nothing_double_nothing_and_keep_the_order() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    for number in range(HISTORIES):
        _history(random.Random(f"{seed}:{number}"))


class Net:
    """Two directions in which frames wait; a cut loses what is on its way, and one frame may come twice."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.up: list[Frame] = []
        self.down: list[Frame] = []
        self.is_whole = False

    def cut(self) -> None:
        self.is_whole = False
        self.up.clear()
        self.down.clear()

    def next(self, way: list[Frame]) -> Frame | None:
        if not way:
            return None
        return way[0] if self.rng.random() < 0.1 else way.pop(0)


def _history(rng: random.Random) -> None:
    book = Book()
    pages, servers = [Page(), Page()], [Server(book), Server(book)]
    nets = [Net(rng), Net(rng)]
    said: list[list[str]] = [[], []]
    for step in range(rng.randrange(20, 120)):
        who = rng.randrange(2)
        page, server, net = pages[who], servers[who], nets[who]
        match rng.randrange(8):
            case 0 | 1:
                frame = page.say(f"{who}-{step}")
                said[who].append(frame["id"])
                if net.is_whole:
                    net.up.append(frame)
            case 2:
                net.cut()
                server.lose_line()
                if rng.random() < 0.7:
                    net.is_whole = True
                    net.up += page.opening()
            case 3:
                book.see(rng.randrange(len(book.entries) + 1))
            case 4 if net.is_whole:
                net.down += server.news()
            case _:
                _move(page, server, net)
    for page, server, net in zip(pages, servers, nets, strict=True):
        _settle(page, server, net)
    _settle(pages[0], servers[0], nets[0])
    _check(book, pages, said)


def _move(page: Page, server: Server, net: Net) -> None:
    if (up := net.next(net.up)) is not None:
        net.down += server.hear(up)
    if (down := net.next(net.down)) is not None:
        net.up += page.hear(down)


def _settle(page: Page, server: Server, net: Net) -> None:
    """A new line that stays whole until nothing is on its way."""
    net.cut()
    server.lose_line()
    net.up += page.opening()
    while net.up or net.down:
        while net.up:
            net.down += server.hear(net.up.pop(0))
        net.down += server.news()
        while net.down:
            net.up += page.hear(net.down.pop(0))


def _check(book: Book, pages: list[Page], said: list[list[str]]) -> None:
    kept = [entry.id for entry in book.entries]
    assert [entry.number for entry in book.entries] == list(range(1, len(kept) + 1))
    assert sorted(kept) == sorted(said[0] + said[1])
    for page, own in zip(pages, said, strict=True):
        assert [id for id in kept if id in own] == own
        assert page.shown == book.entries
        assert set(page.outgoing.values()) <= {"sent"}
        assert all(kept[n - 1] == id for id, n in page.acknowledged.items())
        assert page.seen == book.seen or not book.seen
