"""The wall in the room: read at three metres, and true every few seconds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.live import Helpline

LogIn = Callable[..., Page]
Screens = Callable[..., Screen]
FITS = """(root => root.scrollWidth <= innerWidth && root.scrollHeight <= innerHeight)
  (document.documentElement)"""
SMALLEST = """Math.min(...[...document.querySelectorAll('main *')].filter(one => one.checkVisibility()
  && one.clientWidth > 2 && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_its_screen_and_follows_what_happens(
    live: Helpline,
    screen: Screens,
    log_in: LogIn,
    axe: Callable[[Page], None],
    shot: Callable[..., Path],
    dark: bool,
) -> None:
    carla = log_in(screen(live, "desktop", dark=dark), "carla")
    carla.set_viewport_size({"width": 1920, "height": 1080})
    carla.get_by_role("link", name="Muur").click()
    expect(carla.locator(".wall-top")).to_contain_text("Er zit niemand klaar")
    anouk = counsellor.begin_shift(log_in, screen(live, "desktop"), "anouk")
    expect(carla.locator(".wall-people")).to_contain_text("vrij, voor 2")
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(anouk)
    expect(carla.locator(".wall-people")).to_contain_text("1 van 2")
    for text in ("hallo", "ik ben in gevaar"):
        counsellor.visitor_writes(screen(live, "phone"), text)
    expect(carla.locator(".wall-waiting dd")).to_have_text("2")
    expect(carla.locator(".wall-urgent")).to_contain_text("dringend")
    assert carla.evaluate(FITS)
    assert carla.evaluate(SMALLEST) >= 28
    assert carla.locator(".wall-waiting dd").evaluate("one => getComputedStyle(one).fontSize") == "264px"
    axe(carla)
    shot(carla, f"wall-1920-{'dark' if dark else 'light'}", full=False)


def test_a_wall_without_a_connection_says_since_when(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    desk = screen(live, "desktop")
    desk.watch.expect("ERR_CONNECTION_REFUSED|Failed to load resource")
    carla = log_in(desk, "carla")
    carla.goto(carla.url + "muur/")
    expect(carla.locator("#wall")).to_be_visible()
    live.stop()
    expect(carla.locator("#wall-old")).to_contain_text("zo was het om 20:4", timeout=20_000)
    live.start()
    expect(carla.locator("#wall-old")).to_be_hidden(timeout=20_000)
