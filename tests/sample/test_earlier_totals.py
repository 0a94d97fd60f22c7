"""The totals of the year before are entered for the year of which the growth is published, and no other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hulplijn.figures import counts
from hulplijn.ledger.models import Entry
from hulplijn.sample import filling


@pytest.mark.parametrize(("year", "entered"), [(2024, 2), (2023, 0)])
def test_earlier_totals_are_of_2023_only(db: None, year: int, entered: int) -> None:
    filling.fill(year, seed=1, scale=Fraction(1, 1000))
    assert Entry.objects.filter(kind="earlier_total").count() == entered
    assert (counts.of_year(year).earlier_advice is None) is (entered == 0)
