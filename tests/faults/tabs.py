"""A visitor and a counsellor in real Chromium tabs, which can be killed and are opened again."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from contextlib import suppress

from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import Error as PageError

from tests.faults.sheet import SenderLog

_TEXTS = """selector => [...document.querySelectorAll(selector)].map(one => one.textContent.trim())"""
_CERTAIN = """([list, text, state]) => [...document.querySelectorAll(list)].some(one =>
    one.textContent.includes(text) && (one.dataset.n || one.querySelector(state)))"""


class Tab:
    """One page of one person; `say` writes in it, `texts` reads what it shows."""

    field, slips, certain, shown = "", "", "", ""

    def __init__(self, name: str, context: BrowserContext, url: str, log: SenderLog) -> None:
        self.name, self.context, self.url, self.log = name, context, url, log
        self.page: Page | None = None
        self.said = 0
        self.conversation = ""
        self._one_tab = asyncio.Lock()

    async def open(self) -> Page:
        """Her tab; where she has none, a new one, until its page comes and its field is there."""
        async with self._one_tab:
            return self.page or await self._new_tab()

    async def _new_tab(self) -> Page:
        while True:
            try:
                page = await self.context.new_page()
                await page.goto(self.url, timeout=15_000)
                await page.wait_for_selector(self.field, state="visible", timeout=5_000)
                self.page = page
                return page
            except PageError:
                with suppress(PageError):
                    await page.close()
                await asyncio.sleep(0.3)

    async def kill(self, died: Counter[str]) -> None:
        """The tab's process dies. The next one is opened when she says something, and not before: two tabs
        would be two senders."""
        async with self._one_tab:
            await self._crash(died)

    async def _crash(self, died: Counter[str]) -> None:
        page, self.page = self.page, None
        if page is None or page.is_closed():
            return
        crashed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        page.on("crash", lambda _: crashed.done() or crashed.set_result(None))
        with suppress(PageError, TimeoutError):
            devtools = await self.context.new_cdp_session(page)
            crash = asyncio.create_task(devtools.send("Page.crash"))
            await asyncio.wait_for(crashed, 5)
            died[f"tab of {self.name}"] += 1
            crash.cancel()
        with suppress(PageError):
            await page.close()

    async def say(self, words: str) -> None:
        """Write one message; it counts as acknowledged once the page says so, or shows it after a reload."""
        self.said += 1
        text = f"{self.name}-{self.said} {words}"
        self.log.sent(self.conversation, "", text)
        page = self.page or await self.open()
        try:
            await page.fill(self.field, text, timeout=5_000)
            await page.press(self.field, "Enter", timeout=5_000)
        except PageError:
            return
        while self.page is not None:  # a killed tab took along what was not certain
            with suppress(PageError):
                if await self._stands(text):
                    self.log.acknowledged(self.conversation, text, 0)
                    return
                if self.page is not page:
                    return
            await asyncio.sleep(0.1)

    async def _stands(self, text: str) -> bool:
        assert self.page is not None
        return bool(await self.page.evaluate(_CERTAIN, [self.slips, text, self.certain]))

    async def texts(self, selector: str = "") -> list[str]:
        """What the page shows, without the unseen name in front."""
        page = self.page or await self.open()
        found = await page.evaluate(_TEXTS, selector or self.shown)
        return [re.sub(r"^[^:]{1,30}: ", "", text) for text in found]


class VisitorsTab(Tab):
    """The chat page."""

    field, slips, certain = (
        "#chat-field",
        "[data-part=log] .slip",
        ".state[data-state=sent], .state[data-state=seen]",
    )
    shown = "[data-part=log] .slip-text"


class CounsellorsTab(Tab):
    """The page of a contact."""

    field, slips, certain = "#reply-text", "#stream .said", ".no-such-state"
    shown = "#stream .said .slip"


async def window(browser: Browser, cookies: dict[str, str], url: str) -> BrowserContext:
    """A window with somebody's cookies."""
    context = await browser.new_context(locale="nl", reduced_motion="reduce")
    await context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    return context


def words(rng: random.Random) -> str:
    return rng.choice(["ik ben er nog", "wat nu", "ja", "oké", "en dan?", "ik snap het"])
