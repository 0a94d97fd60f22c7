"""Two ways to work a page: keys alone, or fingers on glass. A journey is told once and played with either."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Page, expect

SETTLED = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"


class Hands(Protocol):
    """What somebody does on a page, however she does it."""

    choices: int
    keys: int

    def press(self, selector: str) -> None:
        """Press a button, follow a link, tick a box."""

    def pick(self, group: str, code: str) -> None:
        """Choose `code` of the choices in `group`."""

    def write(self, selector: str, text: str) -> None:
        """Type `text` in a field."""

    def part(self, key: str, part: str) -> None:
        """Open a part of the case."""


class Keys:
    """Tab, arrows, Space, Enter and the keys of the house; never a pointer. It counts them."""

    def __init__(self, page: Page) -> None:
        self._page, self.keys, self.choices = page, 0, 0

    def key(self, key: str) -> None:
        self._page.keyboard.press(key)
        self.keys += 1

    def to(self, selector: str) -> None:
        """Press Tab until `selector` has the focus."""
        for _ in range(120):
            self.key("Tab")
            if self._page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"no Tab leads to {selector}")

    def press(self, selector: str) -> None:
        expect(self._page.locator(selector).first).to_be_attached()
        self.to(selector)
        self.key("Space" if selector.endswith("[type=checkbox]") else "Enter")
        self.choices += 1

    def pick(self, group: str, code: str) -> None:
        choices = self._page.locator(f"{group} input[type=radio]:visible")
        codes = [one.get_attribute("value") for one in choices.all()]
        if code in codes:
            self.to(f"{group} input[type=radio]")
        else:
            self.press(f"{group} summary")
            self.choices -= 1
            expect(self._page.locator(f"{group} details input[type=radio]:focus")).to_have_count(1)
        at = str(self._page.evaluate("document.activeElement.value"))
        if at == code:
            self.key("Space")
        else:
            codes = [one.get_attribute("value") for one in choices.all()]
            for passed in codes[codes.index(at) + 1 : codes.index(code) + 1]:
                self.key("ArrowDown")
                expect(self._page.locator(f"{group} input[value='{passed}']:focus")).to_be_checked()
                expect(self._page.locator(SETTLED)).to_have_count(0)
        expect(self._page.locator(f"{group} input[value='{code}']")).to_be_checked()
        expect(self._page.locator(f"{group} .saved, {group} .ticked-by")).to_have_count(1)
        self.choices += 1

    def write(self, selector: str, text: str) -> None:
        expect(self._page.locator(selector)).to_be_visible()
        if not self._page.evaluate("selector => document.activeElement.matches(selector)", selector):
            self.to(selector)
        self._page.keyboard.type(text)

    def part(self, key: str, part: str) -> None:
        self._page.keyboard.press("Escape")
        self.key(key)
        opened(self._page, part)


class Fingers:
    """Taps, and the keys of the screen for words; what is tapped must be in sight."""

    def __init__(self, page: Page) -> None:
        self._page, self.keys, self.choices = page, 0, 0

    def press(self, selector: str) -> None:
        self._page.locator(f"{selector}:visible").first.tap()
        self.choices += 1

    def pick(self, group: str, code: str) -> None:
        chip = self._page.locator(f"{group} .chip", has=self._page.locator(f"input[value='{code}']"))
        if not chip.is_visible():
            self._page.locator(f"{group} summary").tap()
        chip.tap()
        expect(self._page.locator(f"{group} .saved, {group} .ticked-by")).to_have_count(1)
        self.choices += 1

    def write(self, selector: str, text: str) -> None:
        self._page.locator(selector).tap()
        self._page.keyboard.type(text)

    def part(self, key: str, part: str) -> None:
        if part == "wrap-up":
            self._page.locator(".columns-nav a[href='#talk']").tap()
            self._page.locator("#wrap-up").tap()
        else:
            self._page.locator(".columns-nav a[href='#zaak']").tap()
            self._page.locator(f"#tab-{part}").tap()
        opened(self._page, part)


def opened(page: Page, part: str) -> None:
    """Wait until `part` of the case stands there, in sight."""
    expect(page.locator(f"#zaak[data-part={part}]")).to_be_visible()
    expect(page.locator(SETTLED)).to_have_count(0)
