"""Somebody opens her browser again, and it restores its session: nothing of the chat may come back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect

from tests import environment
from tests.browser import CHROMIUM, QUIET
from tests.chat.lines import at_work
from tests.journeys.test_chat import say, sent, title, until
from tests.live import Helpline

WORDS = "kanarie-5521 mag niemand zien"
SIXTEEN_MINUTES_LATER = """
import django; django.setup()
from datetime import timedelta
from hulplijn.channels.chat.models import Link
from hulplijn.channels.chat.presence import down
from hulplijn.plumbing import clock, due
for link in Link.objects.all(): down(link, at=clock.now())
due.run_due(clock.now() + timedelta(minutes=16))
"""


class Restored:
    """A browser with a profile on disk, which can be killed, or closed, and started again."""

    def __init__(self, chromium: Chromium, profile: Path) -> None:
        self.chromium, self.profile = chromium, profile
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *more: str) -> BrowserContext:
        asked = [f"--user-data-dir={self.profile}", "--remote-debugging-port=0", "--headless=new"]
        self.process = subprocess.Popen(
            [CHROMIUM, *QUIET, *asked, *more], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        told = self.profile / "DevToolsActivePort"
        until(lambda: told.exists() and "\n" in told.read_text(), within=40)
        port = told.read_text().partition("\n")[0]
        connected: list[Chromium] = []

        def connects() -> bool:
            try:
                address = f"http://127.0.0.1:{port}"
                connected.append(self.chromium.browser_type.connect_over_cdp(address))
            except Exception:  # not listening yet
                return False
            return True

        until(connects, within=40)
        return connected[0].contexts[0]

    def end(self, how: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(how)
        self.process.wait(60)
        (self.profile / "DevToolsActivePort").unlink(missing_ok=True)

    def start_again(self, *addresses: str) -> list[Page]:
        context = self.start("--restore-last-session", *addresses)
        until(lambda: any("127.0.0.1" in page.url for page in context.pages), within=40)
        return context.pages


@pytest.fixture
def restored(browser: Chromium, tmp_path: Path) -> Iterator[Restored]:
    one = Restored(browser, tmp_path / "profile")
    yield one
    if one.process and one.process.poll() is None:
        one.process.kill()
        one.process.wait()


def chat(restored: Restored, helpline: Helpline) -> Page:
    """She has said something that nobody else may see, and is typing more of it."""
    at_work(helpline)
    page = restored.start().new_page()
    page.goto(helpline.url + "/chat/")
    say(page, WORDS)
    sent(page)
    page.locator("#chat-field").press_sequentially(WORDS)
    return page


def end_it_herself(page: Page, helpline: Helpline) -> None:
    page.get_by_role("button", name="Stop deze chat").click()
    page.get_by_role("button", name="Ja, stop").click()
    title(page, "Het gesprek is klaar")


def be_away_for_sixteen_minutes(page: Page, helpline: Helpline) -> None:
    helpline.stop()
    subprocess.run(
        [sys.executable, "-c", SIXTEEN_MINUTES_LATER],
        env=helpline.env | {"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=environment.REPOSITORY,
        check=True,
    )
    helpline.start()


@pytest.mark.parametrize(
    ("end", "how"),
    [(end_it_herself, signal.SIGTERM), (be_away_for_sixteen_minutes, signal.SIGKILL)],
    ids=["ended-and-closed", "away-and-killed"],
)
def test_a_restored_session_finds_nothing(
    restored: Restored, live: Helpline, end: Callable[[Page, Helpline], None], how: signal.Signals
) -> None:
    page = chat(restored, live)
    end(page, live)
    restored.end(how)
    at_work(live)
    for page in restored.start_again(live.url + "/chat/"):
        if "127.0.0.1" not in page.url:
            continue
        page.bring_to_front()  # what lies behind is loaded once the machine has time for it
        page.wait_for_load_state()
        expect(page.locator("[data-part=title]")).to_have_text("Vertel wat er is")
        assert WORDS not in page.content()
        assert page.locator("#chat-field").input_value() == ""
    restored.end(signal.SIGTERM)  # while it runs, its files come and go
    kept = [file for file in restored.profile.rglob("*") if file.is_file()]
    assert [file.name for file in kept if WORDS.encode() in file.read_bytes()] == []
