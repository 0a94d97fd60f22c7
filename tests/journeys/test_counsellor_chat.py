"""A counsellor at work: takes a chat, talks, ticks, closes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.live import Helpline

LogIn = Callable[..., Page]
Shot = Callable[..., Path]
Axe = Callable[[Page], None]
Screens = Callable[..., Screen]


def test_from_taking_a_chat_to_closing_it_with_the_keyboard_and_a_few_ticks(
    live: Helpline, screen: Screens, log_in: LogIn, shot: Shot, axe: Axe
) -> None:
    desk = screen(live, "desktop")
    desk.watch.expect("422")
    work = counsellor.begin_shift(log_in, desk)
    expect(work.get_by_role("heading", name="Er wacht niemand.")).to_be_visible()
    axe(work)
    chat = counsellor.visitor_writes(screen(live, "phone"), "ze wil 100 euro, instagram.com/voorbeeld_l1sa")
    counsellor.take_first(work)
    expect(work.locator("#stream")).to_contain_text("ze wil 100 euro")
    expect(chat.get_by_text("Je praat met Anouk")).to_be_visible()

    counsellor.say(work, "Goed dat je dit vertelt.")
    expect(chat.get_by_text("Goed dat je dit vertelt.")).to_be_visible()
    expect(work.locator("#stream .said.own").last).to_contain_text("Gezien")
    chat.locator("#chat-field").fill("ik heb betaald")
    chat.locator("#chat-field").press("Enter")
    expect(work.locator("#stream .said.visitor").last).to_contain_text("ik heb betaald")

    work.locator("#reply-text").press("Escape")
    work.keyboard.press("n")
    expect(work.locator("#note-text")).to_be_focused()
    work.keyboard.type("Is erg geschrokken.")
    work.keyboard.press("Control+Enter")
    expect(work.locator("#stream .note")).to_contain_text("Is erg geschrokken.")
    expect(work.locator("#note-text")).to_have_value("")
    expect(chat.get_by_text("Is erg geschrokken.")).to_have_count(0)

    work.locator("#note-text").press("Escape")
    counsellor.open_part(work, "2", "facts")
    work.locator(".chip", has_text="Sextortion, geld").first.click()
    expect(work.locator("#fact-reason .saved")).to_contain_text("Bewaard")
    expect(work.locator("#fact-paid")).to_be_visible()
    work.locator("#fact-age .chip", has_text="19 t/m 25").click()
    expect(work.locator("#fact-age .saved")).to_contain_text("Bewaard")
    work.locator("#add-platform").select_option("instagram")
    expect(work.locator(".platform")).to_contain_text("Instagram")
    work.locator(".platform .chip").first.click()
    expect(work.locator("#fact-platforms .saved")).to_contain_text("Bewaard")
    shot(work, "work-facts", full=False)
    axe(work)

    work.locator("#stream .to-removal").first.click()
    expect(work.locator("#urls")).to_have_value("instagram.com/voorbeeld_l1sa")
    work.locator("#notice-kind .chip", has_text="Account van de dader").click()
    work.locator("#notice-minor .chip", has_text="Nee").click()
    work.get_by_label("De bezoeker vindt dit verzoek goed").check()
    work.get_by_role("button", name="Bewaar verzoek").click()
    expect(work.locator(".notice")).to_contain_text("https://instagram.com/voorbeeld_l1sa")
    work.get_by_role("button", name="Ik heb het verstuurd").click()
    expect(work.locator(".notice .knots .done")).to_have_count(1)
    shot(work, "work-removal", full=False)
    axe(work)

    counsellor.open_part(work, "4", "referral")
    work.locator(".partner", has_text="Politie").first.get_by_role("button", name="Geadviseerd").click()
    expect(work.locator(".partner", has_text="Politie").first.locator("[aria-pressed=true]")).to_be_visible()
    axe(work)
    counsellor.open_part(work, "1", "plan")
    work.get_by_role("heading", name="Contact verbreken, dader blokkeren").click()
    work.locator(".plan-item", has_text="Antwoordt niet meer").locator("input[type=checkbox]").check()
    expect(work.locator(".plan-item", has_text="Antwoordt niet meer")).to_contain_text("jij")
    axe(work)

    counsellor.wrap_up(work)
    work.locator("#close").click()
    summary = work.locator("#asked")
    expect(summary).to_be_focused()
    expect(summary.locator("li")).to_have_count(3)
    shot(work, "work-still-to-ask", full=False)
    axe(work)
    counsellor.ask_risk(work)
    expect(work.locator(".still")).to_contain_text("2 dingen")
    work.locator("#fact-found_via .chip", has_text="Niet gevraagd").click()
    expect(work.locator(".still")).to_contain_text("één ding")
    work.locator("#fact-outcome .chip", has_text="Advies gegeven").click()
    expect(work.locator(".still")).to_contain_text("Alles")
    work.locator("#close").click()
    work.wait_for_url(re.compile(r"/werk/\?klaar="))
    expect(work.locator(".done-with")).to_contain_text("is afgesloten")
    expect(work.get_by_text("Je hebt geen gesprekken.")).to_be_visible()
    expect(chat.locator("[data-part=title]")).to_have_text("Het gesprek is klaar")


def test_what_is_written_while_the_line_is_gone_is_sent_when_it_is_back(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    desk = screen(live, "desktop")
    desk.watch.expect("WebSocket|ERR_|Failed to load|Failed to fetch")
    work = counsellor.begin_shift(log_in, desk)
    phone = screen(live, "phone")
    phone.watch.expect("WebSocket|ERR_|Failed to load|Failed to fetch")
    counsellor.visitor_writes(phone, "hoi")
    counsellor.take_first(work)
    live.kill()
    work.locator("#reply-text").fill("ben je er nog")
    work.locator("#reply-text").press("Enter")
    expect(work.locator("#stream .said.own").last).to_contain_text("Wacht op verbinding")
    expect(work.locator("#line-lost")).to_be_visible()
    live.start()
    expect(work.locator("#stream .said.own").last).to_contain_text(
        re.compile("Verstuurd|Gezien"), timeout=20_000
    )
    expect(work.locator("#line-lost")).to_be_hidden()
    expect(work.locator("#stream .said.own", has_text="ben je er nog")).to_have_count(1)


def test_a_log_in_that_is_over_keeps_what_was_typed(live: Helpline, screen: Screens, log_in: LogIn) -> None:
    desk = screen(live, "desktop")
    desk.watch.expect("401|WebSocket")
    work = counsellor.begin_shift(log_in, desk)
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    work.locator("#reply-text").press("Escape")
    work.keyboard.press("n")
    work.locator("#note-text").fill("mag niet weg")
    counsellor.connected(work)
    desk.context.clear_cookies(name="hulplijn-staff")
    work.locator("#note-text").press("Control+Enter")
    expect(work.locator("#session-over")).to_be_visible()
    expect(work.locator("#note-text")).to_have_value("mag niet weg")
    expect(work.locator("#stream .note")).to_have_count(0)

    log_in(desk, "anouk")
    work.bring_to_front()
    work.locator("#note-text").press("Control+Enter")
    expect(work.locator("#stream .note")).to_contain_text("mag niet weg")
    expect(work.locator("#session-over")).to_be_hidden()


def test_a_message_that_is_too_long_is_counted_and_kept(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    long = "a" * 4001
    work.locator("#reply-text").fill(long)
    work.locator("#reply-text").press("Enter")
    expect(work.locator("#reply-complaint")).to_contain_text("4001 tekens")
    expect(work.locator("#reply-text")).to_have_value(long)


def test_of_two_counsellors_who_take_the_same_chat_one_is_told_by_whom(
    live: Helpline, screen: Screens, log_in: LogIn
) -> None:
    hers = screen(live, "desktop")
    hers.watch.expect("409")
    first = counsellor.begin_shift(log_in, hers)
    second = counsellor.begin_shift(log_in, screen(live, "desktop"), "bram")
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    expect(first.locator("#take-first")).to_be_visible()
    # Her screen stands still: the queue that it shows is a moment old.
    first.evaluate("document.querySelector('#line').removeAttribute('hx-get')")
    form = first.locator(".queue-take form").first
    action = form.get_attribute("action") or ""
    counsellor.take_first(second)
    first.evaluate(
        """action => { const form = document.querySelector('.presence').cloneNode(true);
        form.action = action; document.body.append(form); HTMLFormElement.prototype.submit.call(form); }""",
        action,
    )
    expect(first.get_by_role("alert").filter(has_text="Bram was je net voor")).to_be_visible()
