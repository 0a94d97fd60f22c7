"""What staff look up on a phone: each page fits, and a screen reader can read it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.journeys import counsellor
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
