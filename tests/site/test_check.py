"""The situation check: one question a screen, nothing of it in an address, and counted once."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from hulplijn.content import queries as content
from hulplijn.guidance.models import CountedCheck
from hulplijn.ledger.models import Entry
from hulplijn.site.rules import is_robot

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]
STEP = "/nu-doen/stap/"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
PAID = ("no", "money", "yes", "yes", "no", "unknown")


@pytest.fixture
def visitor(at_the_desk: None) -> Client:
    """A phone's browser, in opening hours; it has no origin, as a form without script has none."""
    return Client(headers={"User-Agent": FIREFOX, "Origin": "null", "Sec-Fetch-Site": "same-origin"})


def carried(page: str) -> dict[str, str]:
    """What the form of a page carries."""
    found = re.findall(r'type="hidden" name="(plan|answers|walk)" value="([^"]*)"', page)
    return dict(found)


def post(client: Client, path: str = STEP, **fields: str) -> str:
    response = client.post(path, fields)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    return response.content.decode()


def walked(client: Client, answers: tuple[str, ...], plan: str = "sextortion", path: str = STEP) -> str:
    """The page after these answers, each given on the page before."""
    page = post(client, path, plan=plan)
    for answer in answers:
        page = post(client, path, **carried(page), answer=answer)
    return page


def counted() -> list[Entry]:
    return list(Entry.objects.filter(kind="contact_closed"))


def test_a_few_taps_lead_to_three_things_to_do_and_count_once(visitor: Client) -> None:
    page = walked(visitor, PAID)

    end = content.plan("sextortion").check.end("sextortion_paid")  # type: ignore[union-attr]
    assert end is not None
    for said in (*end.now, *end.dont, *end.proof, *end.remove, *end.tell):
        assert said.in_("nl") in page
    (entry,) = counted()
    assert entry.codes["channel"] == "selfcheck"
    assert (entry.codes["reason"], entry.codes["paid"]) == ("sextortion_financial", "yes")
    assert (entry.codes["age"], entry.codes["depicted_minor"]) == ("unknown", "unknown")


def test_neither_a_reload_nor_going_back_and_on_counts_again(visitor: Client) -> None:
    before = carried(walked(visitor, PAID[:-1]))
    for _ in range(2):
        end = post(visitor, **before, answer="unknown")
    again = post(visitor, **carried(end), back="1")
    post(visitor, **carried(again), answer="yes")

    assert len(counted()) == 1
    (row,) = CountedCheck.objects.all()
    assert before["walk"].split(".")[0].encode() not in bytes(row.walk_hash)
    walked(visitor, PAID)
    assert len(counted()) == 2, "somebody else, or for the second time"


def test_back_shows_the_question_before_with_the_way_that_led_there(visitor: Client) -> None:
    page = post(visitor, **carried(walked(visitor, ("no", "money", "no"))), back="1")

    assert "Heb je al betaald?" in page
    assert carried(page)["answers"] == "no.money"
    assert "Vraag 3 van hooguit" in page


def test_what_did_not_come_step_by_step_from_our_pages_is_shown_and_not_counted(visitor: Client) -> None:
    first = carried(post(visitor, plan="sextortion"))
    made_up = {**first, "answers": ".".join(PAID[:-1])}
    assert "Je hebt betaald." in post(visitor, **made_up, answer="unknown")

    elsewhere = Client(headers={"User-Agent": FIREFOX, "Origin": "https://elsewhere.example"})
    robot = Client(headers={"User-Agent": "ExampleBot/1.0 (+https://robot.example)"})
    for one in (elsewhere, robot, Client()):
        assert "Je hebt betaald." in walked(one, PAID)
    assert counted() == []


def test_in_danger_the_numbers_stand_above_everything(visitor: Client) -> None:
    page = walked(visitor, ("unsure",))
    main = page[page.index("<main") :]

    assert main.index('href="tel:112"') < main.index('href="tel:113"') < main.index("<h1>")


def test_only_numbers_that_somebody_checked_are_shown(visitor: Client) -> None:
    page = walked(visitor, PAID)

    assert "Slachtofferhulp" in page
    assert "/chat/feiten/" in page
    assert "nog geen deskundige heeft deze stappen nagekeken" in page
    assert set(re.findall(r'href="tel:([^"]+)"', page)) == {"112", "113"}


def test_when_we_are_closed_it_is_open_and_leads_to_a_message(clock: Clock, closed_at: datetime) -> None:
    clock(closed_at)
    page = walked(Client(headers={"User-Agent": FIREFOX}), PAID)

    assert "/chat/bericht/" in page
    assert "Laat een bericht achter, met mijn antwoorden" in page


def test_made_up_answers_lead_to_the_question_that_they_were_for(visitor: Client) -> None:
    assert "Wat wil de ander van je?" in post(visitor, plan="sextortion", answers="no.gold.yes", answer="no")
    assert "Je hoeft niet te weten hoe het heet" in post(visitor, plan="unknown")
    for plan in ("", "nothing"):
        response = visitor.post(STEP, {"plan": plan})
        assert (response.status_code, response.headers["Location"]) == (303, "/nu-doen/")


def test_no_page_of_it_is_larger_than_one_round_of_sending(visitor: Client) -> None:
    english = walked(visitor, PAID, path="/en/nu-doen/stap/")
    for page in (visitor.get("/nu-doen/").content.decode(), walked(visitor, PAID[:-1]), english):
        styles = re.findall(r'(?:rel="stylesheet" href|script src)="/static/([^"?]+)"', page)
        files = [Path(str(finders.find(name))).read_bytes() for name in styles]
        size = sum(len(gzip.compress(one, 9)) for one in (page.encode(), *files))
        assert size < 14 * 1024
    assert "Pay nothing more" in english


def test_robots_are_asked_to_leave_the_steps_alone(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert {"Disallow: /nu-doen/stap/", "Disallow: /en/nu-doen/stap/"} <= set(lines)


@pytest.mark.parametrize(
    ("agent", "robot"),
    [
        (FIREFOX, False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1", False),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("curl/8.14.1", True),
        ("  ", True),
    ],
)
def test_a_robot_is_known_by_what_it_says_of_itself(agent: str, robot: bool) -> None:
    assert is_robot(agent) is robot


@pytest.mark.parametrize(
    ("plan", "answers", "end"),
    [
        ("mail_bluff", ("no", "no", "yes"), "mail_bluff_password"),
        ("worry_pupil", ("no", "image"), "worry_pupil_image"),
    ],
)
def test_a_scripted_visitor_reaches_an_end_of_this_plan_only(
    visitor: Client, plan: str, answers: tuple[str, ...], end: str
) -> None:
    page = walked(visitor, answers, plan=plan)

    found = content.plan(plan).check.end(end)  # type: ignore[union-attr]
    assert found is not None
    for said in (*found.now, *found.dont, *found.proof, *found.tell):
        assert said.in_("nl") in page
    others = {
        one.title.in_("nl")
        for other in content.plans()
        if other.check
        for one in other.check.ends
        if one.id != end
    }
    assert not any(f"<h1>{title}</h1>" in page for title in others)


def test_what_happens_now_comes_before_questions_and_a_friend_finds_a_way_as_well(visitor: Client) -> None:
    page = visitor.get("/nu-doen/").content.decode().partition("<main")[2]
    first = ("sextortion", "cyberbullying", "seen_harmful", "prevention", "unknown", "worry_child")
    places = [page.index(f'name="plan" value="{one}"') for one in first]
    assert places == sorted(places)
    assert 'href="/iemand-anders/"' in page
