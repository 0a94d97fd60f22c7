"""A counsellor without a mouse: the command menu, standard answers, own keys, from one chat to the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.journeys.test_chat_any_way import without_sockets
from tests.live import Helpline

LogIn = Callable[..., Page]
Screens = Callable[..., Screen]
Shot = Callable[..., Path]
Axe = Callable[[Page], None]

HOLD = """() => {
    const send = WebSocket.prototype.send;
    window.held = [];
    WebSocket.prototype.send = function (text) {
        if (text.includes('"t":"say"') && !window.free) window.held.push([this, text]);
        else send.call(this, text);
    };
    window.let = () => {
        window.free = true;
        for (const [line, text] of window.held) send.call(line, text);
    };
}"""
"""What she says stays on its way until `let` is called."""


def _chosen(work: Page, menu: str = "#menu") -> Locator:
    return work.locator(f"{menu} .menu-option.chosen .menu-says")


def test_everything_is_done_from_the_command_menu(
    live: Helpline, screen: Screens, log_in: LogIn, shot: Shot, axe: Axe
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "kijk instagram.com/voorbeeld_l1sa")
    expect(work.locator("#take-first")).to_be_visible()
    counsellor.press(work, "Control+k")
    field = work.locator("#menu .menu-field")
    expect(field).to_be_focused()
    work.keyboard.type("neem")
    expect(_chosen(work)).to_have_text("Neem wie vooraan staat")
    work.keyboard.press("Enter")
    work.wait_for_url("**/werk/gesprek/**")

    counsellor.press(work, "Control+k")
    expect(field).to_be_focused()
    expect(work.locator("#menu .menu-option:visible", has_text="Neem wie")).to_have_count(0)
    work.keyboard.type("weg")
    shot(work, "work-menu", full=False)
    axe(work)
    work.keyboard.press("ArrowDown")
    second = work.locator("#menu .menu-option.chosen").get_attribute("id") or ""
    expect(field).to_have_attribute("aria-activedescendant", second)
    work.keyboard.press("Tab")
    expect(field).to_be_focused()
    field.fill("verwijderverzoek maken")
    expect(work.locator("#menu .menu-none")).to_contain_text("Niets gevonden")
    field.fill("maak verwijder")
    work.keyboard.press("Enter")
    expect(work.locator("#urls")).to_have_value("instagram.com/voorbeeld_l1sa")
    expect(work.locator("#urls")).to_be_focused()

    work.locator("#reply-text").focus()
    work.keyboard.press("Control+k")
    work.keyboard.press("Escape")
    expect(work.locator("#menu")).to_be_hidden()
    expect(work.locator("#reply-text")).to_be_focused()


def test_a_case_is_found_by_its_reference(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    reference = work.locator(".talk-who p").inner_text().partition(",")[0]
    counsellor.press(work, "g")
    work.keyboard.press("c")
    work.wait_for_url("**/werk/zaken/")
    counsellor.press(work, "Control+k")
    work.keyboard.type(reference)
    expect(work.locator("#menu [data-group=cases] .menu-option.chosen")).to_contain_text(reference)
    work.keyboard.press("Enter")
    work.wait_for_url("**/werk/gesprek/**")


def test_a_standard_answer_is_sent_by_her_alone(
    live: Helpline, screen: Screens, log_in: LogIn, shot: Shot, axe: Axe
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    chat = counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    expect(chat.get_by_text("Je praat met Anouk")).to_be_visible()
    counsellor.press(work, "r")
    work.keyboard.press("/")
    expect(work.locator("#standard-replies .menu-field")).to_be_focused()
    work.keyboard.type("begroet")
    expect(_chosen(work, "#standard-replies")).to_have_text("Begroeten")
    shot(work, "work-standard-answers", full=False)
    axe(work)
    work.keyboard.press("Enter")
    expect(work.locator("#standard-replies")).to_be_hidden()
    expect(work.locator("#reply-text")).to_be_focused()
    expect(work.locator("#reply-text")).to_have_value(re.compile("^Hoi, ik ben Anouk. "))
    expect(work.locator("#reply-level")).to_have_text("Makkelijk te lezen")
    expect(work.locator("#stream .said.own")).to_have_count(0)
    work.keyboard.type(" Fijn.")
    work.keyboard.press("Enter")
    expect(chat.get_by_text("Vertel maar, je mag beginnen waar je wilt. Fijn.")).to_be_visible()
    expect(work.locator("#stream .said.own")).to_have_count(1)
    # In the middle of a text the sign is a sign.
    work.keyboard.type("en/of")
    expect(work.locator("#reply-text")).to_have_value("en/of")


def test_keys_of_her_own_work_and_the_standard_ones_no_longer_do(
    live: Helpline, screen: Screens, log_in: LogIn, shot: Shot, axe: Axe
) -> None:
    desk = screen(live, "desktop")
    desk.watch.expect("422")
    work = counsellor.begin_shift(log_in, desk)
    work.goto(work.url + "instellingen/")
    axe(work)
    shot(work, "work-settings")
    work.get_by_label("Schrijf een antwoord").fill("n")
    work.get_by_role("button", name="Bewaar", exact=True).click()
    expect(work.get_by_role("alert").get_by_role("link")).to_contain_text(
        "zit ‘Schrijf een antwoord’ in de weg"
    )
    shot(work, "work-settings-refused", full=False)
    axe(work)
    work.get_by_label("Schrijf een antwoord").fill("y")
    work.get_by_role("button", name="Bewaar", exact=True).click()
    expect(work.get_by_text("Bewaard om")).to_be_visible()

    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.press(work, "g")
    work.keyboard.press("q")
    work.wait_for_url(re.compile("/werk/$"))
    counsellor.take_first(work)
    counsellor.press(work, "r")
    expect(work.locator("#reply-text")).not_to_be_focused()
    work.keyboard.press("y")
    expect(work.locator("#reply-text")).to_be_focused()
    work.keyboard.press("Escape")
    work.keyboard.press("?")
    expect(work.locator("#keys")).to_be_visible()
    expect(work.locator("#keys tr", has_text="Schrijf een antwoord").locator("kbd")).to_have_text("Y")
    shot(work, "work-keys", full=False)
    axe(work)


def test_from_one_chat_to_the_other_nothing_is_lost_and_no_page_is_loaded(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    first = counsellor.visitor_writes(screen(live, "phone"), "ik ben de eerste")
    counsellor.take_first(work)
    counsellor.visitor_writes(screen(live, "phone"), "ik ben de tweede")
    counsellor.take_first(work)
    expect(work.locator("#stream")).to_contain_text("ik ben de tweede")
    work.evaluate("window.samePage = true")
    work.locator("#reply-text").fill("half antwoord")
    counsellor.press(work, "Escape")
    work.keyboard.press("n")
    work.locator("#note-text").fill("halve notitie")
    work.keyboard.press("Escape")
    work.keyboard.press("j")
    expect(work.locator("#stream")).to_contain_text("ik ben de eerste")
    expect(work.locator("#reply-text")).to_have_value("")
    expect(work.locator("#talk h1")).to_be_focused()
    counsellor.say(work, "dag eerste")
    expect(first.get_by_text("dag eerste")).to_be_visible()
    work.locator("#reply-text").press("Escape")
    work.keyboard.press("k")
    expect(work.locator("#stream")).to_contain_text("ik ben de tweede")
    expect(work.locator("#reply-text")).to_have_value("half antwoord")
    expect(work.locator("#note-text")).to_have_value("halve notitie")
    work.go_back()
    expect(work.locator("#stream")).to_contain_text("dag eerste")
    assert work.evaluate("window.samePage") is True


def test_what_was_on_its_way_goes_on_after_she_went_to_another_chat(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    desk, phone = screen(live, "desktop"), screen(live, "phone")
    for one in (desk, phone):
        one.watch.expect("WebSocket|ERR_|Failed to load|Failed to fetch|503")
    work = counsellor.begin_shift(log_in, desk)
    chat = counsellor.visitor_writes(phone, "ik ben de eerste")
    counsellor.take_first(work)
    counsellor.visitor_writes(screen(live, "phone"), "ik ben de tweede")
    counsellor.take_first(work)
    counsellor.press(work, "j")
    expect(work.locator("#stream")).to_contain_text("ik ben de eerste")
    # Her line hears nothing for a while: the message is on its way, and she walks on.
    work.evaluate(HOLD)
    work.locator("#reply-text").fill("onderweg")
    work.locator("#reply-text").press("Enter")
    expect(work.locator("#stream .said.own").last).to_contain_text("Wacht op verbinding")
    work.locator("#reply-text").press("Escape")
    work.keyboard.press("j")
    expect(work.locator("#stream")).to_contain_text("ik ben de tweede")
    work.keyboard.press("k")
    expect(work.locator("#stream .said.own").last).to_contain_text("onderweg")
    expect(work.locator("#stream .said.own").last).to_contain_text("Wacht op verbinding")
    work.keyboard.press("k")
    expect(work.locator("#stream")).to_contain_text("ik ben de tweede")
    work.evaluate("window.let()")
    expect(chat.get_by_text("onderweg")).to_have_count(1)
    work.keyboard.press("j")
    expect(work.locator("#stream .said.own").last).to_contain_text(re.compile("Verstuurd|Gezien"))
    expect(work.locator("#stream .said.own", has_text="onderweg")).to_have_count(1)


def test_without_a_websocket_she_walks_from_chat_to_chat_as_well(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    desk = screen(live, "desktop")
    without_sockets(desk)
    work = counsellor.begin_shift(log_in, desk)
    first = counsellor.visitor_writes(screen(live, "phone"), "ik ben de eerste")
    work.reload()
    counsellor.take_first(work)
    second = counsellor.visitor_writes(screen(live, "phone"), "ik ben de tweede")
    work.reload()
    counsellor.take_first(work)
    expect(work.locator("#stream")).to_contain_text("ik ben de tweede")
    work.locator("#reply-text").fill("dag tweede")
    work.locator("#reply-text").press("Enter")
    expect(second.get_by_text("dag tweede")).to_be_visible()
    work.locator("#reply-text").press("Escape")
    work.keyboard.press("j")
    expect(work.locator("#stream")).to_contain_text("ik ben de eerste")
    work.locator("#reply-text").fill("dag eerste")
    work.locator("#reply-text").press("Enter")
    expect(first.get_by_text("dag eerste")).to_be_visible()
    first.locator("#chat-field").fill("ik lees het")
    first.locator("#chat-field").press("Enter")
    expect(work.locator("#stream")).to_contain_text("ik lees het")


def test_on_a_phone_a_look_at_the_case_loads_nothing_and_keeps_what_was_typed(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    work.set_viewport_size({"width": 360, "height": 740})
    work.locator("#reply-text").fill("half antwoord")
    here, asked = work.url, list[str]()
    work.on("request", lambda request: asked.append(request.url))
    work.get_by_role("link", name="Zaak", exact=True).click()
    expect(work.locator("#zaak")).to_be_visible()
    expect(work.locator("#talk")).to_be_hidden()
    work.get_by_role("link", name="Gesprek", exact=True).click()
    expect(work.locator("#reply-text")).to_have_value("half antwoord")
    assert here not in asked


def test_a_key_while_she_types_is_a_letter(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    counsellor.visitor_writes(screen(live, "phone"), "ik wacht nog")
    expect(work.locator("#take-first")).to_be_visible()
    here = work.url
    work.locator("#reply-text").press_sequentially("aa?jken gq")
    expect(work.locator("#reply-text")).to_have_value("aa?jken gq")
    expect(work.locator("#take-first")).to_be_visible()
    assert work.url == here


def test_five_minutes_to_herself_are_a_pause_to_others(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.press(work, "b")
    expect(work.locator("#line")).to_contain_text("Vijf minuten voor jezelf, tot")
    expect(work.locator("#pause")).to_have_attribute("aria-checked", "true")
    counsellor.press(work, "p")
    expect(work.locator("#line")).not_to_contain_text("Vijf minuten voor jezelf, tot")
