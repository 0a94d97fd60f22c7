"""A waiting visitor is held out to one counsellor, who takes her or says "not now"."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.journeys.test_chat import until
from tests.live import Helpline

LogIn = Callable[..., Page]
Screens = Callable[..., Screen]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def test_one_is_asked_then_the_next_and_danger_goes_first(
    live: Helpline, screen: Screens, log_in: LogIn, axe: Callable[[Page], None], shot: Callable[..., Path]
) -> None:
    anouk = counsellor.begin_shift(log_in, screen(live, "desktop"), "anouk")
    bram = log_in(screen(live, "desktop"), "bram")  # before: an offer holds for half a minute
    counsellor.visitor_writes(screen(live, "phone"), "hoi, ik word gechanteerd")
    mine = anouk.locator(".queue-item.for-me")
    expect(mine).to_contain_text("Voor jou, ")
    counsellor.come(bram)
    expect(bram.locator(".queue-item")).to_contain_text("Aangeboden aan Anouk")
    shot(anouk, "offer-for-me-1440-light", full=False)
    mine.get_by_role("button", name="Nu niet").click()
    expect(bram.locator(".queue-item.for-me")).to_be_visible()
    expect(anouk.locator(".queue-item")).to_contain_text("Aangeboden aan Bram")
    counsellor.visitor_writes(screen(live, "phone"), "ik ben in gevaar")
    urgent = anouk.locator(".queue-item.urgent")
    expect(urgent).to_contain_text("Gevaar")
    expect(urgent).to_contain_text("Geeft aan: in gevaar")
    expect(urgent).to_contain_text("Voor jou, ")
    shot(anouk, "queue-urgent-1440-light", full=False)
    axe(anouk)
    urgent.get_by_role("button", name="Neem aan").click()
    anouk.wait_for_url("**/werk/gesprek/**")
    expect(anouk.locator("#stream")).to_contain_text("ik ben in gevaar")
    anouk.set_viewport_size({"width": 1024, "height": 768})
    expect(anouk.locator(".queue-item.mine")).to_contain_text("Gevaar")
    shot(anouk, "queue-rail-1024-light", full=False)
    assert anouk.evaluate(FITS)


def test_in_the_narrow_rail_not_now_is_one_press_as_well(
    live: Helpline, screen: Screens, log_in: LogIn, axe: Callable[[Page], None], shot: Callable[..., Path]
) -> None:
    anouk = counsellor.begin_shift(log_in, screen(live, "desktop"), "anouk")
    counsellor.visitor_writes(screen(live, "phone"), "hoi, ik word gechanteerd")
    counsellor.take_first(anouk)
    anouk.set_viewport_size({"width": 1024, "height": 768})
    counsellor.visitor_writes(screen(live, "phone"), "hallo?")  # now: an offer holds for half a minute
    expect(anouk.locator(".queue-item.for-me")).to_be_visible()
    shot(anouk, "offer-rail-1024-light", full=False)
    axe(anouk)
    anouk.get_by_role("button", name="Nu niet").click()
    expect(anouk.locator(".queue-item.for-me")).to_have_count(0)


def test_however_many_wait_her_own_talks_stay_in_sight(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    anouk = counsellor.begin_shift(log_in, screen(live, "desktop"), "anouk")
    counsellor.visitor_writes(screen(live, "phone"), "hoi, ik word gechanteerd")
    counsellor.take_first(anouk)
    for _ in range(7):
        counsellor.visitor_writes(screen(live, "phone"), "hallo?")
    expect(anouk.locator(".queue-item:not(.mine)")).to_have_count(7)
    expect(anouk.locator(".queue-item.mine")).to_be_in_viewport(ratio=1)
    expect(anouk.locator(".queue-item:not(.mine)").last).not_to_be_in_viewport()


def test_her_capacity_is_hers_and_pausing_waits_for_the_talk_that_goes_on(
    live: Helpline, screen: Screens, log_in: LogIn, axe: Callable[[Page], None], shot: Callable[..., Path]
) -> None:
    anouk = counsellor.begin_shift(log_in, screen(live, "desktop"), "anouk")
    expect(anouk.locator(".capacity")).to_contain_text("Plek voor nog 2")
    anouk.get_by_role("button", name="Eén minder tegelijk").click()
    expect(anouk.locator(".capacity")).to_contain_text("Plek voor nog één")
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    expect(anouk.locator(".queue-item.for-me")).to_be_visible()
    axe(anouk)
    counsellor.take_first(anouk)
    expect(anouk.locator(".capacity")).to_contain_text("Vol")
    anouk.get_by_role("button", name="Eén meer tegelijk").click()
    anouk.get_by_role("switch", name="Pauze na deze").click()
    expect(anouk.locator("#pause")).to_have_attribute("aria-checked", "true")
    counsellor.visitor_writes(screen(live, "phone"), "is daar iemand")
    expect(anouk.locator(".queue-item[data-waiting-contact]")).to_be_visible()
    expect(anouk.locator(".queue-item.for-me")).to_have_count(0)
    shot(anouk, "queue-pause-after-1440-light", full=False)


@pytest.mark.parametrize(("width", "dark"), [(1440, True), (1024, True), (360, False)])
def test_offers_and_urgency_are_seen_at_other_sizes(
    live: Helpline,
    screen: Screens,
    log_in: LogIn,
    axe: Callable[[Page], None],
    shot: Callable[..., Path],
    width: int,
    dark: bool,
) -> None:
    desk = screen(live, "phone" if width == 360 else "desktop", dark=dark)
    anouk = counsellor.begin_shift(log_in, desk, "anouk")
    anouk.set_viewport_size({"width": width, "height": 800})
    for text in ("ik wil dood", "er staat iemand voor mijn deur", "hoi"):
        counsellor.visitor_writes(screen(live, "phone"), text)
    expect(anouk.locator(".queue-item")).to_have_count(3)
    expect(anouk.locator(".queue-item.urgent")).to_have_count(2)
    expect(anouk.locator(".queue-item").first).to_contain_text("Wordt nu bedreigd")
    assert anouk.evaluate(FITS)
    axe(anouk)
    shot(anouk, f"queue-three-{width}-{'dark' if dark else 'light'}", full=False)


def test_without_script_an_offer_can_be_declined_and_the_room_set(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    desk = screen(live, "desktop", java_script_enabled=False)
    page = log_in(desk, "anouk")
    page.locator("button[value=come]").click()
    expect(page.locator("#pause")).to_be_visible()
    counsellor.visitor_writes(screen(live, "phone"), "hoi")

    def is_asked() -> bool:
        page.goto(page.url)
        return "Voor jou, " in page.locator("#line").inner_text()

    until(is_asked)
    page.get_by_role("button", name="Nu niet").click()
    expect(page.locator(".queue-item")).to_be_visible()
    expect(page.locator(".queue-item.for-me")).to_have_count(0)
    page.get_by_role("button", name="Eén meer tegelijk").click()
    expect(page.locator(".capacity")).to_contain_text("Plek voor nog 3")
