"""Two counsellors, a coordinator and a visitor: handing over, looking along, danger, and the end of abuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen, held_up, press_while_it_moves
from tests.journeys.counsellor import begin_shift, say, take_first, visitor_writes
from tests.live import Helpline

Screens = Callable[..., Screen]
Shot = Callable[..., Path]
Axe = Callable[[Page], None]
LogIn = Callable[..., Page]


@pytest.fixture
def at_desk(live: Helpline, screen: Screens, log_in: LogIn) -> Iterator[Callable[[str], Page]]:
    """Opens a browser of somebody of the staff, who says that she is there. Closed before the server stops,
    so that no screen asks for news of a server that is gone."""
    made: list[Page] = []

    def begin(username: str) -> Page:
        made.append(begin_shift(log_in, screen(live), username))
        return made[-1]

    yield begin
    for page in made:
        page.context.close()


@pytest.fixture
def talking(phone: Screen, at_desk: Callable[[str], Page]) -> Iterator[tuple[Page, Page]]:
    """Anouk and a visitor whom she has taken and answered once."""
    page = at_desk("anouk")
    visitor = visitor_writes(phone, "hoi, er is iets ergs")
    take_first(page)
    say(page, "Vertel maar.")
    yield page, visitor
    phone.context.close()


@pytest.fixture
def anouk(talking: tuple[Page, Page]) -> Page:
    return talking[0]


@pytest.fixture
def visitor(talking: tuple[Page, Page]) -> Page:
    return talking[1]


def test_a_colleague_takes_over_with_a_note_and_the_visitor_sees_who_comes(
    anouk: Page,
    visitor: Page,
    at_desk: Callable[[str], Page],
    shot: Shot,
    axe: Axe,
) -> None:
    bram = at_desk("bram")
    anouk.reload()
    anouk.locator("#hand-over summary").click()
    shot(anouk, "together-hand-over", full=False)
    axe(anouk)
    anouk.locator("#hand-over").get_by_text("Bram").click()
    anouk.locator("#hand-over-note").fill("Hij heeft één keer betaald.")
    anouk.get_by_role("button", name="Vraag het", exact=True).click()
    expect(anouk.locator("#here")).to_contain_text("Gevraagd of Bram het overneemt")
    shot(anouk, "together-asked", full=False)
    expect(bram.locator("#together")).to_contain_text("Anouk vraagt of jij")
    shot(bram, "together-asked-of-me", full=False)
    axe(bram)
    bram.get_by_role("link", name="Lees de notitie").click()
    expect(bram.get_by_text("Hij heeft één keer betaald.")).to_be_visible()
    shot(bram, "together-note", full=False)
    bram.locator("#talk").get_by_role("button", name="Neem over").click()
    expect(bram.get_by_text("hoi, er is iets ergs")).to_be_visible()
    expect(bram.locator(".note.handed")).to_contain_text("Hij heeft één keer betaald.")
    shot(bram, "together-taken-over", full=False)
    expect(visitor.get_by_text("Bram neemt het gesprek over")).to_be_visible()
    expect(anouk.get_by_role("status").filter(has_text="Bram heeft")).to_be_visible()
    expect(anouk).to_have_url(re.compile(r"/werk/\?over="))
    say(bram, "Ik ben Bram.")
    expect(visitor.get_by_text("Ik ben Bram.")).to_be_visible()


def test_the_owner_calls_for_danger_goes_on_writing_and_the_coordinator_comes_in(
    anouk: Page, visitor: Page, at_desk: Callable[[str], Page], shot: Shot, axe: Axe
) -> None:
    carla = at_desk("carla")
    carla.get_by_role("link", name="Samen").click()
    expect(carla.locator("#under-way")).to_contain_text("Anouk")
    anouk.locator("#reply-text").fill("Blijf bij me, ik")
    press_while_it_moves(anouk, anouk.locator("#danger"))
    expect(carla.locator("#under-way .in-danger")).to_contain_text("Gevaar")
    expect(anouk.locator(".protocol")).to_contain_text("112")
    expect(anouk.locator(".protocol")).to_contain_text("Carla")
    expect(anouk.locator("#reply-text")).to_have_value("Blijf bij me, ik")
    shot(anouk, "together-danger", full=False)
    axe(anouk)
    expect(carla.locator("#together .call")).to_contain_text("Anouk roept je")
    shot(carla, "together-called", full=False)
    axe(carla)
    carla.locator("#together").get_by_role("button", name="Kom erbij").click()
    expect(carla.get_by_text("hoi, er is iets ergs")).to_be_visible()
    expect(carla.locator("#reply-text")).to_have_count(0)
    expect(carla.locator("#note-text")).to_have_count(0)
    shot(carla, "together-reads", full=False)
    axe(carla)
    expect(visitor.get_by_text("Carla leest mee", exact=True).first).to_be_visible()
    expect(anouk.locator("#here")).to_contain_text("Carla leest mee")
    carla.get_by_role("button", name="Geef raad").click()
    carla.locator("#note-text").fill("Vraag of er iemand thuis is.")
    carla.locator("#note").get_by_role("button").click()
    expect(anouk.locator("#stream .note")).to_contain_text("Vraag of er iemand thuis is.")
    shot(anouk, "together-side-note", full=False)
    carla.get_by_role("button", name="Schrijf mee").click()
    expect(carla.locator("#reply-text")).to_be_visible()
    say(carla, "Ik ben Carla, ik help Anouk.")
    expect(visitor.get_by_text("Ik ben Carla, ik help Anouk.")).to_be_visible()
    shot(carla, "together-stepped-in", full=False)
    carla.locator("#here").get_by_role("button", name="Stop met meelezen").click()
    expect(carla).to_have_url(re.compile("/werk/samen/"))
    shot(carla, "together-under-way", full=False)
    axe(carla)


def test_a_call_for_danger_is_seen_on_a_page_whose_line_comes_after_it(
    anouk: Page, at_desk: Callable[[str], Page]
) -> None:
    carla = at_desk("carla")
    on_its_way = held_up(carla, "**/work*.js")
    carla.get_by_role("link", name="Samen").click(no_wait_after=True)
    expect(carla.locator("#under-way")).to_contain_text("Anouk")
    anouk.locator("#danger").click()
    expect(anouk.locator(".protocol")).to_contain_text("Carla")
    expect(carla.locator(".in-danger")).to_have_count(0)
    on_its_way[0].continue_()
    expect(carla.locator("#under-way .in-danger")).to_contain_text("Gevaar")
    expect(carla.locator("#together .call")).to_contain_text("Anouk roept je")


def test_the_visitor_says_no_to_a_colleague_and_yes_to_the_coordinator(
    anouk: Page, visitor: Page, at_desk: Callable[[str], Page], shot: Shot, axe: Axe
) -> None:
    at_desk("bram")
    carla = at_desk("carla")
    anouk.reload()
    anouk.locator("#more summary").first.click()
    anouk.locator("#more").get_by_text("Bram").click()
    anouk.locator("#more").get_by_role("button", name="Vraag het de bezoeker").click()
    card = visitor.locator("[data-part=ask]")
    expect(card).to_contain_text("Bram")
    shot(visitor, "together-visitor-asked")
    axe(visitor)
    card.get_by_role("button", name="Nee").click()
    expect(anouk.locator("#here")).to_contain_text("De bezoeker wil niet dat Bram meeleest")
    carla.get_by_role("link", name="Samen").click()
    carla.get_by_role("button", name="Vraag om mee te lezen").click()
    expect(card).to_contain_text("Carla")
    card.get_by_role("button", name="Ja").click()
    expect(visitor.get_by_text("Carla leest mee", exact=True).first).to_be_visible()
    expect(anouk.locator("#here")).to_contain_text("Carla leest mee")
    carla.reload()
    carla.get_by_role("link", name="Open").first.click()
    expect(carla.get_by_text("hoi, er is iets ergs")).to_be_visible()
    say(anouk, "Carla is mijn collega.")
    expect(carla.get_by_text("Carla is mijn collega.")).to_be_visible()
    axe(visitor)
    shot(visitor, "together-visitor-may-take-back", full=False)
    visitor.get_by_role("button", name="Laat Carla niet meer meelezen").click()
    expect(visitor.get_by_text("Carla leest niet meer mee", exact=True)).to_be_visible()
    expect(visitor.get_by_role("button", name="Laat Carla")).to_have_count(0)
    expect(visitor.locator("[data-part=text]")).not_to_contain_text("Carla")
    expect(anouk.locator("#here")).not_to_contain_text("Carla leest mee")


def test_without_a_coordinator_the_screen_says_so_and_shows_the_numbers(anouk: Page) -> None:
    anouk.locator("#danger").click()
    expect(anouk.locator(".protocol")).to_contain_text("Er is geen coördinator aanwezig")
    expect(anouk.locator(".protocol a", has_text="112")).to_have_attribute("href", "tel:112")


def test_who_abuses_the_line_is_blocked_and_a_coordinator_undoes_it(
    anouk: Page, visitor: Page, at_desk: Callable[[str], Page], shot: Shot, axe: Axe
) -> None:
    anouk.locator("#more summary").first.click()
    shot(anouk, "together-more", full=False)
    anouk.locator(".blocking > summary").click()
    axe(anouk)
    anouk.get_by_text("Steeds weer grappen").click()
    anouk.get_by_text("1 dag").click()
    anouk.get_by_role("button", name="Beëindig en blokkeer").click()
    expect(anouk.locator("#talk")).to_have_attribute("data-state", "ended")
    expect(visitor.get_by_text("De hulplijn stopte het gesprek")).to_be_visible()
    expect(visitor.get_by_role("link", name="Bel ons")).to_be_visible()
    expect(visitor.get_by_text("Je mag altijd weer chatten")).to_be_hidden()
    expect(visitor.get_by_role("link", name="Begin een nieuwe chat")).to_be_hidden()
    axe(visitor)
    shot(visitor, "together-blocked-visitor")
    carla = at_desk("carla")
    carla.get_by_role("link", name="Samen").click()
    carla.get_by_role("link", name="Blokkades").click()
    expect(carla.get_by_role("rowheader", name="Steeds weer grappen")).to_be_visible()
    shot(carla, "together-blocks", full=False)
    axe(carla)
    carla.get_by_role("button", name="Hef op").click()
    expect(carla.get_by_text("opgeheven door Carla")).to_be_visible()


def test_she_says_yes_to_the_list_and_each_sees_what_the_other_ticks(
    anouk: Page, visitor: Page, axe: Axe, shot: Shot
) -> None:
    anouk.locator("#fact-reason .chip", has_text="Sextortion, geld").first.click()
    expect(anouk.locator("#fact-reason .saved")).to_contain_text("Bewaard")
    anouk.locator("#tab-plan").click()
    anouk.locator("li.later summary", has_text="Contact verbreken").click()
    expect(anouk.get_by_text("Bedrag, dag en manier opgeschreven")).to_be_hidden()
    paid = anouk.locator("#fact-paid").get_by_role("radio", name="Ja")
    paid.focus()
    anouk.keyboard.press("Space")
    expect(anouk.get_by_text("Bedrag, dag en manier opgeschreven")).to_be_visible()
    anouk.get_by_label("Antwoordt niet meer").check()
    anouk.get_by_role("button", name="Toon de bezoeker wat we afspreken").click()
    expect(anouk.get_by_text("Nog geen antwoord")).to_be_visible()
    visitor.get_by_role("button", name="Ja, laat zien").click()
    card = visitor.locator("[data-part=shared]")
    box = card.get_by_label("Ik antwoord niet meer")
    expect(box).not_to_be_checked()
    expect(anouk.get_by_text("De bezoeker ziet wat je afvinkt")).to_be_visible()
    box.check()
    expect(anouk.get_by_text("de bezoeker ook")).to_be_visible()
    shot(anouk, "workspace-shared-list-1440", full=False)
    anouk.get_by_label("Betaalt niet en stuurt niets meer").check()
    expect(card.get_by_label("Ik betaal niet en stuur niets meer")).to_be_visible()
    expect(box).to_be_checked()
    axe(visitor)
    shot(visitor, "chat-shared-list-360", full=False)
    card.get_by_role("button", name="Laat mij deze lijst niet meer zien").click()
    expect(card).to_be_hidden()
    expect(anouk.get_by_text("De bezoeker wil de lijst niet zien.")).to_be_visible()
