"""The whole chat in a browser without JavaScript: forms, and a page that loads itself again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.chat.lines import Browser, at_work, still_there
from tests.journeys.test_chat import answer, take_last, until
from tests.live import Helpline, opened


@pytest.fixture(scope="module")
def house(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    with opened(prepared_data, tmp_path_factory.mktemp("plain-house")) as helpline:
        at_work(helpline)
        yield helpline


@pytest.fixture(scope="module")
def anouk(house: Helpline) -> Browser:
    return at_work(house)


@pytest.fixture(autouse=True)
def _at_her_desk(anouk: Browser) -> None:
    still_there(anouk)


@pytest.fixture
def page(house: Helpline, screen: Callable[..., Screen]) -> Page:
    window = screen(house, "phone", java_script_enabled=False)
    window.watch.expect("status of 422")  # how the page with a complaint is answered
    return window.open("/chat/")


def begin(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Je bericht").fill(text)
    page.get_by_role("button", name="Stuur").click()
    expect(page.locator(".slip-own .slip-text")).to_contain_text(text)


def shown(anouk: Browser, contact: str) -> str:
    return anouk.get(f"/werk/gesprek/{contact}/").partition("<template")[0]


def write(page: Page, text: str) -> None:
    page.get_by_role("link", name="Schrijf een bericht").click()
    page.get_by_role("textbox", name="Je bericht").fill(text)
    page.get_by_role("button", name="Stuur").click()


def tidy(page: Page) -> None:
    """No button touches the edge or another, and all of the page can be reached beside the exit."""
    boxes = [box for one in page.locator("main .button:visible").all() if (box := one.bounding_box())]
    assert boxes
    assert all(box["x"] >= 12 for box in boxes)
    for above, below in itertools.pairwise(sorted(boxes, key=lambda box: box["y"])):
        is_beside = above["x"] + above["width"] < below["x"] or below["x"] + below["width"] < above["x"]
        assert is_beside or above["y"] + above["height"] + 4 <= below["y"]
    page.locator("main").hover()
    page.mouse.wheel(0, 5000)
    expect(page.locator("main :is(a, button, p):visible").last).to_be_in_viewport()
    leave = page.locator(".exit").bounding_box()
    assert leave
    assert leave["y"] + leave["height"] > 700


def test_she_begins_is_answered_answers_and_stops(
    page: Page, anouk: Browser, shot: Callable[..., object]
) -> None:
    tidy(page)
    begin(page, "iemand heeft een foto van mij")
    tidy(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("in de rij|aan de beurt"))
    expect(page.locator("meta[http-equiv=refresh]")).to_have_attribute("content", "10")
    shot(page, "chat-no-script-waiting-360")
    contact = take_last(anouk)
    answer(anouk, contact, "goed dat je dit vertelt")
    expect(page.get_by_text("goed dat je dit vertelt")).to_be_visible(timeout=40_000)  # it loads itself
    expect(page.get_by_role("heading", level=1)).to_have_text("Je praat met Anouk")
    expect(page.locator(".slip-other .state")).to_have_attribute("data-state", "told")
    write(page, "wat moet ik doen")
    expect(page.locator(".slip-own .slip-text")).to_have_count(2)
    assert "wat moet ik doen" in anouk.get(f"/werk/gesprek/{contact}/")
    page.get_by_role("button", name="Stop deze chat").click()
    expect(page.get_by_role("heading", name="Het gesprek is klaar")).to_be_visible()
    until(
        lambda: (
            "De bezoeker heeft het gesprek verlaten"
            in anouk.get(f"/werk/gesprek/{contact}/").split("<template")[0]
        )
    )


def test_the_page_to_write_on_never_loads_itself_and_keeps_the_text_while_she_looks(
    page: Page, anouk: Browser
) -> None:
    begin(page, "hoi")
    page.get_by_role("link", name="Schrijf een bericht").click()
    page.get_by_role("textbox", name="Je bericht").fill("nog niet klaar")
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    with page.expect_navigation():
        page.get_by_role("button", name="Kijk of er iets nieuws is").click()
    expect(page.get_by_role("textbox", name="Je bericht")).to_have_value("nog niet klaar")
    page.goto(page.url)
    expect(page.get_by_role("textbox", name="Je bericht")).to_have_value("nog niet klaar")


def test_a_message_that_is_too_long_says_so_and_stays(page: Page, anouk: Browser) -> None:
    begin(page, "hoi")
    write(page, "x" * 4012)
    expect(page.get_by_role("alert")).to_contain_text("12 tekens te lang")
    expect(page.get_by_role("textbox", name="Je bericht")).to_have_value("x" * 4012)


def test_leaving_fast_tells_the_counsellor_and_leaves_no_hold(
    anouk: Browser, house: Helpline, screen: Callable[..., Screen]
) -> None:
    window = screen(house, "phone", java_script_enabled=False)
    # The way out is a redirect, which goes to the real address, whatever the network makes of that.
    window.watch.expect("Failed to load resource")
    page = window.open("/chat/")
    begin(page, "hij komt eraan")
    contact = take_last(anouk)
    page.get_by_role("button", name="Snel weg").click()
    page.wait_for_url(lambda url: "127.0.0.1" not in url)
    until(lambda: "Snel weg" in shown(anouk, contact), within=30)
    assert page.context.cookies(house.url) == []
    page.goto(house.url + "/chat/")
    assert "hij komt eraan" not in page.content()


def test_loading_the_chat_page_again_leads_back_to_the_conversation(page: Page, house: Helpline) -> None:
    begin(page, "hoi")
    page.goto(house.url + "/chat/")
    expect(page.locator(".slip-own .slip-text")).to_contain_text("hoi")


def test_she_finds_out_what_helps_and_takes_her_answers_along(
    house: Helpline,
    anouk: Browser,
    screen: Callable[..., Screen],
    axe: Callable[[Page], None],
    shot: Callable[..., object],
) -> None:
    page = screen(house, "phone", java_script_enabled=False).open("/nu-doen/")
    looking = screen(house, "phone").open("/nu-doen/")

    def passes_axe() -> None:
        looking.set_content(page.content())  # axe is a script itself
        axe(looking)

    passes_axe()
    shot(page, "check-start-360")
    for tap in (
        "Iemand chanteert mij",
        "Nee",
        "Geld of cadeaukaarten",
        "Ja",
        "Ja",
        "Nee, of ik weet het niet",
    ):
        with page.expect_navigation():
            page.get_by_role("button", name=tap, exact=True).click()
        tidy_choices(page)
    passes_axe()
    shot(page, "check-question-360")
    for tap in ("Terug", "Nee, of ik weet het niet", "Dat zeg ik liever niet"):
        with page.expect_navigation():
            page.get_by_role("button", name=tap).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je hebt betaald. Stop nu, en bel je bank.")
    expect(page.locator(".steps > li")).to_have_count(3)
    passes_axe()
    shot(page, "check-end-360")
    page.get_by_role("button", name="Chat, met mijn antwoorden").click()
    shot(page, "check-along-360")
    begin(page, "help")
    assert page.url == f"{house.url}/chat/zonder/"
    contact = take_last(anouk)
    assert "Geld of cadeaukaarten" in anouk.get(f"/werk/gesprek/{contact}/")


def tidy_choices(page: Page) -> None:
    """Each answer is a large target, and the way out stands beside none of them."""
    boxes = [box for one in page.locator(".choice").all() if (box := one.bounding_box())]
    assert len(boxes) >= 2
    assert all(box["height"] >= 48 and box["x"] >= 12 and box["x"] + box["width"] <= 348 for box in boxes)
    expect(page.locator(".exit")).to_be_in_viewport()
