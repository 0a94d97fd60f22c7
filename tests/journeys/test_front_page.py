"""The front page in a real browser: its weight, its exit, its looks and what axe says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen, Weight
from tests.environment import REPOSITORY
from tests.live import Helpline

PAGES = (
    "/",
    "/eerste-hulp/",
    "/nu-doen/",
    "/iemand-anders/",
    "/veilig-surfen/",
    "/privacy/",
    "/klacht/",
    "/toegankelijkheid/",
    "/bel/",
    "/school/",
    "/school/les/",
    "/mail/",
    "/nergens/",
)
HEAVIEST = 14 * 1024
MOST_REQUESTS = 3


@pytest.fixture(scope="module")
def made_up_languages(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with a language of long words and one from right to left."""
    folder = tmp_path_factory.mktemp("languages")
    subprocess.run([sys.executable, ".ci/translations.py", "pseudo", folder], cwd=REPOSITORY, check=True)
    return str(folder)


def elsewhere(page: Page) -> None:
    page.wait_for_url(lambda url: "127.0.0.1" not in url)


@pytest.mark.parametrize("path", ["/", "/en/"])
@pytest.mark.parametrize("state", ["open", "closed"])
def test_the_front_page_fits_in_one_round(
    request: pytest.FixtureRequest,
    screen: Callable[..., Screen],
    weigh: Callable[[Screen, str], Weight],
    path: str,
    state: str,
) -> None:
    helpline = request.getfixturevalue("shared_live" if state == "open" else "shared_closed")
    weight = weigh(screen(helpline, "phone"), path)
    assert weight.bytes <= HEAVIEST, f"{weight.bytes} bytes: {weight.requests}"
    assert len(weight.requests) <= MOST_REQUESTS, weight.requests


@pytest.mark.parametrize("kind", ["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_passes_axe_and_fits_its_screen(
    shared_closed: Helpline,
    screen: Callable[..., Screen],
    axe: Callable[[Page], None],
    shot: Callable[..., object],
    kind: str,
    dark: bool,
) -> None:
    window = screen(shared_closed, kind, dark=dark)
    window.watch.expect("404")
    languages = ("",) if dark else ("", "/en")  # other words change no colour
    for path in [prefix + one for one in PAGES for prefix in languages]:
        page = window.open(path)
        axe(page)
        fits(page)
        shot(page, f"site{path.replace('/', '-')}{kind}-{'dark' if dark else 'light'}")
        page.close()


def fits(page: Page) -> None:
    """Nothing sticks out at the side."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room, f"{page.url} is {wide} wide in {room}"


def test_every_sign_and_part_passes_axe(
    shared_live: Helpline,
    screen: Callable[..., Screen],
    axe: Callable[[Page], None],
    shot: Callable[..., object],
) -> None:
    for dark in (False, True):
        for kind in ("phone", "desktop"):
            page = screen(shared_live, kind, dark=dark).open("/signs/")
            axe(page)
            fits(page)
            shot(page, f"signs-{kind}-{'dark' if dark else 'light'}")


def test_leave_fast_goes_at_once_and_clears_what_was_kept(
    shared_live: Helpline, screen: Callable[..., Screen]
) -> None:
    window = screen(shared_live, "phone")
    page = window.open("/eerste-hulp/")
    page.evaluate("localStorage.setItem('kept', 'x'); sessionStorage.setItem('kept', 'x')")
    page.locator(".exit").click()
    elsewhere(page)
    back = window.open("/")
    assert back.evaluate("localStorage.length + sessionStorage.length") == 0


def test_leave_fast_covers_the_page_before_the_next_one_is_there(
    shared_live: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(shared_live, "phone").open("/")
    seen = page.evaluate(
        """() => {
            document.querySelector('.exit').click();
            const cover = document.querySelector('[role=alert]');
            const box = cover.getBoundingClientRect();
            return [cover.textContent, box.width >= innerWidth, getComputedStyle(cover).backgroundColor,
                    document.querySelector('main').checkVisibility(), document.title];
        }"""
    )
    assert seen == ["Laden.", True, "rgb(255, 255, 255)", False, ""]


def test_back_after_leaving_does_not_bring_the_left_page(
    shared_live: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(shared_live, "phone").open("/")
    page.goto(shared_live.url + "/eerste-hulp/")
    page.locator(".exit").click()
    elsewhere(page)
    page.go_back()
    assert page.url == shared_live.url + "/", "the page that was left is gone from the way back"
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_three_times_shift_leaves_and_tells_how_far_one_is(
    shared_live: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(shared_live, "desktop").open("/")
    status = page.get_by_role("status")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Shift, nog twee keer en je bent weg.")
    assert page.locator("body").get_attribute("data-shifts") == "1"
    page.keyboard.press("Shift")
    expect(status).to_have_text("Shift, nog één keer en je bent weg.")
    page.keyboard.press("Shift")
    elsewhere(page)


def test_another_key_or_a_capital_letter_starts_the_count_again(
    shared_live: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(shared_live, "desktop").open("/")
    for keys in (("Shift", "Shift", "x", "Shift"), ("Shift", "Shift+A", "Shift+B", "Shift+C")):
        for key in keys:
            page.keyboard.press(key)
    assert page.url == shared_live.url + "/"


def test_too_slow_is_not_leaving(shared_live: Helpline, screen: Callable[..., Screen]) -> None:
    page = screen(shared_live, "desktop").context.new_page()
    page.clock.install()
    page.goto(shared_live.url + "/")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5100)
    expect(page.get_by_role("status")).to_have_text("Weggaan met Shift is verlopen.")
    page.keyboard.press("Shift")
    assert page.url == shared_live.url + "/"


def test_the_keyboard_reaches_the_exit_with_its_second_stop(
    shared_live: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(shared_live, "desktop").open("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("Snel weg")
    page.keyboard.press("Enter")
    elsewhere(page)


@pytest.mark.parametrize("kind", ["phone", "desktop"])
def test_without_script_everything_is_there(
    shared_closed: Helpline, screen: Callable[..., Screen], kind: str
) -> None:
    page = screen(shared_closed, kind, java_script_enabled=False).open("/")
    page.get_by_role("link", name="Iemand chanteert me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit kun je nu doen")
    page.locator(".exit").click()
    elsewhere(page)


def test_the_exit_stays_in_reach_while_scrolling(
    shared_closed: Helpline, screen: Callable[..., Screen]
) -> None:
    for kind in ("phone", "desktop"):
        page = screen(shared_closed, kind).open("/eerste-hulp/")
        page.mouse.wheel(0, 2000)
        page.wait_for_function("scrollY > 300")
        expect(page.locator(".exit")).to_be_in_viewport()


@pytest.mark.parametrize(("language", "direction"), [("qps", "ltr"), ("ar", "rtl")])
def test_long_words_and_right_to_left_fit(
    open_helpline: Callable[..., Helpline],
    screen: Callable[..., Screen],
    axe: Callable[[Page], None],
    shot: Callable[..., object],
    made_up_languages: str,
    language: str,
    direction: str,
) -> None:
    helpline = open_helpline(HULPLIJN_LANGUAGES=f"nl,en,{language}", HULPLIJN_LOCALE_PATHS=made_up_languages)
    for kind in ("phone", "desktop"):
        window = screen(helpline, kind)
        for path in ("/", "/eerste-hulp/", "/bel/"):
            page = window.open(f"/{language}{path}")
            assert page.locator("html").get_attribute("dir") == direction
            fits(page)
            if language == "ar":  # axe rightly knows no language called qps
                axe(page)
            shot(page, f"{language}{path.replace('/', '-')}{kind}")
            page.close()


def test_back_in_the_situation_check_is_the_question_before(
    shared_live: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(shared_live, "phone").open("/nu-doen/")
    asked = []
    for answer in ("Iemand chanteert mij", "Nee", "Geld of cadeaukaarten"):
        asked.append(page.locator("h1").inner_text())
        page.get_by_role("button", name=answer, exact=True).click()
        expect(page.locator("h1")).not_to_have_text(asked[-1])
    for before in reversed(asked):
        page.evaluate("history.back()")
        expect(page.locator("h1")).to_have_text(before)
