"""Opening hours over a whole year, across daylight saving, holidays and single days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hulplijn.content import queries as content
from hulplijn.hours.rules import NaiveMoment, Timetable, timetable_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MODEL = "Mo-Sa 07:00-23:00; Su 11:00-19:00"
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def table(hours: str = MODEL, *, closed: tuple[str, ...] = (), **days: str) -> Timetable:
    dates = tuple((date.fromisoformat(day[1:].replace("_", "-")), text) for day, text in days.items())
    return Timetable(hours, AMSTERDAM, "NL", frozenset(closed), dates)


def local(day: date, clock: str, fold: int = 0) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day, time(hour, minute, fold=fold), AMSTERDAM).astimezone(UTC)


year = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
near_the_changes = st.one_of(
    *(
        st.integers(-48 * 60, 48 * 60).map(
            lambda minutes, day=day: local(day, "02:59") + timedelta(minutes=minutes)  # type: ignore[misc]
        )
        for day in (SPRING, AUTUMN)
    )
)


def by_hand(at: datetime) -> bool:
    """The model's hours, worked out without any library for opening hours."""
    there = at.astimezone(AMSTERDAM)
    if there.weekday() == 6:
        return 11 <= there.hour < 19
    return 7 <= there.hour < 23


@given(st.one_of(year, near_the_changes))
def test_open_is_what_the_clock_on_the_wall_says(at: datetime) -> None:
    assert table().is_open(at) == by_hand(at)


@given(st.one_of(year, near_the_changes), st.floats(0, 0.999))
def test_nothing_changes_before_the_next_change_and_then_it_does(at: datetime, part: float) -> None:
    hours = table()
    change = hours.next_change(at)

    assert change is not None
    assert change.tzinfo is UTC
    assert at < change <= at + timedelta(hours=17)
    assert hours.is_open(at + (change - at) * part) == hours.is_open(at)
    assert hours.is_open(change) != hours.is_open(at)


@given(st.one_of(year, near_the_changes))
def test_closing_and_opening_are_on_the_boundaries_of_the_hours(at: datetime) -> None:
    hours = table()
    closes, opens = hours.closes_at(at), hours.next_opening(at)

    assert (closes is not None) == hours.is_open(at)
    if closes:
        assert closes.astimezone(AMSTERDAM).strftime("%H:%M") in {"23:00", "19:00"}
    assert opens is not None
    assert opens.astimezone(AMSTERDAM).strftime("%H:%M") in {"07:00", "11:00"}
    assert opens > (closes or at)


def test_on_the_day_that_loses_an_hour_we_open_by_the_new_clock() -> None:
    opens = table().next_opening(local(date(2026, 3, 28), "23:30"))

    assert opens == datetime(2026, 3, 29, 9, 0, tzinfo=UTC)


def test_on_the_day_that_gains_an_hour_we_open_by_the_new_clock() -> None:
    opens = table().next_opening(local(date(2026, 10, 24), "23:30"))

    assert opens == datetime(2026, 10, 25, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(("day", "length"), [(SPRING, 9), (AUTUMN, 11), (date(2026, 6, 14), 10)])
def test_a_night_across_the_change_is_as_long_as_it_really_was(day: date, length: int) -> None:
    nights = table("Sa 20:00-24:00; Su 00:00-06:00")
    begin = local(day - timedelta(days=1), "20:00")

    closes = nights.closes_at(begin)

    assert closes is not None
    assert closes - begin == timedelta(hours=length)


def test_the_hour_that_comes_twice_is_open_both_times() -> None:
    nights = table("Sa 20:00-24:00; Su 00:00-06:00")

    assert nights.is_open(local(AUTUMN, "02:30"))
    assert nights.is_open(local(AUTUMN, "02:30", fold=1))


def test_open_until_24_and_from_0_is_open_without_a_gap() -> None:
    hours = table("Mo 07:00-24:00; Tu 00:00-10:00")
    monday = date(2026, 11, 23)

    assert hours.is_open(local(monday, "23:59"))
    assert hours.is_open(local(date(2026, 11, 24), "00:00"))
    assert hours.closes_at(local(monday, "12:00")) == local(date(2026, 11, 24), "10:00")


def test_open_until_24_closes_at_midnight() -> None:
    hours = table("Mo 07:00-24:00")

    assert hours.closes_at(local(date(2026, 11, 23), "12:00")) == local(date(2026, 11, 24), "00:00")
    assert not hours.is_open(local(date(2026, 11, 24), "00:00"))


def test_always_open_never_closes_and_never_open_never_opens() -> None:
    at = local(date(2026, 11, 24), "12:00")

    assert table("24/7").closes_at(at) is None
    assert table("off").next_opening(at) is None


def test_the_very_moment_of_opening_is_open_and_that_of_closing_is_not() -> None:
    tuesday = date(2026, 11, 24)

    assert table().is_open(local(tuesday, "07:00"))
    assert not table().is_open(local(tuesday, "07:00") - timedelta(microseconds=1))
    assert not table().is_open(local(tuesday, "23:00"))
    assert table().is_open(local(tuesday, "23:00") - timedelta(microseconds=1))


def test_a_single_day_has_its_own_hours() -> None:
    hours = table(_2026_12_31="07:00-17:00", _2027_01_01="off")
    eve, new_year = date(2026, 12, 31), date(2027, 1, 1)

    assert hours.closes_at(local(eve, "12:00")) == local(eve, "17:00")
    assert not hours.is_open(local(new_year, "12:00"))
    assert hours.next_opening(local(eve, "18:00")) == local(date(2027, 1, 2), "07:00")


def test_a_single_day_may_have_a_break() -> None:
    hours = table(_2026_12_31="07:00-12:00; 14:00-17:00")
    eve = date(2026, 12, 31)

    assert [hours.is_open(local(eve, clock)) for clock in ("08:00", "13:00", "15:00", "18:00")] == [
        True,
        False,
        True,
        False,
    ]


def test_a_holiday_can_be_closed_and_a_single_day_beats_it() -> None:
    christmas, second = date(2026, 12, 25), date(2026, 12, 26)
    closed = ("Christmas Day", "Second Day of Christmas")

    assert table().is_open(local(christmas, "12:00"))
    assert not table(closed=closed).is_open(local(christmas, "12:00"))
    assert table(closed=closed, _2026_12_26="12:00-16:00").next_opening(local(christmas, "08:00")) == local(
        second, "12:00"
    )


def test_public_holidays_can_stand_in_the_hours_themselves() -> None:
    assert not table("Mo-Su 07:00-23:00; PH off").is_open(local(date(2026, 12, 25), "12:00"))


def test_an_evening_that_goes_on_into_the_new_year() -> None:
    hours = table(_2026_12_31="20:00-24:00", _2027_01_01="00:00-01:00")
    eve = date(2026, 12, 31)

    assert hours.closes_at(local(eve, "21:00")) == local(date(2027, 1, 1), "01:00")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveMoment):
        table().is_open(datetime(2026, 11, 24, 12, 0))
    with pytest.raises(NaiveMoment):
        table().next_opening(datetime(2026, 11, 24, 12, 0))


def test_the_timetable_comes_from_the_facts_of_the_helpline() -> None:
    assert timetable_of(content.helpline()) == table()
