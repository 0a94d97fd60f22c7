"""The year page on paper: every row of every table, whole, under a head that says what and when."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import environment
from tests.browser import Screen
from tests.live import Helpline, opened

_IS_SEEN = "row => row.checkVisibility()"
_CUT_OFF = """() => [...document.querySelectorAll('.frame .table')].filter(
    table => table.checkVisibility() && table.getBoundingClientRect().right > innerWidth + 1
).map(table => table.caption.innerText)"""


@pytest.fixture
def helpline(prepared_data: Path, tmp_path: Path) -> Iterator[Helpline]:
    before = tmp_path / "before"
    shutil.copytree(prepared_data, before)
    command = [sys.executable, "-m", "tests.journeys.year_to_print"]
    env = environment.for_a_server(before, port=1)
    subprocess.run(command, env=env, cwd=environment.REPOSITORY, check=True)
    with opened(before, tmp_path / "data") as running:
        yield running


def test_paper_has_every_row_and_a_head(
    helpline: Helpline,
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    axe: Callable[[Page], None],
) -> None:
    page = log_in(screen(helpline, "desktop"), "dirk", path="/inloggen/?next=/cijfers/2024/")
    axe(page)
    reasons = page.locator("[aria-labelledby=title-reason]")
    last = reasons.locator(".all-rows th", has_text="Nare sfeer in games")
    expect(reasons.locator(".first-rows")).to_be_visible()
    expect(page.locator(".print-head")).to_be_hidden()
    assert not last.evaluate(_IS_SEEN)

    page.set_viewport_size({"width": 673, "height": 1017})  # A4 within its margins
    page.emulate_media(media="print")
    expect(reasons.locator(".first-rows")).to_be_hidden()
    assert last.evaluate(_IS_SEEN)
    expect(page.locator(".print-head")).to_contain_text("Hulplijn, 2024 in cijfers")
    expect(page.locator(".print-head")).to_contain_text("stand op")
    assert page.evaluate(_CUT_OFF) == []


def test_what_rises_is_read_on_a_phone_and_becomes_a_brief_by_keyboard(
    helpline: Helpline,
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    axe: Callable[[Page], None],
) -> None:
    phone = screen(helpline, "phone")
    phone.watch.expect("422")
    page = log_in(phone, "dirk", path="/inloggen/?next=/cijfers/signalen/")
    expect(page.get_by_role("heading", name="Exposen of doxing: 2,")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    asks = page.get_by_label("Wat vragen we van de lezer?")
    asks.fill("Let op @boefje")
    asks.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("de naam van een account")
    expect(asks).to_have_value("Let op @boefje")
    axe(page)
    asks.fill("Haal zulke lijsten snel weg.")
    with page.expect_download() as brief:
        asks.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert brief.value.suggested_filename.endswith(".pdf")
    assert Path(brief.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download():  # her page stays, and she may want it once more
        page.keyboard.press("Enter")
