"""The chat where something is in its way: no WebSocket, lost answers, reloads, two taps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser import Screen, held_up
from tests.chat.lines import Browser, at_work, still_there, waiting
from tests.journeys.test_chat import answer, say, sent, take_last, title
from tests.live import Helpline, opened


@pytest.fixture(scope="module")
def house(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    with opened(prepared_data, tmp_path_factory.mktemp("any-way")) as helpline:
        at_work(helpline)
        yield helpline


@pytest.fixture(scope="module")
def anouk(house: Helpline) -> Browser:
    return at_work(house)


@pytest.fixture(autouse=True)
def _at_her_desk(anouk: Browser) -> None:
    still_there(anouk)


def without_sockets(window: Screen) -> None:
    """A proxy between the browser and the server that ends every WebSocket before it opens."""
    window.watch.expect("WebSocket")

    def refuse(line: WebSocketRoute) -> None:
        line.close(code=3006)

    window.context.route_web_socket(re.compile("/ws/"), refuse)


def test_where_no_websocket_gets_through_the_chat_goes_on_by_stream_and_posts(
    house: Helpline, anouk: Browser, screen: Callable[..., Screen], log_in: Callable[..., Page]
) -> None:
    phone, desk = screen(house, "phone"), screen(house, "desktop")
    without_sockets(phone)
    without_sockets(desk)
    page = phone.open("/chat/")
    say(page, "via de omweg")
    sent(page)
    contact = take_last(anouk)
    work = log_in(desk, "anouk")
    work.goto(f"{house.url}/werk/gesprek/{contact}/")
    title(page, "Je praat met Anouk")
    work.fill("#reply-text", "ook ik kom via de omweg")
    work.press("#reply-text", "Enter")
    expect(page.get_by_text("ook ik kom via de omweg")).to_be_visible()
    say(page, "ik lees het")
    expect(work.locator("#stream")).to_contain_text("ik lees het")
    expect(page.locator(".slip-own .state").last).to_contain_text("Gezien")
    expect(work.locator(".said.own .slip-state").last).to_contain_text("Gezien")
    expect(work.locator("[data-link=up]")).to_be_visible()
    page.close()
    expect(work.locator("[data-link=down]")).to_be_visible()


def test_a_lost_answer_a_reload_and_two_taps_make_one_visitor(
    house: Helpline, anouk: Browser, screen: Callable[..., Screen]
) -> None:
    window = screen(house, "phone")
    window.watch.expect("Failed to load resource|ERR_FAILED")
    before = set(waiting(anouk))
    page = window.open("/chat/")

    def lose_answer(route: Route) -> None:
        route.fetch()  # it reaches the server
        route.abort()  # and its answer gets lost

    page.route("**/chat/begin/", lose_answer)
    page.fill("#chat-field", "hoor je mij")
    page.get_by_role("button", name="Stuur").click()
    expect(page.get_by_role("alert")).to_contain_text("Je tekst staat er nog")
    with page.expect_event("requestfailed", lambda one: one.url.endswith("/chat/begin/")):
        page.get_by_role("button", name="Stuur").dblclick()
    expect(page.get_by_role("alert")).to_contain_text("Je tekst staat er nog")
    page.unroute("**/chat/begin/")
    page.reload()
    title(page, re.compile("in de rij|aan de beurt"))
    expect(page.locator("#chat-field")).to_have_value("hoor je mij")
    page.get_by_role("button", name="Stuur").dblclick()
    expect(page.locator(".slip-own .slip-text")).to_have_text(["Jij: hoor je mij"])
    other_tab = window.open("/chat/")
    expect(other_tab.locator(".slip-own .slip-text")).to_have_text(["Jij: hoor je mij"])
    assert len(set(waiting(anouk)) - before) == 1


def test_her_first_words_are_said_once_however_often_she_presses_on_a_slow_line(
    house: Helpline, screen: Callable[..., Screen]
) -> None:
    page = screen(house, "phone").open("/chat/")
    on_its_way = held_up(page, "**/chat/begin/")
    with page.expect_request("**/chat/begin/"):
        say(page, "hoor je mij")
    page.press("#chat-field", "Enter")
    page.get_by_role("button", name="Stuur").click()
    page.fill("#chat-field", "hoor je mij? hallo?")
    on_its_way[0].continue_()
    sent(page)
    expect(page.locator(".slip-own .slip-text")).to_have_text(["Jij: hoor je mij"])
    expect(page.locator("#chat-field")).to_have_value("hoor je mij? hallo?")


def test_what_she_was_typing_is_there_after_a_reload_and_gone_once_sent(
    house: Helpline, anouk: Browser, screen: Callable[..., Screen]
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "hoi")
    sent(page)
    page.locator("#chat-field").press_sequentially("ik durf het niet te")
    page.reload()
    expect(page.locator("#chat-field")).to_have_value("ik durf het niet te")
    page.press("#chat-field", "Enter")
    expect(page.locator(".slip-own .slip-text")).to_have_count(2)
    sent(page)
    page.reload()
    expect(page.locator(".slip-own .slip-text")).to_have_count(2)
    expect(page.locator("#chat-field")).to_have_value("")


def test_another_chat_after_the_end_is_another_chat(
    house: Helpline, anouk: Browser, screen: Callable[..., Screen]
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "de eerste keer")
    sent(page)
    page.get_by_role("button", name="Stop deze chat").click()
    page.get_by_role("button", name="Ja, stop").click()
    title(page, "Het gesprek is klaar")
    page.get_by_role("link", name="Begin een nieuwe chat").click()
    say(page, "de tweede keer")
    expect(page.locator(".slip-own .slip-text")).to_have_text(["Jij: de tweede keer"])
    assert "de eerste keer" not in page.content()


def test_once_she_has_read_the_last_word_nothing_opens_it_any_more(
    house: Helpline, anouk: Browser, screen: Callable[..., Screen]
) -> None:
    page = screen(house, "phone").open("/chat/")
    say(page, "hoi")
    sent(page)
    contact = take_last(anouk)
    answer(anouk, contact, "dag, en sterkte")
    anouk.form(f"/werk/gesprek/{contact}/beeindig/")
    title(page, "Het gesprek is klaar")
    expect(page.get_by_text("dag, en sterkte")).to_be_visible()
    page.reload()
    title(page, "Vertel wat er is")
    assert "sterkte" not in page.content()
