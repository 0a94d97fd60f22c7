"""A visitor leaves a message at night, and comes back with four words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys.test_front_page import fits
from tests.live import Helpline

Screens = Callable[..., Screen]
ERASE = {"nl": "Wis alles", "en": "Erase everything"}
GONE = {"nl": "Het is weg.", "en": "It is gone."}
LEAVE = {"nl": "Laat dit bericht achter", "en": "Leave this message"}


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("script", [True, False])
def test_at_night_she_leaves_a_message_gets_words_and_has_all_of_it_erased(
    shared_closed: Helpline,
    screen: Screens,
    axe: Callable[[Page], None],
    shot: Callable[..., object],
    lang: str,
    script: bool,
) -> None:
    window = screen(shared_closed, "phone", lang=lang, dark=lang == "nl", java_script_enabled=script)
    window.watch.expect("422")
    page = window.open("/" if lang == "nl" else "/en/")
    page.locator(".hero .button.lamp").click()
    page.get_by_role("button", name=LEAVE[lang]).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("#message-text").fill("hij wil geld, anders stuurt hij het rond")
    if script:
        axe(page)
        fits(page)
        shot(page, f"message-360-{lang}", full=False)
    page.get_by_role("button", name=LEAVE[lang]).click()
    words = page.locator(".code-words li")
    expect(words).to_have_count(4)
    if script:
        axe(page)
        fits(page)
        shot(page, f"code-360-{lang}", full=False)
    code = " ".join(words.all_inner_texts())
    assert not any(word in page.url for word in code.split())
    page.goto(shared_closed.url + ("/mijn-code/" if lang == "nl" else "/en/mijn-code/"))
    page.locator("#code").fill("appel boter")
    page.locator("form button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    if script:
        axe(page)
        shot(page, f"my-code-wrong-360-{lang}")
    page.locator("#code").fill(code.upper())
    page.locator("form button").first.click()
    expect(page.get_by_text("hij wil geld, anders stuurt hij het rond")).to_be_visible()
    assert not any(word in page.url for word in code.split())
    assert re.search(r"/chat/(zonder/)?$", page.url)
    page.goto(shared_closed.url + ("" if lang == "nl" else "/en") + "/mijn-code/gegevens/")
    if script:
        axe(page)
        fits(page)
        shot(page, f"mine-360-{lang}")
    with page.expect_download() as saved:
        page.locator("form button").first.click()
    assert "hij wil geld" in saved.value.path().read_text()
    page.get_by_role("link", name=ERASE[lang]).click()
    if script:
        axe(page)
        fits(page)
        shot(page, f"erase-360-{lang}")
    page.locator("form button").click()
    expect(page.get_by_role("heading", name=GONE[lang])).to_be_visible()
    if script:
        axe(page)
        fits(page)
        shot(page, f"erased-360-{lang}")
    page.goto(shared_closed.url + "/mijn-code/gegevens/")
    expect(page.locator("#code")).to_be_visible()
