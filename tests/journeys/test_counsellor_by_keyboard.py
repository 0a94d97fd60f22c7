"""From taking a chat to closing it without a mouse; and a note that is never taken for an answer."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.live import Helpline

LogIn = Callable[..., Page]
Screens = Callable[..., Screen]


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until `selector` has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


def _tick(page: Page, field: str) -> None:
    _tab_to(page, f"#fact-{field} input")
    page.keyboard.press("Space")
    expect(page.locator(f"#fact-{field} .saved")).to_contain_text("Bewaard")


def test_from_taking_to_closing_without_a_mouse(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = log_in(screen(live, "desktop"), "anouk", by_hand=True)
    counsellor.ready(work)
    _tab_to(work, "button[value=come]")
    work.keyboard.press("Enter")
    expect(work.locator("#pause")).to_be_visible()
    chat = counsellor.visitor_writes(screen(live, "phone"), "ik word gepest in een groepsapp")
    counsellor.take_first(work)

    counsellor.press(work, "/")
    work.keyboard.type("knap")
    work.keyboard.press("Enter")
    expect(work.locator("#reply-text")).to_have_value(re.compile("^Wat goed dat je dit vertelt"))
    work.keyboard.press("Enter")
    expect(chat.get_by_text("Je hoeft het niet meer alleen te doen.")).to_be_visible()
    work.keyboard.press("Escape")
    work.keyboard.press("n")
    work.keyboard.type("Zit in de brugklas.")
    work.keyboard.press("Control+Enter")
    expect(work.locator("#stream .note")).to_contain_text("Zit in de brugklas.")

    work.keyboard.press("Escape")
    counsellor.open_part(work, "2", "facts")
    counsellor.open_part(work, "4", "referral")
    expect(work.locator(".partner button").first).to_be_visible()
    _tab_to(work, ".partner button")
    work.keyboard.press("Enter")
    expect(work.locator(".partner [aria-pressed=true]")).to_have_count(1)

    counsellor.wrap_up(work)
    _tick(work, "reason")
    counsellor.ask_risk(work)
    expect(work.locator(".still")).to_contain_text("2 dingen")
    _tick(work, "found_via")
    _tick(work, "outcome")
    _tab_to(work, "#close")
    work.keyboard.press("Enter")
    work.wait_for_url(re.compile(r"/werk/\?klaar="))
    expect(work.locator(".done-with")).to_contain_text("is afgesloten")


class _Counted:
    """The keyboard of `page`, counting what is pressed and what is chosen with it."""

    def __init__(self, page: Page) -> None:
        self._page, self.keys, self.choices = page, 0, 0

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)
        self.keys += 1

    def to(self, selector: str) -> None:
        for _ in range(30):
            self.press("Tab")
            if self._page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"no Tab leads to {selector}")

    def choose(self, field: str, *keys: str) -> None:
        self.to(f"#fact-{field} :is(input, select)")
        for key in keys:
            self.press(key)
        expect(self._page.locator(f"#fact-{field} .saved")).to_contain_text("Bewaard")
        self.choices += 1


def test_an_extortion_chat_is_wrapped_up_in_eight_choices_and_a_minute_of_keys(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hij wil 100 euro, anders stuurt hij mijn foto door")
    counsellor.take_first(work)
    # The last step of the plan, in the talk: who helps further.
    counsellor.open_part(work, "4", "referral")
    _tab_to(work, ".partner button")
    work.keyboard.press("Enter")
    expect(work.locator(".partner [aria-pressed=true]")).to_have_count(1)
    hands = _Counted(work)
    counsellor.wrap_up(work)
    hands.choose("reason", "Space")
    counsellor.ask_risk(work)
    counsellor.wrap_up(work)
    hands.to("#take-over")
    hands.press("Enter")
    expect(work.locator("#fact-role input[value=victim]")).to_be_checked()
    expect(work.locator("#fact-outcome input[value=referred]")).to_be_checked()
    hands.choices += 1
    hands.choose("age", "ArrowDown")
    hands.choose("gender", "Space")
    hands.choose("platforms", "i")
    hands.choose("paid", "Space")
    hands.choose("found_via", "Space")
    hands.to("#close")
    hands.press("Enter")
    work.wait_for_url(re.compile(r"/werk/\?klaar="))
    assert hands.choices <= 8
    # Keystroke-level model: 0.28 s for a key, 1.35 s to think before each choice.
    assert hands.keys * 0.28 + hands.choices * 1.35 <= 60, (hands.keys, hands.choices)

    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    work.goto(f"{live.url}/werk/")
    counsellor.take_first(work)
    counsellor.press(work, "x")
    work.keyboard.press("p")
    work.wait_for_url(re.compile(r"/werk/\?klaar="))


def test_a_talk_is_handed_over_without_a_mouse(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    chat = counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    other = counsellor.begin_shift(log_in, screen(live, "desktop"), "bram")
    work.reload()
    counsellor.press(work, "t")
    work.keyboard.press("Space")
    expect(work.locator("#hand-over input:checked")).to_have_count(1)
    _tab_to(work, "#hand-over-note")
    work.keyboard.type("Is net begonnen met vertellen.")
    _tab_to(work, "#hand-over .button")
    work.keyboard.press("Enter")
    expect(work.locator("#here")).to_contain_text("Bram")
    expect(other.locator("#together .strip")).to_be_visible()
    _tab_to(other, "#together button[value=accept]")
    other.keyboard.press("Enter")
    other.wait_for_url("**/werk/gesprek/**")
    expect(chat.get_by_text("Je praat met Bram")).to_be_visible()


def test_what_is_written_as_a_note_stays_a_note(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    chat = counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    counsellor.press(work, "n")
    work.keyboard.type("liegt misschien over leeftijd")
    # Enter alone keeps nothing and sends nothing; it is a new line.
    work.keyboard.press("Enter")
    expect(work.locator("#note-text")).to_have_value("liegt misschien over leeftijd\n")
    work.keyboard.press("Escape")
    work.keyboard.press("r")
    expect(work.locator("#reply-text")).to_have_value("")
    work.keyboard.press("Enter")
    work.keyboard.type("hoe oud ben je?")
    work.keyboard.press("Enter")
    expect(chat.get_by_text("hoe oud ben je?")).to_be_visible()
    expect(chat.get_by_text("liegt")).to_have_count(0)
    work.keyboard.press("Escape")
    work.keyboard.press("n")
    expect(work.locator("#note-text")).to_have_value("liegt misschien over leeftijd\n")
    expect(work.get_by_role("button", name="Bewaar notitie")).to_be_visible()
    expect(work.get_by_role("button", name="Stuur")).to_have_count(0)
    expect(work.locator("#stream .said.own")).to_have_count(1)
