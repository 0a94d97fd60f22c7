"""The counsellor's screen at other sizes, in the dark, in English, and between two conversations."""

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

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
PARTS = ("plan", "facts", "removal", "referral", "story", "wrap-up")


@pytest.mark.parametrize(
    ("width", "dark", "lang"),
    [(1440, True, "nl"), (1024, False, "en"), (360, False, "nl"), (360, True, "en")],
)
def test_every_part_fits_and_can_be_used_by_everybody(
    live: Helpline,
    screen: Screens,
    log_in: LogIn,
    axe: Callable[[Page], None],
    shot: Callable[..., Path],
    width: int,
    dark: bool,
    lang: str,
) -> None:
    desk = screen(live, "phone" if width == 360 else "desktop", dark=dark, lang=lang)
    work = log_in(desk, "anouk", path="/inloggen/" if lang == "nl" else "/en/inloggen/")
    work.set_viewport_size({"width": width, "height": 800})
    home = work.url
    work.locator("button[value=come]").click()
    expect(work.locator("#pause")).to_be_visible()
    counsellor.visitor_writes(screen(live, "phone"), "kijk instagram.com/voorbeeld")
    expect(work.locator("#take-first")).to_be_visible()
    axe(work)
    assert work.evaluate(FITS)
    work.locator("#take-first").click()
    work.wait_for_url("**/werk/gesprek/**")
    contact = work.url.partition("?")[0].partition("#")[0]
    for part in PARTS:
        work.goto(f"{contact}?deel={part}#zaak")
        expect(work.locator("#zaak")).to_be_visible()
        axe(work)
        assert work.evaluate(FITS), part
        shot(work, f"work-{part}-{width}-{'dark' if dark else 'light'}-{lang}", full=False)
    for other in ("nieuw/?kanaal=phone", "zaken/", contact.removeprefix(home) + "verwijs/gp/"):
        work.goto(home + other)
        axe(work)
        assert work.evaluate(FITS), other


def test_a_draft_waits_in_its_own_conversation(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "ik ben de eerste")
    counsellor.take_first(work)
    counsellor.visitor_writes(screen(live, "phone"), "ik ben de tweede")
    counsellor.take_first(work)
    expect(work.locator("#stream")).to_contain_text("ik ben de tweede")
    work.locator("#reply-text").fill("half geschreven")
    work.locator("#reply-text").press("Escape")
    expect(work.locator(".queue-link")).to_have_count(2)
    counsellor.press(work, "j")
    expect(work.locator("#stream")).to_contain_text("ik ben de eerste")
    expect(work.locator("#reply-text")).to_have_value("")
    counsellor.press(work, "k")
    expect(work.locator("#stream")).to_contain_text("ik ben de tweede")
    expect(work.locator("#reply-text")).to_have_value("half geschreven")


def test_she_is_told_that_the_visitor_left_fast(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    chat = counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    work.locator("#reply-text").fill("was net bezig")
    chat.get_by_role("link", name="Snel weg").last.click()
    expect(work.locator("#stream")).to_contain_text("Weggegaan met ‘Snel weg’. Bel of schrijf niet terug")
    expect(work.locator("#danger")).to_be_hidden()
    expect(work.locator("#note-text")).to_have_value("was net bezig")
    expect(work.locator("[data-link=over]")).to_be_visible()


def test_a_tick_by_keyboard_keeps_its_place(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    work.locator("#fact-age input[value='18']").focus()
    work.keyboard.press("Space")
    expect(work.locator("#fact-age .saved")).to_contain_text("Bewaard")
    expect(work.locator("#fact-age input[value='18']")).to_be_focused()
    work.keyboard.press("ArrowRight")
    expect(work.locator("#fact-age input:checked")).not_to_have_value("18")
    expect(work.locator("#fact-age input:checked")).to_be_focused()
