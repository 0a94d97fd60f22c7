"""The example case, from the front page to the closed case and the figures.

A man of 20 is blackmailed for gift cards. Two people play it
at once, each in a browser of their own, in Dutch.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import environment
from tests.browser import Screen
from tests.journeys import counsellor
from tests.live import Helpline, opened


@pytest.fixture
def helpline(prepared_data: Path, tmp_path: Path) -> Iterator[Helpline]:
    """A helpline that has had a few such cases before."""
    before = tmp_path / "before"
    shutil.copytree(prepared_data, before)
    command = [sys.executable, "-m", "tests.journeys.earlier_cases"]
    env = environment.for_a_server(before, port=1)
    subprocess.run(command, env=env, cwd=environment.REPOSITORY, check=True)
    with opened(before, tmp_path / "data") as running:
        yield running


def figures(page: Page, name: str) -> dict[str, dict[str, str]]:
    """The rows of a figure of this year, by code."""
    answer = page.request.get(f"{'/'.join(page.url.split('/')[:3])}/cijfers/2026/{name}.csv")
    return {row["code"]: row for row in csv.DictReader(io.StringIO(answer.text().lstrip("\ufeff")))}


def test_the_example_case_from_the_first_word_to_the_years_figures(
    helpline: Helpline,
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    shot: Callable[..., object],
    axe: Callable[[Page], None],
) -> None:
    analyst = log_in(screen(helpline, "desktop"), "dirk", path="/inloggen/?next=/cijfers/2026/")
    before = {
        name: figures(analyst, name)
        for name in ("advice_questions", "sextortion_paid", "age", "removal_sent")
    }

    work = counsellor.begin_shift(log_in, screen(helpline, "desktop"))
    helpline.until_open()
    chat = screen(helpline, "phone").open("/")
    expect(chat.get_by_text("Nu open, tot 23:00")).to_be_visible()
    chat.get_by_role("link", name="Begin een chat").click()
    write(chat, "hoi. heb via insta een meisje leren kennen. daarna verder op snap")
    expect(chat.locator("[data-part=title]")).to_have_text("Je bent de eerste in de rij")
    write(chat, "er zijn fotos heen en weer gegaan. nu moet ik voor 100 euro cadeaukaarten kopen")

    counsellor.take_first(work)
    expect(chat.locator("[data-part=title]")).to_have_text("Je praat met Anouk")
    expect(work.locator("#stream .said.visitor")).to_have_count(2)
    counsellor.say(work, "Goed dat je dit vertelt. Het is niet jouw schuld.")
    expect(chat.locator(".slip-text", has_text="Het is niet jouw schuld.")).to_be_visible()
    write(chat, "anders gaat het naar al mijn volgers. ik heb 1x betaald en nu wil ze meer. ben 20")
    write(chat, "ik schaam me dood. niemand weet dit. haar account is instagram.com/voorbeeld_l1sa001")
    counsellor.say(work, "Denk je weleens aan zelfmoord? Ik vraag dat aan iedereen in deze situatie.")
    write(chat, "nee dat niet")
    shot(work, "case-1-talk", full=False)
    shot(chat, "case-1-talk-360", full=False)

    leave_the_field(work)
    counsellor.open_part(work, "2", "facts")
    chip(work, "#fact-reason", "Sextortion, geld")
    chip(work, "#fact-age", "19 t/m 25")
    chip(work, "#fact-gender", "Man")
    chip(work, "#fact-role", "Het gaat over mij")
    platform(work, "instagram", "Instagram", "contact")
    platform(work, "snapchat", "Snapchat", "verder")
    amount(work, "#demanded", "100")
    chip(work, "#fact-paid", "Ja")
    amount(work, "#paid", "100,00")
    shot(work, "case-2-facts", full=False)
    assert work.evaluate("document.documentElement.scrollHeight <= innerHeight"), "it scrolls as a whole"

    counsellor.open_part(work, "1", "plan")
    tick(work, "Luisterend oor", "Bedankt voor het vertellen")
    chip(work, ".plan-item", "Gevraagd", saved=False)
    leave_the_field(work)
    counsellor.ask_risk(work)
    shot(work, "case-3-risk", full=False)
    tick(work, "Contact verbreken, dader blokkeren", "Antwoordt niet meer")
    shot(work, "case-3-plan", full=False)

    work.keyboard.press("n")
    work.keyboard.type("Betaalde één keer, 100 euro aan cadeaukaarten. Thuis weet niemand iets.")
    work.keyboard.press("Control+Enter")
    expect(work.locator("#stream .note")).to_contain_text("Betaalde één keer")

    work.locator("#stream .to-removal:visible").first.click()
    expect(work.locator("#urls")).to_have_value("instagram.com/voorbeeld_l1sa001")
    work.locator("#notice-platform").select_option("instagram")
    work.locator("#notice-kind .chip", has_text="Account van de dader").click()
    work.locator("#notice-minor .chip", has_text="Nee").click()
    work.get_by_label("De bezoeker vindt dit verzoek goed").check()
    work.get_by_role("button", name="Bewaar verzoek").click()
    work.get_by_role("button", name="Ik heb het verstuurd").click()
    expect(work.locator(".notice .knots .done")).to_have_count(1)
    work.locator(".notice .chip", has_text=re.compile("account", re.I)).first.click()
    expect(work.locator(".notice .knots .done")).to_have_count(3)

    leave_the_field(work)
    counsellor.open_part(work, "4", "referral")
    police = work.locator(".partner", has_text="Politie").first
    police.get_by_role("button", name="Geadviseerd").click()
    expect(police.locator("[aria-pressed=true]")).to_be_visible()
    work.keyboard.press("r")
    counsellor.say(work, "Meestal stopt het als je niet meer antwoordt. Praat er morgen over met je mentor.")
    write(chat, "dank je wel")

    leave_the_field(work)
    counsellor.wrap_up(work)
    chip(work, "#fact-found_via", "Zoekmachine")
    chip(work, "#fact-outcome", "Advies gegeven")
    shot(work, "case-4-wrap-up", full=False)
    axe(work)
    work.locator("#close").click()
    work.wait_for_url(re.compile(r"/werk/\?klaar="))
    expect(chat.locator("[data-part=title]")).to_have_text("Het gesprek is klaar")
    shot(chat, "case-5-over-360", full=False)

    after = {name: figures(analyst, name) for name in before}
    assert more(before, after, "advice_questions", "all") == 1
    assert more(before, after, "advice_questions", "staffed") == 1
    assert more(before, after, "sextortion_paid", "yes") == 1
    assert more(before, after, "sextortion_paid", "no") == 0
    assert more(before, after, "age", "19_25") == 1
    assert more(before, after, "age", "26_plus") == 0
    assert figures(analyst, "sextortion_amount_paid")["mean"]["euros"] == "185.71"  # (6 × 200 + 100) / 7
    analyst.goto(helpline.url + "/cijfers/2026/")
    expect(analyst.get_by_role("heading", name="13 adviesvragen in 2026")).to_be_visible()
    shot(analyst, "case-6-figures")


def write(chat: Page, text: str) -> None:
    chat.locator("#chat-field").fill(text)
    chat.locator("#chat-field").press("Enter")
    expect(chat.locator(".slip-own", has_text=text)).to_have_attribute("data-n", re.compile(r"\d+"))


def leave_the_field(work: Page) -> None:
    work.keyboard.press("Escape")


def chip(work: Page, where: str, label: str, *, saved: bool = True) -> None:
    work.locator(f"{where} .chip", has_text=re.compile(f"^\\s*{label}\\s*$")).first.click()
    if saved:
        expect(work.locator(f"{where} .saved")).to_contain_text("Bewaard")


def platform(work: Page, code: str, name: str, part: str) -> None:
    work.locator("#add-platform").select_option(code)
    row = work.get_by_role("group", name=name, exact=True)
    row.locator(".chip", has_text=re.compile(part, re.I)).first.click()
    expect(row.locator(".chip input:checked")).to_have_count(1)
    expect(work.locator("#fact-platforms .saved")).to_contain_text("Bewaard")


def amount(work: Page, where: str, euros: str) -> None:
    work.locator(where).fill(euros)
    work.locator(where).press("Tab")
    expect(work.locator(".amount .saved").last).to_contain_text("Bewaard")


def tick(work: Page, step: str, item: str) -> None:
    heading, row = work.get_by_role("heading", name=step), work.locator(".plan-item", has_text=item)
    expect(heading).to_be_visible()
    if not row.is_visible():
        heading.click()
    row.locator("input[type=checkbox]").check()
    expect(row).to_contain_text("jij")


Figures = dict[str, dict[str, dict[str, str]]]


def more(before: Figures, after: Figures, name: str, code: str) -> int:
    """How many more there are of `code` in figure `name`."""
    return int(after[name][code]["count"]) - int(before[name][code]["count"])
