"""What staff look up on a phone: each page fits, and a screen reader can read it."""

from __future__ import annotations

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
    page = log_in(screen(live, "phone"), "els")
    page.get_by_role("link", name="Verzoeken").click()
    page.get_by_role("link", name="Accounts").click()
    expect(page.get_by_role("link", name="Nodig iemand uit")).to_be_visible()


def test_a_print_is_told_to_the_log(
    live: Helpline, screen: Callable[..., Screen], log_in: Callable[..., Page]
) -> None:
    work = counsellor.begin_shift(log_in, screen(live, "desktop"))
    counsellor.visitor_writes(screen(live, "phone"), "hoi")
    counsellor.take_first(work)
    expect(work.locator("#show-keys:not([hidden])")).to_be_attached()
    with work.expect_response("**/geprint/") as told:
        work.pdf()
    assert told.value.status == 204
