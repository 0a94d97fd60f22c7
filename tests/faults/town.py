"""A town of visitors and counsellors who talk while things break, and what they have in the end."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser import QUIET, WINDOWLESS
from tests.faults import tabs
from tests.faults.counsellors import Counsellor, Talk
from tests.faults.judging import Verdict, View, judge
from tests.faults.keeper import Keeper
from tests.faults.proxy import Proxy
from tests.faults.sheet import SenderLog
from tests.faults.storm import Storm
from tests.faults.visitors import TRANSPORTS, Visitor
from tests.live import Helpline
from tests.processes.services import RedisServer

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds in which nobody gets any further, until they count as stuck."""


@dataclass
class Outcome:
    """What a run broke, and what was lost by it."""

    seed: int
    verdict: Verdict
    broken: Counter[str]
    died: Counter[str]
    conversations: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each part of the run took."""

    @property
    def faults(self) -> int:
        return sum(self.broken.values()) + sum(self.died.values())

    def table(self) -> str:
        lines = [f"  {what:<36} {times:>7}" for what, times in sorted((self.broken + self.died).items())]
        lines += [
            f"  conversations by {how:<19} {times:>7}" for how, times in sorted(self.conversations.items())
        ]
        parts = ", ".join(f"{part} {seconds:.0f}" for part, seconds in self.seconds.items())
        total = sum(self.seconds.values())
        head = f"{self.faults} kills and cuts in {total:.0f} s ({parts}), seed {self.seed}"
        return "\n".join([head, *lines, self.verdict.table()])


class Town:
    """Everybody, and the network between them and the helpline."""

    def __init__(self, seed: int, folder: Path, *servers: Helpline, redis: RedisServer | None = None) -> None:
        self.seed, self.folder = seed, folder
        self.rng = random.Random(seed)
        self.keeper, self.redis = Keeper(*servers), redis
        self.proxy = Proxy(*(int(server.url.rsplit(":", 1)[1]) for server in servers))
        self.logs: list[SenderLog] = []
        self.views: list[View] = []
        self.conversations: Counter[str] = Counter()
        self.over = asyncio.Event()
        self.door = asyncio.Lock()
        self.began = 0
        self.wrongs: list[str] = []
        self.codes = 0
        self.hands: dict[str, list[str]] = {}
        self.inside: set[Visitor] = set()
        self.seconds: dict[str, float] = {}
        self._since = time.monotonic()

    def log(self, name: str) -> SenderLog:
        self.logs.append(SenderLog(self.folder / f"{name}.jsonl"))
        return self.logs[-1]

    async def live(self, faults: int, *, seats: int = 6) -> Outcome:
        """Let everybody talk until `faults` things broke and all have finished; then compare."""
        await self.proxy.start()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=WINDOWLESS, args=QUIET)
            anouk, bram = (
                Counsellor(
                    name,
                    self.proxy.url,
                    self.log(name),
                    random.Random(self.rng.random()),
                    *self.keeper.servers,
                )
                for name in ("anouk", "bram")
            )
            await anouk.log_in()
            await bram.log_in()
            pair = await self._in_time(self._pair(browser, bram), anouk, bram)
            self._has_passed("begin")
            lines = [asyncio.create_task(one.live()) for one in (anouk, bram)]
            people = [asyncio.create_task(self._seat(seat, anouk, bram)) for seat in range(seats)]
            people.append(asyncio.create_task(self._tabs_talk(pair)))
            storm = Storm(self.rng, self.proxy, self.keeper, list(pair))
            storm.said = self._entries
            if (redis := self.redis) is not None:
                storm.more.append((2, lambda: self.keeper.kill_redis(redis)))
            blowing = asyncio.create_task(storm.blow(faults))
            done, _ = await asyncio.wait({blowing, *people}, return_when=asyncio.FIRST_COMPLETED)
            for early in done:
                early.result()
            self.over.set()
            self._has_passed("storm")
            await self._settle(people, anouk, bram)
            self._has_passed("end of talks")
            await self._read_tabs(pair)
            anouk.over = bram.over = True
            for line in lines:
                line.cancel()
            await browser.close()
        book = await asyncio.to_thread(self.keeper.book)
        await self.proxy.stop()
        verdict = judge(self.logs, book, self.views)
        verdict.wrongs += self.wrongs
        verdict.codes = self.codes
        self._has_passed("comparing")
        return Outcome(
            self.seed, verdict, self.proxy.broken, self.keeper.died, self.conversations, self.seconds
        )

    def _entries(self) -> int:
        return sum(log.entries for log in self.logs)

    def _dealt(self, kind: str, cards: list[str]) -> str:
        """The next of `cards`, shuffled: each comes as often as it is there; none stays away by chance."""
        hand = self.hands.setdefault(kind, [])
        if not hand:
            hand += cards
            self.rng.shuffle(hand)
        return hand.pop()

    def _has_passed(self, part: str) -> None:
        now = time.monotonic()
        self.seconds[part] = now - self._since
        self._since = now

    async def _in_time(self, begins: Coroutine[Any, Any, T], *counsellors: Counsellor) -> T:
        """What `begins` comes to, with nothing broken yet; where nobody gets that far, what is seen."""
        with suppress(TimeoutError):
            return await asyncio.wait_for(begins, PATIENCE)
        return await self._fail("nothing was broken yet, and nobody can begin", *counsellors)

    async def _fail(self, why: str, *counsellors: Counsellor) -> NoReturn:
        seen = [await one.sees() for one in counsellors]
        told = [f"seed {self.seed}: {why}", *seen, *self.keeper.ends_of_logs()]
        pytest.fail("\n".join(told), pytrace=False)

    async def _settle(self, people: list[asyncio.Task[None]], *counsellors: Counsellor) -> None:
        """Let all finish on a whole network, for as long as somebody gets further; say who cannot."""
        stuck, further, since = set(people), -1, time.monotonic()
        while stuck and time.monotonic() - since < PATIENCE:
            if further != (further := self._entries() + len(self.views)):
                since = time.monotonic()
            _, stuck = await asyncio.wait(stuck, timeout=1.0)
        where = [_waits_at(one) for one in stuck] + [str(one) for one in self.inside]
        if stuck:
            await self._fail("\n".join([f"{len(stuck)} cannot finish, at", *where]), *counsellors)
        for one in people:
            one.result()

    async def _seat(self, seat: int, counsellor: Counsellor, colleague: Counsellor) -> None:
        """One conversation after another, each over the next transport."""
        while not self.over.is_set():
            kind = TRANSPORTS[(seat + self.began) % len(TRANSPORTS)]
            self.began += 1
            name = f"v{self.began}"
            visitor = kind(name, self.proxy.url, self.log(name), random.Random(self.rng.random()))
            await self._conversation(visitor, counsellor, colleague)

    async def _conversation(self, visitor: Visitor, counsellor: Counsellor, colleague: Counsellor) -> None:
        rng = visitor.rng
        self.inside.add(visitor)
        await visitor.begin()
        living = asyncio.create_task(visitor.live())
        visitor.say()
        async with self.door:
            talk = await counsellor.take(visitor.sheet.conversation)
        for _ in range(rng.randint(4, 14)):
            await self._one_thing(visitor, counsellor, talk)
            await asyncio.sleep(rng.uniform(0.05, 0.7))
            if self.over.is_set():
                break
        turn = self._dealt("turns", ["code", "transfer", "both", "none", "none"])
        if turn in ("code", "both"):
            await visitor.come_back()
            visitor.say()
        if turn in ("transfer", "both"):
            counsellor, talk = await self._transfer(counsellor, colleague, talk)
        while talk.sheet.pending or talk.draft != talk.kept or (visitor.sheet.pending and not living.done()):
            await asyncio.sleep(0.1)
        await counsellor.close(talk)
        await living
        self.inside.discard(visitor)
        while talk.sheet.last < visitor.sheet.last:
            await asyncio.sleep(0.1)
        self.wrongs += visitor.sheet.wrongs + talk.sheet.wrongs
        self.conversations[visitor.transport] += 1
        self.codes += visitor.came_back
        for whose, sheet in ((visitor.name, visitor.sheet), (counsellor.name, talk.sheet)):
            texts = [one.text for _, one in sorted(sheet.shown.items()) if not one.event]
            self.views.append(View(whose, sheet.conversation, texts))
        del counsellor.talks[visitor.sheet.conversation]

    async def _transfer(
        self, counsellor: Counsellor, colleague: Counsellor, talk: Talk
    ) -> tuple[Counsellor, Talk]:
        """Once what she said is certain, a colleague goes on, and says something herself."""
        while talk.sheet.pending or talk.draft != talk.kept:
            await asyncio.sleep(0.1)
        after = await counsellor.hand_over(talk, colleague)
        del counsellor.talks[talk.sheet.conversation]
        colleague.say(after)
        return colleague, after

    async def _one_thing(self, visitor: Visitor, counsellor: Counsellor, talk: Talk) -> None:
        match self._dealt("things", ["visitor"] * 10 + ["staff"] * 8 + ["draft"] * 3 + ["note"]):
            case "visitor":
                visitor.say()
            case "staff":
                counsellor.say(talk)
            case "draft":
                counsellor.type(talk)
            case "note":
                await counsellor.note(talk)

    async def _pair(self, browser: Browser, bram: Counsellor) -> tuple[tabs.VisitorsTab, tabs.CounsellorsTab]:
        """A visitor and Bram in Chromium, in one conversation."""
        window = await tabs.window(browser, {}, self.proxy.url)
        hers = tabs.VisitorsTab("chromium", window, f"{self.proxy.url}/chat/", self.log("chromium"))
        page = await hers.open()
        async with page.expect_response(lambda answer: answer.url.endswith("/chat/begin/")) as begun:
            await page.fill(hers.field, "hallo")
            await page.press(hers.field, "Enter")
        hers.conversation = str((await (await begun.value).json())["c"])
        talk = await bram.take(hers.conversation)
        window = await tabs.window(browser, bram.asker.cookies, self.proxy.url)
        address = f"{self.proxy.url}/werk/gesprek/{talk.contact}/"
        his = tabs.CounsellorsTab("bram", window, address, self.log("bram-in-chromium"))
        his.conversation = hers.conversation
        await his.open()
        return hers, his

    async def _tabs_talk(self, pair: tuple[tabs.VisitorsTab, tabs.CounsellorsTab]) -> None:
        async def one(tab: tabs.Tab) -> None:
            while not self.over.is_set():
                await tab.say(tabs.words(self.rng))
                await asyncio.sleep(self.rng.uniform(0.2, 1.0))

        await asyncio.gather(*(one(tab) for tab in pair))

    async def _read_tabs(self, pair: tuple[tabs.VisitorsTab, tabs.CounsellorsTab]) -> None:
        """Wait until both show the same, at most as long as people would, and keep what they show."""

        async def same() -> None:
            while (await pair[0].texts()) != (await pair[1].texts()):
                await asyncio.sleep(0.2)

        with suppress(TimeoutError):
            await asyncio.wait_for(same(), PATIENCE)
        self.conversations["chromium"] += 1
        for tab in pair:
            self.views.append(View(f"{tab.name}'s screen", tab.conversation, await tab.texts()))


def _waits_at(task: asyncio.Task[None]) -> str:
    """The functions in which a task stands."""
    coroutine: Any = task.get_coro()
    names = []
    while getattr(coroutine, "cr_frame", None):
        names.append(f"{coroutine.cr_code.co_name}:{coroutine.cr_frame.f_lineno}")
        coroutine = coroutine.cr_await
    return " > ".join(names)
