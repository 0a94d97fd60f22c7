"""Four cases from queue to closed case on screens of 360 pixels: by keys alone, two by fingers as well.

The first is the example case. Both sides of the talk are played in the same way, visitor and counsellor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.journeys.hands import Fingers, Hands, Keys
from tests.live import Helpline, opened


@dataclass(frozen=True)
class Story:
    """What somebody tells, and how it is coded."""

    tells: str
    more: str
    answer: str
    reason: str
    role: str
    age: str
    gender: str
    ticks: str
    partner: str
    """What is typed in the search of partners."""
    code: str
    """The partner that it finds."""
    asks_suicide: bool = False
    money: bool = False


STORIES = {
    "sextortion": Story(
        "ze wil 100 euro aan cadeaukaarten, anders gaat mijn foto naar al mijn volgers",
        "ik heb 1x betaald. niemand weet dit",
        "Goed dat je dit vertelt. Het is niet jouw schuld.",
        reason="sextortion_financial",
        role="victim",
        age="19_25",
        gender="male",
        ticks="stop_replying",
        partner="politie",
        code="police_report",
        asks_suicide=True,
        money=True,
    ),
    "intimate image": Story(
        "mijn ex heeft een naaktfoto van mij in een groepsapp gezet",
        "mijn hele klas heeft hem gezien",
        "Wat naar. Dat mag hij niet doen.",
        reason="ncii_spread",
        role="victim",
        age="18",
        gender="female",
        ticks="thank",
        partner="slachtoffer",
        code="slachtofferhulp",
        asks_suicide=True,
    ),
    "worried parent": Story(
        "mijn dochter van 14 praat elke avond met een man die ze nooit heeft gezien",
        "hij vraagt haar om fotos",
        "Goed dat u erover begint. We kijken samen wat u kunt zeggen.",
        reason="grooming",
        role="parent",
        age="12_15",
        gender="female",
        ticks="thank",
        partner="veilig",
        code="veilig_thuis",
        asks_suicide=True,
    ),
    "hacked account": Story(
        "iemand zit in mijn instagram en stuurt berichten aan mijn vrienden",
        "ik kan er zelf niet meer in",
        "We beginnen bij je mail. Kun je daar nog in?",
        reason="account_hacked",
        role="victim",
        age="26_34",
        gender="female",
        ticks="mail_first",
        partner="politie",
        code="police_report",
    ),
}


@pytest.fixture(scope="module")
def helpline(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    """One helpline for all of them, as on one evening."""
    with opened(prepared_data, tmp_path_factory.mktemp("four")) as running:
        yield running


BY_FINGERS = ("sextortion", "worried parent")
"""Two are enough for the other way of working the same pages: journeys are the slowest of all tests."""
PLAYED = [(Keys, name) for name in STORIES] + [(Fingers, name) for name in BY_FINGERS]


@pytest.mark.parametrize(("way", "name"), PLAYED)
def test_a_case_is_told_coded_referred_and_closed_on_small_screens(
    helpline: Helpline,
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    way: type[Keys] | type[Fingers],
    name: str,
) -> None:
    story = STORIES[name]
    work = log_in(screen(helpline, "phone"), "anouk")
    mine = way(work)
    expect(work.locator("#pause, button[value=come]")).to_be_visible()
    if work.locator("button[value=come]").is_visible():
        mine.press("button[value=come]")
    expect(work.locator("#pause")).to_be_visible()
    helpline.until_open()
    chat = screen(helpline, "phone").open("/")
    hers = way(chat)
    hers.press("a[href='/chat/']")
    send(hers, chat, story.tells)

    take(mine, work)
    contact = work.url
    send(hers, chat, story.more)
    answer(mine, work, story.answer)
    expect(chat.locator(".slip-text", has_text=story.answer)).to_be_visible()

    mine.part("2", "facts")
    mine.pick("#fact-reason", story.reason)
    mine.part("1", "plan")
    tick(mine, work, story.ticks)
    mine.part("4", "referral")
    mine.write("#partner-search", story.partner)
    mine.press(f"#partner-{story.code} button")
    expect(work.locator(f"#partner-{story.code} [aria-pressed=true]")).to_have_count(1)
    if story.asks_suicide:
        ask_risk(mine, work)

    mine.part("e", "wrap-up")
    keys, choices = mine.keys, mine.choices
    mine.press("#take-over")
    expect(work.locator("#fact-outcome input[value=referred]")).to_be_checked()
    if story.role != "victim":
        mine.pick("#fact-role", story.role)
    mine.pick("#fact-age", story.age)
    mine.pick("#fact-gender", story.gender)
    if story.money:
        mine.pick("#fact-paid", "yes")
    mine.pick("#fact-found_via", "search_engine")
    mine.press("#close")
    work.wait_for_url(re.compile(r"/werk/\?klaar="))
    # The reason was chosen before, in the talk; to close is counted as well.
    assert mine.choices - choices + 1 <= 8
    # Keystroke-level model: 0.28 s for a key, 1.35 s to think before each choice.
    assert (mine.keys - keys) * 0.28 + (mine.choices - choices) * 1.35 <= 60
    expect(work.locator(".done-with")).to_contain_text("is afgesloten")
    expect(chat.locator("[data-part=title]")).to_have_text("Het gesprek is klaar")

    work.goto(f"{contact.partition('?')[0].partition('#')[0]}?deel=facts#zaak")
    for field, code in (("reason", story.reason), ("role", story.role), ("age", story.age)):
        expect(work.locator(f"#fact-{field} input[value='{code}']")).to_be_checked()
    mine.part("4", "referral")
    expect(work.locator(f"#partner-{story.code} [aria-pressed=true]")).to_contain_text("Geadviseerd")
    for page in (work, chat):
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def send(hands: Hands, chat: Page, text: str) -> None:
    hands.write("#chat-field", text)
    if isinstance(hands, Keys):
        hands.key("Enter")
    else:
        hands.press(".chat-send")
    expect(chat.locator(".slip-own", has_text=text)).to_have_attribute("data-n", re.compile(r"\d+"))


def take(hands: Hands, work: Page) -> None:
    expect(work.locator("#take-first")).to_be_attached()
    if isinstance(hands, Keys):
        counsellor.press(work, "a")
    else:
        hands.press("#take-first")
    work.wait_for_url("**/werk/gesprek/**")


def answer(hands: Hands, work: Page, text: str) -> None:
    expect(work.locator("#show-keys:not([hidden])")).to_be_attached()
    if isinstance(hands, Keys):
        hands.key("r")
    hands.write("#reply-text", text)
    if isinstance(hands, Keys):
        hands.key("Enter")
    else:
        hands.press("#reply .button")
    slip = work.locator("#stream .said.own", has_text=text)
    expect(slip).to_have_attribute("data-n", re.compile(r"\d+"))


def tick(hands: Hands, work: Page, item: str) -> None:
    row = work.locator(f"[id='fact-plan:{item}']")
    if not row.is_visible():
        hands.press(f".plan details:has([id='fact-plan:{item}']) > summary")
    hands.press(f"[id='fact-plan:{item}'] input[type=checkbox]")
    expect(row).to_contain_text("jij")


def ask_risk(hands: Hands, work: Page) -> None:
    if isinstance(hands, Keys):
        work.keyboard.press("Escape")
        counsellor.ask_risk(work)
        return
    hands.press("#risk > summary")
    for name, value in (("asked", "yes"), ("thoughts", "no"), ("level", "none")):
        hands.press(f"#risk .chip:has(input[name={name}][value={value}])")
    hands.press("#risk button")
    expect(work.locator("#risk > summary")).to_contain_text("geen")
