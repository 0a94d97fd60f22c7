"""A counsellor walks away: five minutes later nothing stands on her screen, and her draft is kept."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.live import Helpline

LogIn = Callable[..., Page]
Screens = Callable[..., Screen]


def test_her_screen_locks_and_her_draft_is_still_there(
    live: Helpline, screen: Screens, log_in: LogIn, axe: Callable[[Page], None]
) -> None:
    desk = screen(live, "desktop")
    # Five minutes pass in a moment: a request that is under way then takes them for its own.
    desk.watch.expect("htmx:error: timeout")
    work = counsellor.begin_shift(log_in, desk)
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    work.clock.install()
    work.reload()
    work.locator("#reply-text").fill("wat ik net wilde zeg")
    work.clock.run_for(10_000)
    expect(work.locator("#draft-state")).to_have_text("Concept bewaard")
    work.clock.fast_forward("05:10")
    expect(work.get_by_label("Je wachtwoord")).to_be_visible()
    axe(work)
    assert "hoi" not in work.content()
    work.get_by_label("Je wachtwoord").fill(live.password)
    work.keyboard.press("Enter")
    expect(work.locator("#reply-text")).to_have_value("wat ik net wilde zeg")
