"""Amounts and links as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hulplijn.workspace.rules.typed import BadAmount, cents_of, euros, links_in


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("", None),
        ("  ", None),
        ("100", 10_000),
        ("100,50", 10_050),
        ("548.50", 54_850),
        ("548,5", 54_850),
        ("€ 1.250,00", 125_000),
        ("1 250", 125_000),
        ("100 euro", 10_000),
        ("0", 0),
    ],
)
def test_an_amount_is_read_the_way_people_type_it(typed: str, cents: int | None) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize("typed", ["veel", "-5", "100 dollar", "1,2,3", "12.34.56", "99999999999", "1e5"])
def test_what_is_no_amount_is_refused_and_kept(typed: str) -> None:
    with pytest.raises(BadAmount) as refused:
        cents_of(typed)
    assert refused.value.typed == typed


@given(st.integers(min_value=0, max_value=1_000_000_000))
def test_what_is_shown_reads_back_as_the_same_amount(cents: int) -> None:
    assert cents_of(euros(cents)) == cents


def test_links_are_found_without_what_stands_behind_them() -> None:
    said = "kijk op instagram.com/voorbeeld, en (https://snap.example/x?y=1). of www.site.example!"
    assert links_in(said) == ["instagram.com/voorbeeld", "https://snap.example/x?y=1", "www.site.example"]


@pytest.mark.parametrize("said", ["ik heb 1x betaald. nu wil ze weer", "nee.ja", "en/of", "08/11"])
def test_plain_words_are_no_links(said: str) -> None:
    assert links_in(said) == []
