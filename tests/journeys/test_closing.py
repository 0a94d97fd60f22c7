"""The line stops a quarter of an hour before the end: on the counsellor's screen and on the front page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.live import Helpline


def test_both_sides_see_that_the_line_has_stopped(
    open_helpline: Callable[..., Helpline],
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    axe: Callable[[Page], None],
    shot: Callable[..., Path],
) -> None:
    helpline = open_helpline(at=datetime(2026, 11, 24, 21, 40, tzinfo=UTC))
    desk, phone = screen(helpline, "desktop"), screen(helpline, "phone")
    for one in (desk, phone):
        one.watch.expect("WebSocket|ERR_|Failed to load|Failed to fetch")
    anouk = counsellor.begin_shift(log_in, desk, "anouk")
    visitor = counsellor.visitor_writes(phone, "is daar iemand")
    expect(anouk.locator(".queue-item")).to_have_count(1)
    anouk.get_by_role("switch", name="Pauze na deze").click()
    expect(anouk.locator("#pause")).to_have_attribute("aria-checked", "true")
    # Five minutes pass at once.
    helpline.stop()
    helpline.env["HULPLIJN_DEMO_CLOCK"] = datetime(2026, 11, 24, 21, 45, tzinfo=UTC).isoformat()
    helpline.start()
    expect(anouk.locator(".queue-closing")).to_contain_text("We sluiten om 23:00.")
    shot(anouk, "closing-strip-1440-light", full=False)
    axe(anouk)
    newcomer = screen(helpline, "phone").open("/")
    expect(newcomer.locator("h1")).to_have_text("We gaan bijna dicht.")
    shot(newcomer, "closing-home-360-light", full=False)
    axe(newcomer)
    expect(visitor.locator("[data-part=title]")).to_have_text("Je bent de eerste in de rij")
