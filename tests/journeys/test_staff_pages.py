"""What staff look up on a phone: each page fits, and a screen reader can read it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
from tests.journeys.test_chat import until
from tests.live import Helpline

COORDINATOR = (
    "/medewerkers/",
    "/medewerkers/nieuw/",
    "/mijn-inlog/",
    "/mijn-inlog/app/",
    "/mijn-inlog/wachtwoord/",
    "/werk/team/",
    "/werk/zaken/",
    "/werk/verzoeken/",
    "/werk/verzoeken/nieuw/",
    "/werk/bewaren/",
    "/werk/inhoud/",
    "/werk/inhoud/helpline/helpline/",
    "/werk/inhoud/plans/sextortion/?deel=steps.1",
    "/werk/inhoud/plans/sextortion/voorbeeld/",
    "/werk/inhoud/replies/ending/",
    "/werk/inhoud/partners/113/voorbeeld/",
    "/werk/inhoud/practice/paid_already/?deel=answers.1",
    "/werk/inhoud/risk/risk/",
    "/werk/oefenen/",
    "/werk/gids/",
    "/werk/gids/coordinator/",
    "/werk/partners/",
    "/werk/velden/",
    "/werk/velden/nieuw/",
    "/cijfers/indeling/",
)


def test_no_page_is_wider_than_a_phone(
    live: Helpline,
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    axe: Callable[[Page], None],
) -> None:
    page = log_in(screen(live, "phone"), "carla")
    for path in COORDINATOR:
        page.goto(live.url + path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path
    page.goto(live.url + "/werk/team/")
    expect(page.get_by_role("link", name="Verzoeken").first).to_be_in_viewport(ratio=1)


def test_a_reply_that_two_agreed_on_is_beside_the_chat_without_a_restart(
    live: Helpline, screen: Callable[..., Screen], log_in: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    words = "Zal ik kort herhalen wat we samen afspraken?"
    carla = log_in(screen(live, "desktop"), "carla")
    carla.goto(live.url + "/werk/inhoud/replies/ending/")
    carla.get_by_text("Antwoord 1: Samenvatten").click()
    carla.locator("textarea[name='f.replies.0.text.nl']").fill("")
    carla.get_by_role("button", name="Bewaar als klad").last.click()
    carla.get_by_role("link", name="Vul dit in, in het Nederlands").click()
    axe(carla)
    carla.locator("textarea[name='f.replies.0.text.nl']").fill(words)
    carla.get_by_role("button", name="ga door naar publiceren").click()
    carla.get_by_role("button", name="Vraag een collega").click()
    expect(carla.get_by_role("button", name="Vraag een collega")).to_have_count(0)
    els = log_in(screen(live, "desktop"), "els")
    els.get_by_role("link", name="Verzoeken").click()
    els.get_by_role("link", name="Wat we publiceren").click()
    els.get_by_role("link", name="Carla vraagt jou om te kijken").click()
    axe(els)
    els.get_by_role("button", name="Publiceer").click()
    expect(els.get_by_text("Geschreven door Carla, gepubliceerd door Els.")).to_be_visible()

    def is_there() -> bool:
        work.reload()
        return words in (work.locator("#standard-replies").text_content() or "")

    until(is_there)


def test_the_administrator_finds_her_pages_from_where_she_comes_in(
    live: Helpline, screen: Callable[..., Screen], log_in: Callable[..., Page]
) -> None:
    page = log_in(screen(live, "phone"), "els", by_hand=True)
    page.get_by_role("link", name="Verzoeken").click()
    page.get_by_role("link", name="Accounts").click()
    expect(page.get_by_role("link", name="Nodig iemand uit")).to_be_visible()


def test_somebody_practises_on_her_own_screen_and_reads_how_it_went(
    live: Helpline, screen: Callable[..., Screen], log_in: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = log_in(screen(live, "desktop"), "anouk")
    page.get_by_role("link", name="Oefen met een gespeelde bezoeker").click()
    prank = page.get_by_role("listitem").filter(has_text="Twee jongens die lol trappen")
    prank.get_by_role("button", name="Begin").click()
    expect(page.locator("#stream")).to_contain_text("koelkast")
    expect(page.locator(".practice-band")).to_contain_text("Er zit niemand aan de andere kant")
    expect(page.locator("#line .mine .practice-mark")).to_have_text("Oefening")
    counsellor.say(page, "Gaat het? Is er echt iets aan de hand?")
    expect(page.locator("#stream")).to_contain_text("grapje")
    axe(page)
    counsellor.press(page, "Escape")
    for key in ("x", "p"):
        counsellor.press(page, key)
    page.get_by_role("link", name="Kijk wat er goed ging").click()
    expect(page.locator(".judged .met").first).to_contain_text("Stel één echte vraag")
    axe(page)
    page.get_by_role("button", name="Gooi het weg").click()
    expect(page.get_by_role("main")).to_contain_text("Nog niets, of het is gewist.")


def test_a_guide_prints_on_two_pages(
    live: Helpline, screen: Callable[..., Screen], log_in: Callable[..., Page]
) -> None:
    page = log_in(screen(live, "desktop"), "anouk", path="/inloggen/?next=/werk/gids/counsellor/")
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "1.5cm"))
    assert len(re.findall(rb"/Type ?/Page\b", paper)) == 2


def test_a_print_is_told_to_the_log(
    live: Helpline, screen: Callable[..., Screen], log_in: Callable[..., Page]
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    with work.expect_response("**/geprint/") as told:
        work.pdf()
    assert told.value.status == 204
