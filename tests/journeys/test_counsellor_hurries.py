"""A counsellor in a hurry: types at once, is logged out, presses too late, goes from tab to tab."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser import Screen, held_up
from tests.journeys import counsellor
from tests.journeys.test_chat import until
from tests.live import Helpline

LogIn = Callable[..., Page]
Screens = Callable[..., Screen]

DEAF = """() => {
    const send = WebSocket.prototype.send;
    const lines = new Set();
    WebSocket.prototype.send = function (text) {
        lines.add(this);
        if (window.hears || !text.includes('"t":"draft"')) send.call(this, text);
    };
    window.cut = () => {
        window.hears = true;
        for (const line of lines) line.close();
    };
}"""
"""Drafts get lost on a line that seems to stand, until `cut` ends it and the page takes a new one."""

SLOW = """() => {
    const [ask, wait] = [window.fetch, window.setTimeout];
    const answered = new Promise((now) => (window.answer = now));
    window.fetch = (...how) => answered.then(() => ask(...how));
    window.setTimeout = (done, ms, ...more) => wait(done, ms === 5000 ? 3_600_000 : ms, ...more);
}"""
"""No answer comes until `answer` is called; the page does not give it up, however slow the machine."""


def test_what_is_typed_right_after_pressing_name_is_the_name(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    counsellor.visitor_writes(screen(live, "phone"), "ik wacht nog")
    expect(work.locator("#take-first")).to_be_visible()
    here = work.url
    work.locator("#naming summary").click()
    expect(work.locator("#name")).to_be_focused()
    work.keyboard.type("Daan")
    expect(work.locator("#name")).to_have_value("Daan")
    work.locator("#naming summary").focus()
    work.keyboard.press("a")
    expect(work.locator("#take-first")).to_be_visible()
    assert work.url == here
    work.keyboard.press("Escape")
    expect(work.locator("#name")).to_be_hidden()
    work.locator("#naming summary").click()
    work.keyboard.press("Enter")
    expect(work.get_by_role("heading", name="Daan")).to_be_visible()


def test_on_a_slow_line_a_note_is_kept_once_and_what_is_typed_meanwhile_stays(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    on_its_way = held_up(work, "**/notitie/")
    counsellor.press(work, "n")
    work.keyboard.type("Zit in de brugklas.")
    with work.expect_request("**/notitie/"):
        work.keyboard.press("Control+Enter")
    work.keyboard.press("Control+Enter")
    work.keyboard.type(" Thuis weet niemand iets.")
    on_its_way[0].continue_()
    expect(work.locator("#note-text")).to_have_value("Thuis weet niemand iets.")
    counsellor.settled(work)
    expect(work.locator("#stream .note")).to_have_count(1)

    work.locator("#note-text").fill("Zit in de brugklas.")
    work.keyboard.press("Control+Enter")
    expect(work.locator("#stream .note")).to_have_count(2)


def test_on_a_slow_line_what_is_filled_in_arrives_in_order_and_also_when_she_goes_on_at_once(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    here = work.url
    work.locator("#fact-reason .chip", has_text="Sextortion, geld").first.click()
    expect(work.locator("#fact-reason .saved")).to_contain_text("Bewaard")
    asked: list[str] = []
    work.on("request", lambda one: asked.append(f"{one.method} {one.url.removeprefix(live.url)}"))
    on_its_way = held_up(work, "**/codeer/")
    with work.expect_request("**/codeer/"):
        work.locator("#fact-gender .chip", has_text="Man").click()
    work.locator("#demanded").fill("100")
    work.locator("#demanded").press("Tab")
    work.evaluate("fetch('/open.json').then(answer => answer.status)")  # time for what overtakes
    assert [one.split("/")[-2] for one in asked if one.startswith("POST")] == ["codeer"]
    on_its_way[0].continue_()
    expect(work.locator("#fact-demanded_cents .saved")).to_contain_text("Bewaard")
    expect(work.locator("#demanded")).to_have_value("100")
    expect(work.locator("#fact-gender").get_by_label("Man", exact=True)).to_be_checked()

    held_up(work, "**/codeer/")
    with work.expect_request("**/codeer/"):
        work.locator("#fact-role .chip", has_text="Het gaat over mij").click()
    work.locator("#fact-age .chip", has_text="16 en 17").click()
    work.locator("#fact-age .chip", has_text="12 t/m 15").click()
    work.get_by_role("link", name="Zaken", exact=True).click()
    work.wait_for_url("**/werk/zaken/**")
    for fact, chosen in {"role": "Het gaat over mij", "age": "12 t/m 15"}.items():
        there = work.locator(f"#fact-{fact}").get_by_label(chosen, exact=True)

        def is_there(there: Locator = there) -> bool:
            work.goto(f"{here}?deel=facts")
            return there.is_checked()

        until(is_there)


def test_what_is_pressed_twice_on_a_slow_line_is_sent_once(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    desk = screen(live, "desktop")
    desk.watch.expect("422")
    page = log_in(desk, "carla")
    page.goto(f"{live.url}/werk/voorlichting/nieuw/")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    on_its_way = held_up(page, "**/werk/voorlichting/nieuw/")
    page.locator("main form button").last.focus()
    with page.expect_request("**/werk/voorlichting/nieuw/"):
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    on_its_way[0].continue_()
    expect(page.locator(".summary[role=alert]")).to_be_visible()
    assert len(sent) == 1


def test_a_log_in_that_is_over_keeps_what_was_entered_by_hand(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    desk = screen(live, "desktop")
    desk.watch.expect("401|422|WebSocket")
    work = counsellor.begin_shift(log_in, desk)
    work.goto(work.url + "nieuw/?kanaal=phone")
    counsellor.ready(work)
    work.locator("#id_name").fill("Bram")
    counsellor.connected(work)
    desk.context.clear_cookies(name="hulplijn-staff")
    work.locator("#by-hand").get_by_role("button").click()
    expect(work.locator("#session-over")).to_be_visible()
    expect(work.locator("#id_name")).to_have_value("Bram")

    log_in(desk, "anouk")
    work.bring_to_front()
    work.locator("#id_started").fill("straks")
    work.locator("#by-hand").get_by_role("button").click()
    expect(work.locator("#by-hand .complaint")).to_contain_text("Typ een tijd")
    expect(work.locator("#id_name")).to_have_value("Bram")
    work.locator("#id_started").fill("")
    work.locator("#by-hand").get_by_role("button").click()
    work.wait_for_url("**/werk/gesprek/**")
    expect(work.get_by_role("heading", name="Bram")).to_be_visible()


def test_a_press_after_the_log_in_is_over_leads_back_to_the_queue(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    desk = screen(live, "desktop")
    desk.watch.expect("401|403|WebSocket")
    work = counsellor.begin_shift(log_in, desk)
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    expect(work.locator("#take-first")).to_be_visible()
    counsellor.connected(work)
    desk.context.clear_cookies(name="hulplijn-staff")
    work.locator("#take-first").click()
    work.wait_for_url("**/inloggen/**")
    work.locator("[name=username]").fill("anouk")
    work.locator("[name=password]").fill(live.password)
    work.keyboard.press("Enter")
    work.wait_for_url("**/inloggen/code/")
    work.locator("[name=code]").fill(live.printed_codes("anouk")[-1])
    work.keyboard.press("Enter")
    work.wait_for_url(re.compile(r"/werk/$"))
    expect(work.locator("#take-first")).to_be_visible()


def test_another_tab_of_the_case_begins_at_its_top(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    panel = work.locator(".case-panel")
    panel.evaluate("panel => panel.scrollTo(0, 400)")
    work.locator("#fact-gender .chip").first.click()
    expect(work.locator("#fact-gender .saved")).to_contain_text("Bewaard")
    assert panel.evaluate("panel => panel.scrollTop") > 0, "a tick keeps the place"
    work.locator("#tab-referral").click()
    expect(work.locator("#zaak")).to_have_attribute("data-part", "referral")
    expect(panel).to_have_js_property("scrollTop", 0)


def test_what_is_typed_on_the_way_to_the_next_talk_goes_to_nobody_and_a_draft_is_kept(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    desk = screen(live, "desktop")
    work = counsellor.begin_shift(log_in, desk)
    counsellor.visitor_writes(screen(live, "phone"), "ik ben de eerste")
    counsellor.take_first(work)
    counsellor.visitor_writes(screen(live, "phone"), "ik ben de tweede")
    counsellor.take_first(work)
    counsellor.connected(work)
    work.evaluate(DEAF)
    work.locator("#reply-text").fill("half geschreven")
    work.locator("#reply-text").press("Escape")
    work.evaluate(SLOW)
    work.keyboard.press("j")
    expect(work.locator("main[inert]")).to_be_attached()
    work.keyboard.type("rhoi")
    work.keyboard.press("Enter")
    expect(work.locator("#stream .said.own")).to_have_count(0)
    work.evaluate("window.answer()")
    expect(work.locator("#stream")).to_contain_text("ik ben de eerste")
    expect(work.locator("main[inert]")).to_have_count(0)
    expect(work.locator("#reply-text")).to_have_value("")

    with work.expect_websocket():
        work.evaluate("window.cut()")
    counsellor.connected(work)
    counsellor.say(work, "dag eerste")
    again = desk.open(work.locator(".queue-link:not([aria-current])").get_attribute("href") or "")
    expect(again.locator("#stream")).to_contain_text("ik ben de tweede")
    expect(again.locator("#reply-text")).to_have_value("half geschreven")
    expect(again.locator("#stream .said.own")).to_have_count(0)
