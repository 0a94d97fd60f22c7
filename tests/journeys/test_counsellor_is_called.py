"""What calls a counsellor whose screen is hidden: a notification and a number, and never a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.live import Helpline

LogIn = Callable[..., Page]
Screens = Callable[..., Screen]

WATCHED = """
    window.told = [];
    class Told {
        static permission = "granted";
        static requestPermission() { return Promise.resolve("granted"); }
        constructor(title, more) { window.told.push([title, more.body ?? ""]); }
        close() {}
    }
    window.Notification = Told;
"""
HIDE = "Object.defineProperty(document, 'hidden', {configurable: true, get: () => true})"


def _work(screen: Screen, log_in: LogIn, *, wanted: bool = True) -> Page:
    screen.context.add_init_script(WATCHED)
    work = counsellor.begin_shift(log_in, screen)
    if wanted:
        work.goto(work.url + "instellingen/")
        work.get_by_label("Een melding als deze pagina niet vooraan staat").check()
        expect(work.get_by_text("Deze browser mag meldingen laten zien.")).to_be_visible()
        work.get_by_role("button", name="Bewaar", exact=True).click()
        expect(work.get_by_text("Bewaard om")).to_be_visible()
        work.get_by_role("link", name="Nu").click()
        work.wait_for_url("**/werk/")
    expect(work.locator("#show-keys")).to_be_visible()
    return work


def test_a_hidden_screen_says_that_there_is_something_only(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = _work(screen(live, "desktop"), log_in)
    work.evaluate(HIDE)
    chat = counsellor.visitor_writes(screen(live, "phone"), "ik heet Bram en ze chanteert me")
    expect(work.locator("#take-first")).to_be_visible()
    expect(work).to_have_title(re.compile(r"^\(1\) Nu"))
    work.wait_for_function("window.told.some(([title]) => title === 'Er is een chat voor jou')")
    said = {tuple(one) for one in work.evaluate("window.told")}
    assert said <= {("Er wacht een chat", ""), ("Er is een chat voor jou", "")}

    counsellor.take_first(work)
    work.locator("#naming summary").click()
    work.locator("#name").fill("Bram")
    work.keyboard.press("Enter")
    expect(work.get_by_role("heading", name="Bram")).to_be_visible()
    counsellor.say(work, "dag Bram")
    expect(work.locator(".queue-link .your-turn")).to_have_count(0)
    work.evaluate(HIDE)
    chat.locator("#chat-field").fill("ik heb betaald")
    chat.locator("#chat-field").press("Enter")
    expect(work.locator(".queue-link .your-turn")).to_be_visible()
    work.wait_for_function("window.told.length > 0")
    assert work.evaluate("window.told") == [["Iemand heeft geantwoord", ""]]
    assert "Bram" not in work.title()


def test_a_screen_in_front_needs_no_notification(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = _work(screen(live, "desktop"), log_in)
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    expect(work.locator("#take-first")).to_be_visible()
    assert work.evaluate("window.told") == []


def test_who_did_not_ask_for_notifications_gets_none(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = _work(screen(live, "desktop"), log_in, wanted=False)
    work.evaluate(HIDE)
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    expect(work.locator("#take-first")).to_be_visible()
    assert work.evaluate("window.told") == []
