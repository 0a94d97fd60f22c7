"""A visitor's way in each engine: most visitors hold a phone whose browser is not Chrome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import environment
from tests.chat.lines import Browser, at_work
from tests.engines.windows import ENGINES, Window, window_of
from tests.journeys.test_chat import answer, until
from tests.live import Helpline, opened


@pytest.fixture(scope="module")
def house(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    with opened(prepared_data, tmp_path_factory.mktemp("engines")) as helpline:
        yield helpline


@pytest.fixture(scope="module", params=ENGINES)
def window(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    yield from _window(request, tmp_path_factory, script=True)


@pytest.fixture(scope="module", params=ENGINES)
def without_script(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    yield from _window(request, tmp_path_factory, script=False)


def _window(
    request: pytest.FixtureRequest, folders: pytest.TempPathFactory, *, script: bool
) -> Iterator[Window]:
    folder = folders.mktemp(request.param)
    with window_of(
        request.param, folder, lambda: request.getfixturevalue("whole_browser"), script=script
    ) as made:
        yield made


def open_for_all(house: Helpline) -> Browser:
    """Anouk at work, once the front page says so."""
    anouk = at_work(house)
    until(lambda: 'href="/chat/"' in anouk.get("/"))
    return anouk


def take(counsellor: Browser, said: str) -> str:
    """Take who waits, up to the one who said `said`; her contact."""
    for contact in re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", counsellor.get("/werk/")):
        counsellor.form(f"/werk/gesprek/{contact}/neem/")
        if said in counsellor.get(f"/werk/gesprek/{contact}/"):
            return contact
    raise AssertionError(f"nobody who waits said: {said}")


def test_she_chats_is_answered_and_leaves_fast(house: Helpline, window: Window) -> None:
    anouk = open_for_all(house)
    window.open(f"{house.url}/")
    window.click("a[href$='/chat/']")
    window.until("document.querySelector('#chat-field')?.offsetParent")
    window.click("#chat-field")
    window.press("iemand heeft een foto van mij")
    window.press("Enter")
    window.until("document.querySelector('.state[data-state=sent]')")
    contact = take(anouk, "iemand heeft een foto van mij")
    window.until_text("Je praat met Anouk")
    answer(anouk, contact, "Goed dat je dit vertelt.")
    window.until_text("Goed dat je dit vertelt.")
    window.click("#chat-field")
    window.press("dank je")
    window.press("Enter")
    window.until("[...document.querySelectorAll('.slip-own')].length === 2")
    window.run("[window.before = true, location.reload()]")
    window.until("!window.before && [...document.querySelectorAll('.slip-own')].length === 2")
    window.until_text("Goed dat je dit vertelt.")
    window.picture(environment.BUILD / "screenshots" / f"chat-talking-{window.name}.png")
    for _ in range(3):
        window.press("Shift")
    until(lambda: "Snel weg" in anouk.get(f"/werk/gesprek/{contact}/").partition("<template")[0])
    window.until(f"!location.href.startsWith({house.url!r})")  # else its failing to get there fails the next
    window.open(f"{house.url}/chat/")
    window.until("document.querySelector('#chat-field')?.offsetParent")
    assert window.count(".slip") == 0


def test_when_closed_the_page_says_when_the_chat_opens(shared_closed: Helpline, window: Window) -> None:
    window.open(f"{shared_closed.url}/chat/")
    window.until_text("De chat gaat vanochtend om 07:00 open.")


def test_without_javascript_she_chats_as_well(house: Helpline, without_script: Window) -> None:
    anouk, window = open_for_all(house), without_script
    window.open(f"{house.url}/")
    window.click("a[href$='/chat/']")
    window.until("document.querySelector('#plain-text')")
    window.click("#plain-text")
    window.press("ik heb geen javascript")
    window.click("button[name=do][value=send]")
    window.until("document.querySelector('.slip-own .state')")
    contact = take(anouk, "ik heb geen javascript")
    window.until_text("Je praat met Anouk")  # the page loads itself again
    answer(anouk, contact, "Dat geeft niet.")
    window.click("a[href='/chat/zonder/']")  # "look now"
    window.until_text("Dat geeft niet.")
    window.click("a[href$='?schrijf=1']")
    window.until("document.querySelector('#plain-text')")
    window.click("#plain-text")
    window.press("fijn")
    window.click("button[name=do][value=send]")
    window.until("document.querySelectorAll('.slip-own').length === 2")
    window.click("form[action='/chat/weg/'] button")
    until(lambda: "Snel weg" in anouk.get(f"/werk/gesprek/{contact}/").partition("<template")[0])
    window.until(f"!location.href.startsWith({house.url!r})")  # else its failing to get there fails the next
    window.open(f"{house.url}/chat/")
    window.until("document.querySelector('#plain-text')")
    assert window.count(".slip") == 0
