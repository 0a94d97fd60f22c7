"""Opening hours day by day, and back."""

from __future__ import annotations

import random

import opening_hours
import pytest

from hulplijn.content.rules.forms.week import DAYS, clock, expression, week


@pytest.mark.parametrize(
    "written", ["Mo-Sa 07:00-23:00; Su 11:00-19:00", "24/7", "off", "We 09:00-12:00,13:00-17:00"]
)
def test_what_a_week_can_say_comes_back_as_it_was(written: str) -> None:
    found = week(written)

    assert found
    assert expression(found) == written


@pytest.mark.parametrize("written", ["Mo 09:00-17:00; PH off", "Jan Mo 09:00-17:00", "Mo[1] 09:00-17:00"])
def test_what_a_week_cannot_say_stays_as_it_is_written(written: str) -> None:
    assert week(written) is None


def test_every_week_means_the_same_to_the_library() -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for _ in range(50):
        typed = {
            day: [
                (f"{begin:02d}:00", f"{begin + 3:02d}:30")
                for begin in sorted(rng.sample((6, 11, 16, 20), rng.randint(0, 2)))
            ]
            for day in DAYS
        }
        written = expression(typed)
        assert week(written) == typed, seed
        opening_hours.OpeningHours(written)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("9", "09:00"), ("9.30", "09:30"), ("930", "09:30"), ("17:00", "17:00"), ("5 uur", "5uur")],
)
def test_a_time_is_understood_as_people_type_it(typed: str, says: str) -> None:
    assert clock(typed) == says
