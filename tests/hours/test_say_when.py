"""Opening times in words, as one says them at that moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hulplijn.content import queries as content
from hulplijn.hours import queries as hours
from tests.content.conftest import Spoil, folder, spoil

__all__ = ["folder", "spoil"]

TUESDAY = date(2026, 11, 24)


def local(day: date, clock: str) -> datetime:
    return (
        datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZoneInfo("Europe/Amsterdam")).astimezone(UTC)
    )


@pytest.mark.parametrize(
    ("days", "clock", "dutch", "english"),
    [
        (0, "23:00", "vanavond 23:00", "this evening 23:00"),
        (0, "22:30", "vanavond 22:30", "this evening 22:30"),
        (1, "00:30", "vannacht 00:30", "tonight 00:30"),
        (1, "07:00", "morgen 07:00", "tomorrow 07:00"),
        (2, "07:00", "donderdag 07:00", "Thursday 07:00"),
        (6, "07:00", "maandag 07:00", "Monday 07:00"),
        (7, "07:00", "dinsdag 1 december 07:00", "Tuesday 1 December 07:00"),
    ],
)
def test_a_moment_in_words_said_in_the_evening(days: int, clock: str, dutch: str, english: str) -> None:
    at, moment = local(TUESDAY, "20:40"), local(TUESDAY + timedelta(days=days), clock)

    assert str(hours.words(moment, at, "nl")) == dutch
    assert str(hours.words(moment, at, "en")) == english


@pytest.mark.parametrize(
    ("clock", "dutch"),
    [("05:00", "vannacht 05:00"), ("11:00", "vanochtend 11:00"), ("13:00", "vanmiddag 13:00")],
)
def test_a_moment_later_the_same_day_said_in_the_small_hours(clock: str, dutch: str) -> None:
    assert str(hours.words(local(TUESDAY, clock), local(TUESDAY, "02:00"), "nl")) == dutch


def test_the_day_and_the_clock_can_stand_apart_in_a_sentence() -> None:
    at = local(TUESDAY, "23:30")
    opens = hours.next_opening(at)
    assert opens is not None

    words = hours.words(opens, at, "nl")

    assert (words.day, words.clock) == ("morgen", "07:00")


def test_open_now_and_until_when() -> None:
    at = local(TUESDAY, "20:40")

    assert hours.is_open(at)
    assert hours.closes_at(at) == local(TUESDAY, "23:00")
    assert hours.special_day(at, "nl") == ""


def test_a_language_that_nobody_translated_yet_still_says_when() -> None:
    assert str(hours.words(local(TUESDAY, "23:00"), local(TUESDAY, "20:40"), "qps")).endswith("23:00")


def test_the_day_says_why_its_hours_differ(spoil: Spoil, folder: Path) -> None:
    errors = spoil(
        "helpline.yaml",
        ("closed_holidays: []", "closed_holidays: [Christmas Day]"),
        (
            "special_days: {}",
            "special_days: {2026-12-31: {hours: 07:00-17:00, label: {nl: Oudejaarsdag, en: Eve}}}",
        ),
    )
    assert errors == []

    with content.use(folder):
        assert hours.special_day(local(date(2026, 12, 25), "12:00"), "nl") == "Eerste kerstdag"
        assert hours.special_day(local(date(2026, 12, 25), "12:00"), "en") == "Christmas Day"
        assert hours.special_day(local(date(2026, 12, 25), "12:00"), "qps") != ""
        assert hours.special_day(local(date(2026, 12, 31), "12:00"), "nl") == "Oudejaarsdag"
        assert not hours.is_open(local(date(2026, 12, 25), "12:00"))
