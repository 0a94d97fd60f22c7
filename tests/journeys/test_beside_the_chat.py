"""What stands beside the writing: first aid ticked off, danger, words to come back, what follows the end."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser import Screen, held_up, press_while_it_moves
from tests.chat.lines import Browser, at_work, still_there
from tests.journeys.test_chat import answer, say, title, until
from tests.journeys.test_front_page import fits
from tests.live import Helpline, opened

Screens = Callable[..., Screen]
Axe = Callable[[Page], None]
Shot = Callable[..., object]


@pytest.fixture(scope="module")
def house(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    """A helpline with Anouk at work."""
    with opened(prepared_data, tmp_path_factory.mktemp("beside-house")) as helpline:
        at_work(helpline)
        yield helpline


@pytest.fixture(scope="module")
def anouk(house: Helpline) -> Browser:
    return at_work(house)


@pytest.fixture(autouse=True)
def _at_her_desk(anouk: Browser) -> None:
    still_there(anouk)


def take(counsellor: Browser, text: str) -> str:
    """Take all who wait, until whoever wrote `text` is among them; her contact."""
    end = time.monotonic() + 60
    taken: set[str] = set()
    while time.monotonic() < end:
        for contact in re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", counsellor.get("/werk/")):
            counsellor.form(f"/werk/gesprek/{contact}/neem/")
            taken.add(contact)
        mine = re.findall(r"/werk/gesprek/([0-9a-f-]{36})/", counsellor.get("/werk/")) if taken else []
        for one in taken.intersection(mine):
            if text in counsellor.get(f"/werk/gesprek/{one}/"):
                return one
        time.sleep(0.1)
    raise AssertionError(text)


def first_aid(page: Page) -> Page:
    return page.locator("[data-part=wait-card]")  # type: ignore[return-value]


def test_what_she_ticks_while_waiting_survives_a_reload_and_is_seen(
    house: Helpline, anouk: Browser, screen: Screens, axe: Axe, shot: Shot
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "iemand wil geld")
    title(page, re.compile("in de rij|aan de beurt"))
    card = first_aid(page)
    card.get_by_text("Iemand chanteert mij").click()
    on_its_way = held_up(page, "**/chat/afvinken/")
    with page.expect_request("**/chat/afvinken/"):
        card.get_by_label("Ik antwoord niet meer").check()
    card.get_by_label("Ik betaal niet en stuur niets meer").check()
    page.evaluate("fetch('/open.json').then(answer => answer.status)")  # time for what overtakes
    with page.expect_response(lambda one: "pay_nothing" in (one.request.post_data or "")):
        on_its_way[0].continue_()
    axe(page)
    fits(page)
    shot(page, "chat-first-aid-360", full=False)
    page.reload()
    for ticked in ("Ik antwoord niet meer", "Ik betaal niet en stuur niets meer"):
        expect(first_aid(page).get_by_label(ticked)).to_be_checked()
    contact = take(anouk, "iemand wil geld")
    plan = anouk.get(f"/werk/gesprek/{contact}/?deel=plan")
    assert "Ik antwoord niet meer" in plan


def test_in_danger_112_is_there_at_once_also_without_a_connection(
    house: Helpline, anouk: Browser, screen: Screens, axe: Axe, shot: Shot
) -> None:
    window = screen(house, "phone")
    window.watch.expect("WebSocket|ERR_|Failed")
    page = window.open("/chat/")
    say(page, "hij staat voor de deur")
    title(page, re.compile("in de rij|aan de beurt"))
    window.context.set_offline(True)
    page.get_by_role("button", name="Ik ben nu in gevaar").click()
    expect(page.get_by_role("link", name="Bel 112")).to_have_attribute("href", "tel:112")
    axe(page)
    shot(page, "chat-danger-360", full=False)
    with page.expect_response("**/chat/gevaar/", timeout=20_000):
        window.context.set_offline(False)
    title(page, re.compile("in de rij|aan de beurt"))
    expect(page.get_by_role("button", name="Ik ben nu in gevaar")).to_be_hidden()
    page.fill("#chat-field", "hij belt aan")
    expect(page.get_by_text("Bel nu 112 als dat kan.")).to_be_hidden()
    expect(page.get_by_role("link", name="Bel 112")).to_be_visible()
    contact = take(anouk, "hij staat voor de deur")
    assert "gevaar" in anouk.get(f"/werk/gesprek/{contact}/").lower()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_on_a_phone_the_exit_covers_no_other_button(house: Helpline, screen: Screens, lang: str) -> None:
    page = screen(house, "phone", lang=lang).open("/chat/" if lang == "nl" else "/en/chat/")
    say(page, "hoi")
    title(page, re.compile("in de rij|aan de beurt|in line|next"))
    danger = page.get_by_role("button", name=re.compile("gevaar|danger"))
    page.locator("[data-part=finish]").click()
    page.locator("[data-part=sure]").get_by_role("button").first.click()
    expect(page.locator("[data-part=sure] .code-words li")).to_have_count(4)
    expect(page.locator("[data-part=again]:visible")).to_have_count(0)
    leave = page.locator(".exit").bounding_box()
    for one in (danger, page.locator("#chat-field"), page.locator(".chat-send")):
        box = one.bounding_box()
        assert leave
        assert box
        below, beside = box["y"] + box["height"] <= leave["y"] + 0.5, box["x"] >= leave["x"] + leave["width"]
        assert below or beside
        assert box["y"] + box["height"] <= 740


def test_new_words_say_that_the_ones_before_no_longer_work(house: Helpline, screen: Screens) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "hoi")
    title(page, re.compile("in de rij|aan de beurt"))
    for place in ("wait-card", "sure"):
        if place == "sure":
            page.locator("[data-part=finish]").click()
        # Pressed twice on a slow line, she gets words once: the first would be dead already.
        page.locator(f"[data-part={place}]").get_by_role("button", name="Ja, geef me een code").dblclick()
        expect(page.locator(".code-words:visible")).to_have_count(1)
        told = page.locator(f"[data-part={place}]").get_by_text(
            "Woorden die je eerder kreeg, werken niet meer."
        )
        expect(told).to_be_visible(visible=place == "sure")


@pytest.mark.parametrize("finger", [True, False], ids=["finger", "mouse"])
def test_a_press_counts_for_what_it_began_on_though_the_page_moves(
    house: Helpline, screen: Screens, finger: bool
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "hoi")
    title(page, re.compile("in de rij|aan de beurt"))
    page.locator("[data-part=finish]").click()
    press_while_it_moves(page, page.get_by_role("button", name="Ja, stop"), finger=finger)
    title(page, "Het gesprek is klaar")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_she_takes_words_leaves_and_goes_on_where_she_was(
    house: Helpline, anouk: Browser, screen: Screens, axe: Axe, shot: Shot, lang: str
) -> None:
    start = "" if lang == "nl" else "/en"
    window = screen(house, "phone", lang=lang)
    page = window.open(f"{start}/chat/")
    say(page, f"ik moet zo weg {lang}")
    card = first_aid(page)
    card.get_by_role("button", name=re.compile("geef me een code|give me a code")).click()
    words = card.locator(".code-words li")
    expect(words).to_have_count(4)
    words.first.scroll_into_view_if_needed()
    axe(page)
    fits(page)
    shot(page, f"chat-code-360-{lang}", full=False)
    code = " ".join(words.all_inner_texts())
    page.close()
    window.context.clear_cookies()
    back = window.open(f"{start}/mijn-code/")
    back.locator("#code").fill(code)
    back.locator("form button").first.click()
    expect(back.locator(".slip-own .slip-text")).to_contain_text([f"ik moet zo weg {lang}"])
    contact = take(anouk, f"ik moet zo weg {lang}")
    answer(anouk, contact, "Fijn dat je er weer bent.")
    expect(back.get_by_text("Fijn dat je er weer bent.")).to_be_visible()


@pytest.mark.parametrize("kind", ["phone", "desktop"])
def test_after_the_end_she_can_answer_two_questions_and_is_thanked(
    house: Helpline, anouk: Browser, screen: Screens, axe: Axe, shot: Shot, kind: str
) -> None:
    page = screen(house, kind).open("/chat/")
    say(page, f"hoi {kind}")
    take(anouk, f"hoi {kind}")
    title(page, "Je praat met Anouk")
    shot(page, f"chat-talking-{kind}", full=False)
    page.get_by_role("button", name="Stop deze chat").click()
    shot(page, f"chat-stop-{kind}", full=False)
    page.get_by_role("button", name="Ja, stop").click()
    title(page, "Het gesprek is klaar")
    page.get_by_role("group", name="Hoe naar voelde je je voor het gesprek?").get_by_text("4").click()
    page.get_by_role("group", name="En hoe naar voel je je nu?").get_by_text("2").click()
    page.get_by_role("group", name="Had je iets aan dit gesprek?").get_by_text("Ja").click()
    axe(page)
    fits(page)
    shot(page, f"chat-after-{kind}", full=False)
    page.get_by_role("button", name="Stuur mijn antwoorden").click()
    expect(page.get_by_text("Dank je. Zo kunnen we anderen beter helpen.")).to_be_visible()


def test_what_follows_her_own_stop_is_there_though_her_line_ended_first(
    house: Helpline, anouk: Browser, screen: Screens
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "hoi lijn")
    take(anouk, "hoi lijn")
    title(page, "Je praat met Anouk")
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/chat/klaar/", lambda route: held.append((route, route.fetch())))
    page.get_by_role("button", name="Stop deze chat").click()
    with page.expect_response("**/chat/na/"):
        page.get_by_role("button", name="Ja, stop").click()
    title(page, "Het gesprek is klaar")

    def is_held() -> bool:
        page.evaluate("0")  # what was fetched is heard of while the page is asked something
        return bool(held)

    until(is_held)
    [(route, answer)] = held
    route.fulfill(response=answer)
    expect(page.get_by_role("group", name="En hoe naar voel je je nu?")).to_be_visible()


def test_after_a_fast_exit_nothing_is_asked(house: Helpline, anouk: Browser, screen: Screens) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "hoi 4")
    take(anouk, "hoi 4")
    title(page, "Je praat met Anouk")
    page.get_by_role("link", name="Snel weg").last.click()
    page.wait_for_url(lambda url: "127.0.0.1" not in url)


def test_without_script_the_same_is_there_as_forms(
    house: Helpline, anouk: Browser, screen: Screens, shot: Shot
) -> None:
    window = screen(house, "phone", java_script_enabled=False)
    page = window.open("/chat/")
    page.locator("#plain-text").fill("zonder script")
    page.get_by_role("button", name="Stuur").click()
    page.get_by_text("Iemand chanteert mij").click()
    link = page.get_by_role("link", name="Open in een nieuw tabblad")
    expect(link).to_have_attribute("target", "_blank")
    # Not by the click: a tab that a page opens may read its page before it is told to do without script.
    steps = window.open(link.get_attribute("href") or "")
    steps.get_by_label("Ik antwoord niet meer").check()
    steps.get_by_role("button", name="Bewaar mijn vinkjes").click()
    expect(steps.get_by_label("Ik antwoord niet meer")).to_be_checked()
    steps.close()
    page.goto(house.url + "/chat/zonder/")
    expect(page.get_by_label("Ik antwoord niet meer")).to_be_checked()
    page.get_by_role("button", name="Ik ben nu in gevaar").click()
    expect(page.get_by_text("zonder script")).to_be_visible()
    shot(page, "chat-plain-beside-360")
    page.get_by_role("button", name="Ja, geef me een code").click()
    expect(page.locator(".code-words li")).to_have_count(4)
    page.go_back()
    page.goto(house.url + "/chat/zonder/")
    take(anouk, "zonder script")
    page.get_by_role("button", name="Stop deze chat").click()
    page.get_by_role("group", name="En hoe naar voel je je nu?").get_by_text("2").click()
    page.get_by_role("button", name="Stuur mijn antwoorden").click()
    expect(page.get_by_role("heading", name="Dank je.")).to_be_visible()


def test_a_link_that_she_sends_is_never_fetched_or_opened_for_anybody(
    house: Helpline, anouk: Browser, screen: Screens
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "hij staat op https://voorbeeld.example/p/1")
    contact = take(anouk, "voorbeeld.example")
    expect(page.locator(".slip-own .slip-text")).to_contain_text("https://voorbeeld.example/p/1")
    assert page.locator(".slip a").count() == 0
    for shown in (page.content(), anouk.get(f"/werk/gesprek/{contact}/")):
        assert 'href="https://voorbeeld' not in shown
        assert 'src="https://voorbeeld' not in shown


def test_a_visitors_page_makes_no_sound_and_has_a_neutral_title_and_icon(
    house: Helpline, screen: Screens
) -> None:
    page = screen(house, "phone").open("/chat/")
    assert page.title() == "Notities"
    assert page.locator("link[rel=icon]").get_attribute("href").startswith("data:")  # type: ignore[union-attr]
    sources = [one.get_attribute("src") or "" for one in page.locator("script[src]").all()]
    for source in sources:
        text = page.request.get(house.url + source).text()
        assert "Audio" not in text
        assert "vibrate" not in text
    assert page.locator("audio, video").count() == 0


def drawn(pdf: bytes) -> int:
    """How many signs the pages of a PDF draw: their streams hold two bytes for each, written as hex."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
    texts = [zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x"]
    return sum(len(run) // 4 for text in texts for run in re.findall(rb"<([0-9A-Fa-f]+)> ?Tj", text))


def test_what_she_types_on_the_fact_sheet_is_on_paper_and_nowhere_else(
    house: Helpline, screen: Screens, axe: Axe, shot: Shot
) -> None:
    window = screen(house, "phone")
    sent: list[str] = []
    window.context.on("request", lambda one: sent.append(f"{one.url} {one.post_data or ''}"))
    page = window.open("/chat/feiten/")
    word = "zwaluwkast99"
    fields = page.get_by_role("textbox")
    expect(fields).to_have_count(6)
    page.get_by_role("textbox", name="Welke accounts gebruikte de ander").fill(f"@{word}\n" * 12)
    page.get_by_role("textbox", name="Wat heb je al gedaan").press_sequentially("niets")
    page.keyboard.press("Enter")
    axe(page)
    fits(page)
    shot(page, "chat-sheet-360")
    page.emulate_media(media="print")
    shot(page, "chat-sheet-print-360")
    expect(page.locator("[data-ask=accounts] [data-said]")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    assert page.locator("body").inner_text().count(word) == 12
    full, bare = page.pdf(), page.evaluate("dispatchEvent(new Event('hulplijn:leaving'))") and page.pdf()
    assert drawn(full) - drawn(bare) >= 12 * len(word)
    page.emulate_media(media="screen")
    kept = page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state,"
        " location.href, (await indexedDB.databases()).length, await caches.keys()])"
    )
    page.goto(f"{house.url}/privacy/")
    page.go_back()
    expect(page.get_by_role("textbox").nth(1)).to_have_value("")
    assert word not in kept
    assert sent
    assert not [one for one in sent if word in one]
