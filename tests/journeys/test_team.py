"""A coordinator sets what a colleague speaks and knows best."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.live import Helpline

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize(("kind", "dark"), [("desktop", False), ("phone", True)])
def test_it_can_be_set_and_is_seen_in_the_list(
    live: Helpline,
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    axe: Callable[[Page], None],
    shot: Callable[..., Path],
    kind: str,
    dark: bool,
) -> None:
    carla = log_in(screen(live, kind, dark=dark), "carla")
    carla.get_by_role("link", name="Team").click()
    carla.get_by_role("link", name="Anouk").click()
    axe(carla)
    assert carla.evaluate(FITS)
    shot(carla, f"colleague-{kind}-{'dark' if dark else 'light'}")
    carla.get_by_text("Engels", exact=True).click()
    carla.get_by_text("Ouder of verzorger", exact=True).click()
    carla.get_by_role("button", name="Bewaar").click()
    expect(carla.get_by_role("status").first).to_be_visible()
    carla.get_by_role("link", name="Team").click()
    expect(carla.get_by_role("row", name="Anouk")).to_contain_text("Ouder of verzorger")
    axe(carla)
    assert carla.evaluate(FITS)
    shot(carla, f"team-{kind}-{'dark' if dark else 'light'}")
