"""The front page: open, closed, and open with nobody there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]


def read(client: Client, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_open_says_until_when_and_offers_chat_call_and_mail(client: Client, at_the_desk: None) -> None:
    page = read(client)
    assert "Nu open, tot 23:00" in page
    assert "Er zit iemand voor je klaar." in page
    assert "Gratis en anoniem." in page
    for way in ("/chat/", "/bel/", "/mail/", "/iemand-anders/", "/eerste-hulp/#chantage"):
        assert f'href="{way}"' in page


def test_english_says_the_same(client: Client, at_the_desk: None) -> None:
    page = read(client, "/en/")
    assert '<html lang="en" dir="ltr">' in page
    assert "Open now, until 23:00" in page
    assert "Someone is here for you." in page
    assert 'href="/en/chat/"' in page
    assert 'href="/" lang="nl" hreflang="nl">Nederlands</a>' in page


def test_closed_has_the_next_opening_as_its_heading_and_a_message_as_its_main_button(
    client: Client, clock: Clock, closed_at: datetime
) -> None:
    clock(closed_at)
    page = read(client)
    assert "<h1>Vanochtend om 07:00 zijn we er weer.</h1>" in page
    assert 'class="button lamp" href="/chat/bericht/"' in page
    assert "Stop met antwoorden." in page
    assert 'href="/chat/"' not in page
    assert 'class="bulb"' not in page, "the lamp is dark when we are closed"


def test_in_the_last_quarter_it_says_so_and_leaves_the_phone(client: Client, clock: Clock) -> None:
    clock(datetime(2026, 11, 24, 21, 50, tzinfo=UTC))
    page = read(client)
    assert "We gaan om 23:00 dicht" in page
    assert "We gaan bijna dicht." in page
    assert "Wie in de rij staat, wordt nog geholpen. We zijn er morgen om 07:00 weer." in page
    assert 'href="/bel/"' in page
    assert 'href="/chat/"' not in page
    assert "We gaan bijna dicht" in read(client, "/chat/")


def test_the_evening_before_the_opening_is_tomorrow(client: Client, clock: Clock) -> None:
    clock(datetime(2026, 11, 24, 22, 30, tzinfo=UTC))
    assert "<h1>Morgen om 07:00 zijn we er weer.</h1>" in read(client)
    assert "<h1>Tomorrow at 07:00 we are back.</h1>" in read(client, "/en/")


@pytest.mark.parametrize(
    ("moment", "heading"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), "Vanochtend om 11:00"),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), "Vanochtend om 11:00"),
    ],
)
def test_the_opening_keeps_to_the_clock_when_daylight_saving_turns(
    client: Client, clock: Clock, moment: datetime, heading: str
) -> None:
    clock(moment)
    assert heading in read(client)


def test_the_last_minute_before_summer_time_is_closed_and_the_first_open_one_follows_the_clock(
    client: Client, clock: Clock
) -> None:
    clock(datetime(2026, 3, 29, 8, 59, tzinfo=UTC))
    assert "Nu dicht" in read(client)
    clock(datetime(2026, 3, 29, 9, 1, tzinfo=UTC))
    assert "Nu dicht" not in read(client)


def test_nobody_at_the_desk_is_not_open(client: Client, clock: Clock, at: datetime) -> None:
    clock(at)
    page = read(client)
    assert "Er is nu even niemand." in page
    assert "Onze tijden zijn tot 23:00" in page
    assert 'href="/chat/"' not in page


def test_emergency_numbers_can_be_tapped(client: Client, clock: Clock, closed_at: datetime) -> None:
    clock(closed_at)
    page = read(client)
    assert 'href="tel:112"' in page
    assert 'href="tel:113"' in page


def test_the_facts_are_those_of_the_content_folder(client: Client, at_the_desk: None) -> None:
    page = read(client)
    for fact in ("020-2615275", "info@helpwanted.nl", "www.helpwanted.nl", "07:00–23:00", "11:00–19:00"):
        assert fact in page
    assert "Maandag t/m zaterdag" in page


def test_the_sample_neither_calls_nor_mails_the_model(client: Client, at_the_desk: None) -> None:
    for path in ("/", "/bel/", "/mail/", "/eerste-hulp/"):
        page = read(client, path)
        assert "Dit is een demonstratie en geen hulplijn." in page
        assert "mailto:" not in page
        assert "tel:+31" not in page


def test_what_belongs_to_later_work_has_no_dead_link(client: Client, at_the_desk: None) -> None:
    page = read(client)
    for later in ("weghalen", "voor-ouders"):
        assert later not in page


def test_every_link_of_the_front_page_leads_somewhere(
    client: Client, at_the_desk: None, clock: Clock, closed_at: datetime
) -> None:
    links = set(re.findall(r'href="(/[^"]*)"', read(client) + read(client, "/en/")))
    clock(closed_at)
    links |= set(re.findall(r'href="(/[^"]*)"', read(client) + read(client, "/en/")))
    for link in {one for one in links if not one.startswith("/static/")}:
        path, _, anchor = link.partition("#")
        answer = client.get(path)
        assert answer.status_code == 200, link
        assert not anchor or f'id="{anchor}"' in answer.content.decode(), link


def test_a_real_helpline_is_one_tap_away(client: Client, at_the_desk: None, real_content: None) -> None:
    page = read(client)
    assert 'href="tel:+31202615275"' in page
    assert 'href="mailto:info@helpwanted.nl"' in page
    assert "geen hulplijn" not in page
