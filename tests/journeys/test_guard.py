"""Under attack a chat begins as always: the browser works while she types, and without script she waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.chat.lines import at_work, still_there
from tests.journeys.test_chat import until
from tests.live import Helpline

TEXT = "ik weet niet meer wat ik moet doen"


def test_a_chat_begins_while_the_guard_is_up(
    live: Helpline,
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    axe: Callable[[Page], None],
    shot: Callable[..., Path],
) -> None:
    anouk = at_work(live)
    phone = screen(live, "phone")
    phone.watch.expect("status of 428")  # her page is from before: it is asked, works, and goes on by itself
    before = phone.open("/chat/")
    carla = log_in(screen(live, "desktop"), "carla", path="/werk/team/", by_hand=True)
    carla.get_by_role("button", name="Zet de bewaking aan").click()
    expect(carla.get_by_text("De bewaking staat aan tot")).to_be_visible()
    axe(carla)
    shot(carla, "guard-up")

    without = screen(live, "phone", java_script_enabled=False)
    without.watch.expect("status of 429")
    plain = without.open("/chat/")
    _say(plain)
    expect(plain.get_by_role("alert")).to_contain_text("Wil je even wachten?")
    expect(plain.get_by_role("textbox", name="Je bericht")).to_have_value(TEXT)
    shot(plain, "guard-without-script")

    still_there(anouk)
    after = screen(live, "phone").open("/chat/")
    for page in (before, after):
        _say(page)
        expect(page.locator(".slip-own")).to_contain_text(TEXT)
        expect(page.get_by_role("heading", name="Je bent", exact=False)).to_be_visible()

    def let_in() -> bool:
        with plain.expect_navigation():
            plain.get_by_role("button", name="Stuur").click()
        return plain.locator(".slip-own").count() > 0

    until(let_in, within=40)
    carla.get_by_role("button", name="Zet de bewaking nu uit").click()
    expect(carla.get_by_role("button", name="Zet de bewaking aan")).to_be_visible()
    shot(carla, "guard-down")


def _say(page: Page) -> None:
    page.get_by_role("textbox", name="Je bericht").fill(TEXT)
    page.get_by_role("button", name="Stuur").click()
