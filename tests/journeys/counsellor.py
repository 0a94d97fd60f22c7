"""The counsellor's screen, as a journey talks about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser import Screen


def begin_shift(log_in: Callable[..., Page], screen: Screen, username: str = "anouk") -> Page:
    """Log in and say "I am here"."""
    page = log_in(screen, username)
    come(page)
    return page


def come(page: Page) -> None:
    """Say "I am here", once the page listens: without its script the button would load the page anew."""
    ready(page)
    page.get_by_role("button", name="Ik ben er").click()
    expect(page.get_by_role("switch", name="Pauze na deze")).to_be_visible()


def visitor_writes(screen: Screen, text: str) -> Page:
    """A visitor opens the chat and writes her first message."""
    page = screen.open("/chat/")
    field = page.locator("#chat-field")
    field.fill(text)
    field.press("Enter")
    expect(page.get_by_text(text)).to_be_visible()
    return page


def ready(page: Page) -> None:
    """Wait until the page listens to keys, which it says by offering the list of them."""
    expect(page.locator("#show-keys:not([hidden])")).to_be_attached()


def connected(page: Page) -> None:
    """Wait until her line stands and nothing that the page asked by itself is under way any more."""
    expect(page.locator("html[data-line=up]")).to_be_attached()
    settled(page)


def press(page: Page, key: str) -> None:
    """Press a key once the page listens to keys."""
    ready(page)
    page.keyboard.press(key)


def other_contact(page: Page, here: str) -> None:
    """Wait until a contact's page stands there that is not the one at `here`, and listens to keys."""
    page.wait_for_url(lambda url: "/werk/gesprek/" in url and urlsplit(url).path != urlsplit(here).path)
    ready(page)


def take_first(page: Page) -> None:
    """Take who has waited longest, with the key."""
    expect(page.locator("#take-first")).to_be_attached()
    here = page.url
    press(page, "a")
    other_contact(page, here)


def open_part(page: Page, key: str, part: str) -> None:
    """Open a part of the case with its key, and wait until the page has put all of it in its place."""
    press(page, key)
    expect(page.locator("#zaak")).to_have_attribute("data-part", part)
    settled(page)


def settled(page: Page) -> None:
    """Wait until nothing is asked of the server and all that came stands in its place."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def wrap_up(page: Page) -> None:
    """Begin to wrap up with its key, and wait until the page has gone to where that begins."""
    press(page, "e")
    expect(page.locator("#wrap-up-head")).to_be_focused()


def ask_risk(page: Page) -> None:
    """Write down, with keys alone, that suicide was asked about and that there are no thoughts of it."""
    first = page.locator(".risk-line input[name=asked]").first
    if first.is_hidden():
        press(page, "s")
        expect(first).to_be_focused()
    first.focus()
    for key in ("Space", "Tab", "ArrowDown", "Tab", "Tab", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".risk-line > summary")).to_contain_text("geen")
    expect(page.locator(".risk-line > summary")).to_be_focused()


def say(page: Page, text: str) -> None:
    """Answer once the page listens to keys, and wait until the server has it."""
    ready(page)
    page.locator("#reply-text").fill(text)
    page.locator("#reply-text").press("Enter")
    slip = page.locator("#stream .said.own", has_text=text)
    expect(slip).to_have_attribute("data-n", re.compile(r"\d+"))
