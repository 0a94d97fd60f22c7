"""The chat in real browsers, and what goes wrong between a visitor and a counsellor."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen, Weight
from tests.chat.lines import Browser, at_work, still_there, waiting
from tests.journeys.test_front_page import fits
from tests.live import Helpline, opened

HEAVIEST = 50 * 1024


@pytest.fixture(scope="module")
def house(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    """A helpline with Anouk at work, for all tests here that don't kill it."""
    with opened(prepared_data, tmp_path_factory.mktemp("chat-house")) as helpline:
        at_work(helpline)
        yield helpline


@pytest.fixture(scope="module")
def anouk(house: Helpline) -> Browser:
    return at_work(house)


@pytest.fixture(autouse=True)
def _at_her_desk(anouk: Browser) -> None:
    still_there(anouk)


def say(page: Page, text: str) -> None:
    page.fill("#chat-field", text)
    page.press("#chat-field", "Enter")


def sent(page: Page) -> None:
    """Wait until the server has what she said last. "Wordt verstuurd" is what it says before."""
    expect(page.locator(".slip-own .state").last).to_have_text(re.compile("^(Verstuurd|Gezien)"))


def title(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-part=title]")).to_have_text(words)


def take_last(counsellor: Browser) -> str:
    """Take who came last: others may still wait since an earlier test, wherever they stand in her line."""
    contact = waiting(counsellor)[-1]
    counsellor.form(f"/werk/gesprek/{contact}/neem/")
    return contact


def answer(counsellor: Browser, contact: str, text: str) -> None:
    line = counsellor.line("/ws/werk")
    conversation = re.findall(
        r'data-conversation="([0-9a-f-]{36})"', counsellor.get(f"/werk/gesprek/{contact}/")
    )[0]
    line.send(t="open", c=conversation, last=0)
    line.send(t="say", c=conversation, id="11111111-1111-4111-8111-111111111111", text=text)
    line.until("ack")
    line.socket.close()


def until(holds: Callable[[], bool], *, within: float = 30) -> None:
    """Wait until `holds`, at most `within` seconds."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_two_taps_and_no_question_from_the_front_page_to_a_sent_message(
    house: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(house, "phone").open("/")
    page.get_by_role("link", name="Begin een chat").click()
    expect(page.locator("#chat-field")).to_be_focused()
    assert page.locator("#chat [required]").count() == 0
    page.keyboard.type("iemand heeft een foto van mij")
    page.get_by_role("button", name="Stuur").click()
    sent(page)
    title(page, re.compile("in de rij"))


def test_whoever_has_no_words_can_wait_without_any(house: Helpline, screen: Callable[..., Screen]) -> None:
    page = screen(house, "phone").open("/chat/")
    page.get_by_role("button", name="Ik weet niet wat ik moet zeggen").click()
    title(page, re.compile("in de rij"))
    say(page, "toch maar")
    sent(page)


def test_the_chat_page_is_light_enough_for_a_bad_line(
    house: Helpline, screen: Callable[..., Screen], weigh: Callable[[Screen, str], Weight]
) -> None:
    for path in ("/chat/", "/en/chat/"):
        weight = weigh(screen(house, "phone"), path)
        assert weight.bytes <= HEAVIEST, weight


def test_she_talks_is_seen_and_the_page_says_so(
    house: Helpline,
    anouk: Browser,
    screen: Callable[..., Screen],
    axe: Callable[[Page], None],
    shot: Callable[..., object],
) -> None:
    for dark in (False, True):
        page = screen(house, "phone", dark=dark).open("/chat/")
        look = "dark" if dark else "light"
        axe(page)
        shot(page, f"chat-compose-360-{look}", full=False)
        say(page, "hoi ik weet niet wat ik moet doen")
        title(page, re.compile("in de rij"))
        axe(page)
        shot(page, f"chat-waiting-360-{look}", full=False)
        contact = take_last(anouk)
        title(page, "Je praat met Anouk")
        answer(anouk, contact, "Goed dat je dit vertelt.")
        expect(page.get_by_text("Goed dat je dit vertelt.")).to_be_visible()
        axe(page)
        shot(page, f"chat-talking-360-{look}", full=False)
        page.get_by_role("button", name="Stop deze chat").click()
        page.get_by_role("button", name="Ja, stop").click()
        title(page, "Het gesprek is klaar")
        axe(page)
        shot(page, f"chat-ended-360-{look}", full=False)


@pytest.mark.parametrize("kind", ["phone", "desktop"])
def test_the_english_chat_passes_axe_and_fits(
    house: Helpline,
    screen: Callable[..., Screen],
    axe: Callable[[Page], None],
    shot: Callable[..., object],
    kind: str,
) -> None:
    page = screen(house, kind, lang="en").open("/en/chat/")
    say(page, "somebody has a photo of me")
    title(page, re.compile("in line|next"))
    axe(page)
    fits(page)
    shot(page, f"chat-waiting-{kind}-en", full=False)


def test_a_reload_keeps_the_conversation(
    house: Helpline, anouk: Browser, screen: Callable[..., Screen]
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "een")
    sent(page)
    say(page, "twee")
    page.reload()
    expect(page.locator(".slip-own .slip-text")).to_have_text(["Jij: een", "Jij: twee"])


def test_what_she_says_while_she_waits_stays_in_view(house: Helpline, screen: Callable[..., Screen]) -> None:
    page = screen(house, "phone").open("/chat/")
    for text in ("ik wacht", "en ik schrijf door"):
        say(page, text)
        title(page, re.compile("in de rij|aan de beurt"))
        slip = page.locator(".slip-own", has_text=text)
        sent(page)
        expect(slip).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Terwijl je wacht")).to_be_in_viewport()


def test_a_phone_that_goes_offline_says_so_before_the_line_is_missed(
    house: Helpline, anouk: Browser, screen: Callable[..., Screen]
) -> None:
    window = screen(house, "phone")
    window.watch.expect("WebSocket|ERR_")
    page = window.open("/chat/")
    say(page, "in de trein")
    sent(page)
    take_last(anouk)
    title(page, "Je praat met Anouk")
    window.context.set_offline(True)
    expect(page.locator("[data-part=title]")).to_have_text("De verbinding is even weg", timeout=10_000)
    say(page, "in de tunnel")
    expect(page.get_by_text("Wacht op verbinding")).to_be_visible()
    window.context.set_offline(False)
    title(page, "Je praat met Anouk")
    sent(page)


def test_what_she_writes_while_the_server_is_gone_arrives_when_it_is_back(
    live: Helpline, screen: Callable[..., Screen], shot: Callable[..., object]
) -> None:
    counsellor = at_work(live)
    window = screen(live, "phone")
    window.watch.expect("WebSocket|ERR_CONNECTION_REFUSED")
    page = window.open("/chat/")
    say(page, "eerst")
    sent(page)
    contact = take_last(counsellor)
    live.kill()
    title(page, "De verbinding is even weg")
    say(page, "terwijl de lijn weg was")
    say(page, "en nog iets")
    expect(page.get_by_text("Wacht op verbinding")).to_have_count(2)
    shot(page, "chat-line-lost-360", full=False)
    live.start()
    title(page, "Je praat met Anouk")
    expect(page.get_by_text(re.compile("Wacht op verbinding|Wordt verstuurd"))).to_have_count(0)
    again = at_work(live).get(f"/werk/gesprek/{contact}/")
    places = [again.index(text) for text in ("eerst", "terwijl de lijn weg was", "en nog iets")]
    assert places == sorted(places)
    assert again.count("terwijl de lijn weg was") == 1


def test_leaving_fast_blanks_the_page_ends_the_chat_and_leaves_nothing(
    house: Helpline, anouk: Browser, screen: Callable[..., Screen]
) -> None:
    window = screen(house, "phone")
    page = window.open("/")
    page.goto(house.url + "/chat/")
    say(page, "hij mag dit niet zien")
    sent(page)
    contact = take_last(anouk)
    title(page, "Je praat met Anouk")

    def she_is_told() -> bool:
        said, _, _shapes = anouk.get(f"/werk/gesprek/{contact}/").partition("<template")
        return "Snel weg" in said

    assert not she_is_told()
    page.get_by_role("link", name="Snel weg").last.click()
    page.wait_for_url(lambda url: "127.0.0.1" not in url)
    until(she_is_told)
    until(lambda: not [cookie for cookie in window.context.cookies() if cookie["name"] == "n"])
    page.go_back()
    page.wait_for_load_state()
    assert "hij mag dit niet zien" not in page.content()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_three_times_shift_leaves_as_well(house: Helpline, screen: Callable[..., Screen]) -> None:
    page = screen(house, "desktop").open("/chat/")
    say(page, "HOOFDLETTERS met Shift")
    sent(page)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(lambda url: "127.0.0.1" not in url)


def test_an_image_is_kept_out_and_what_was_typed_stays(
    house: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(house, "phone").open("/chat/")
    page.fill("#chat-field", "kijk maar")
    page.evaluate(
        """() => {
        const files = new DataTransfer();
        files.items.add(new File(['x'], 'foto.jpg', {type: 'image/jpeg'}));
        document.querySelector('#chat-field').dispatchEvent(
          new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.get_by_role("alert")).to_contain_text("Stuur ons geen foto’s of bestanden.")
    expect(page.locator("#chat-field")).to_have_value("kijk maar")


def test_a_message_that_is_too_long_says_by_how_much_and_stays(
    house: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "x" * 4012)
    expect(page.get_by_role("alert")).to_contain_text("12 tekens te lang")
    expect(page.locator("#chat-field")).to_have_value("x" * 4012)


def test_after_a_lost_hold_what_she_typed_stays_and_she_can_begin_again(
    house: Helpline, screen: Callable[..., Screen]
) -> None:
    window = screen(house, "phone")
    window.watch.expect("WebSocket")
    page = window.open("/chat/")
    say(page, "eerste gesprek")
    sent(page)
    window.context.clear_cookies()
    page.reload()
    title(page, "Vertel wat er is")
    say(page, "tweede gesprek")
    expect(page.locator(".slip-own .slip-text")).to_have_text(["Jij: tweede gesprek"])


def test_when_closed_the_chat_page_says_when_it_opens_and_what_to_do_now(
    shared_closed: Helpline,
    screen: Callable[..., Screen],
    axe: Callable[[Page], None],
    shot: Callable[..., object],
) -> None:
    page = screen(shared_closed, "phone").open("/chat/")
    expect(page.get_by_text("De chat gaat vanochtend om 07:00 open.")).to_be_visible()
    expect(page.get_by_role("link", name="Eerste hulp: dit kun je nu doen")).to_be_visible()
    axe(page)
    shot(page, "chat-closed-360", full=False)


def test_nothing_private_is_in_the_address_or_the_tab(house: Helpline, screen: Callable[..., Screen]) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "geheim woord")
    sent(page)
    assert page.title() == "Notities"
    assert page.url.endswith("/chat/")
