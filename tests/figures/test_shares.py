"""Shares are rounded honestly and said as people say them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hulplijn.figures.rules.shares import Share, change, mean, one_in, said, share


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_share_is_off_by_half_a_hundredth_at_most(part: int, more: int) -> None:
    one = Share(part, part + more)
    assert abs(Fraction(one.percent, 100) - one.exact) <= Fraction(1, 200)


def test_parts_are_not_forced_to_a_hundred() -> None:
    assert [Share(1, 3).percent] * 3 == [33, 33, 33]


def test_something_is_never_nothing() -> None:
    assert Share(1, 1000).under_one
    assert not Share(0, 1000).under_one


def test_there_is_no_share_of_nothing_or_of_what_is_hidden() -> None:
    assert share(1, 0) is None
    assert share(None, 10) is None


def test_the_published_growth_comes_out() -> None:
    assert change(12_206, 10_459) == Fraction(167, 10)
    assert change(7_239, 5_543) == Fraction(306, 10)
    assert change(90, 100) == -10
    assert change(5, None) is None


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (48, ("almost", "half")),
        (50, ("exactly", "half")),
        (53, ("over", "half")),
        (73, ("almost", "three_quarters")),
        (33, ("exactly", "third")),
        (85, None),
        (2, None),
    ],
)
def test_a_share_is_said_as_the_nearest_fraction(part: int, words: tuple[str, str] | None) -> None:
    assert said(Share(part, 100)) == words


def test_one_in_so_many() -> None:
    assert one_in(Share(1, 3)) == 3
    assert one_in(Share(33, 100)) == 3
    assert one_in(Share(42, 100)) is None
    assert one_in(Share(0, 100)) is None


def test_a_mean_is_in_whole_cents() -> None:
    assert mean(109_701, 2) == 54_851
    assert mean(0, 0) is None
