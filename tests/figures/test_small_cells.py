"""No hidden cell can be worked out: proved by trying every table that could have given the same page."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hulplijn.figures import queries
from hulplijn.figures.rules.small_cells import LEAST, SMALL, protect, protect_overlapping
from tests.figures import builders


@pytest.mark.parametrize(("cells", "most"), [(2, 24), (3, 16), (4, 12)])
@pytest.mark.parametrize("first", [(), (1,)])
def test_every_page_could_come_from_several_tables(cells: int, most: int, first: tuple[int, ...]) -> None:
    """A reader knows the total, the signs and these rules: no small cell has one value only."""
    could_be: dict[tuple[int, tuple[tuple[int | None, str], ...]], list[tuple[int, ...]]] = defaultdict(list)
    for table in itertools.product(range(most), repeat=cells):
        shown = protect(table, first=first)
        could_be[sum(table), tuple((cell.count, cell.sign) for cell in shown)].append(table)
    for (total, page), tables in could_be.items():
        if total >= most:
            continue  # some of the tables with this total were not tried
        for place, (_count, sign) in enumerate(page):
            if sign:
                assert len({table[place] for table in tables}) > 1, (total, page)


counts = st.lists(st.one_of(st.integers(0, 7), st.integers(0, 3000)), min_size=2, max_size=12)


@given(counts)
def test_subtraction_from_the_total_leaves_every_small_value_possible(table: list[int]) -> None:
    shown = protect(table)
    small = [place for place, cell in enumerate(shown) if cell.sign == SMALL]
    withheld = [place for place, cell in enumerate(shown) if cell.sign and cell.sign != SMALL]
    hidden = sum(table) - sum(cell.count or 0 for cell in shown)
    for value in range(1, LEAST) if small else ():
        rest = hidden - value
        others = len(small) - 1
        assert rest >= others + LEAST * len(withheld)
        assert withheld or rest <= (LEAST - 1) * others


@given(counts)
def test_nothing_small_is_shown_and_nothing_else_is_changed(table: list[int]) -> None:
    for count, cell in zip(table, protect(table), strict=True):
        assert cell.count in (None, count)
        assert cell.count is None or cell.count == 0 or cell.count >= LEAST


@given(counts, st.integers(0, 4000))
def test_what_the_visible_cells_cannot_cover_does_not_give_a_small_one_away(
    table: list[int], more: int
) -> None:
    whole = max(max(table), min(sum(table), more))
    shown = protect_overlapping(table, whole=whole)
    small = [cell for cell in shown if cell.sign == SMALL]
    withheld = [cell for cell in shown if cell.sign and cell.sign != SMALL]
    visible = sum(cell.count or 0 for cell in shown)
    if small and not withheld:
        assert whole <= visible + 1 + (LEAST - 1) * (len(small) - 1)


@pytest.mark.django_db
def test_the_kinds_of_sextortion_are_hidden_alike_in_both_tables() -> None:
    builders.contact(50, reason="sextortion_financial")
    builders.contact(20, reason="sextortion_sexual")
    builders.contact(2, reason="sextortion_criminal")
    builders.contact(30, reason="ncii_spread")
    figures = {figure.id: figure for figure in queries.year_figures(2024, "en")}
    for kind in ("sextortion_financial", "sextortion_sexual", "sextortion_criminal"):
        reason, deep = figures["reason"].line(kind), figures["sextortion_kind"].line(kind)
        assert (reason.count, reason.sign) == (deep.count, deep.sign)
    assert figures["sextortion_kind"].line("sextortion_criminal").sign == SMALL


@pytest.mark.django_db
def test_a_deep_dive_of_few_is_hidden_as_a_whole() -> None:
    builders.contact(3, reason="sextortion_financial", paid="yes", paid_cents=90_000, gender="male")
    builders.contact(50, reason="ncii_spread")
    for figure in queries.year_figures(2024, "en"):
        if figure.about.section == "sextortion":
            assert figure.n is None
            assert all(line.count is None for line in figure.lines)
            assert figure.mean_cents is None


@pytest.mark.django_db
def test_a_mean_of_few_is_not_shown() -> None:
    builders.contact(20, reason="sextortion_financial", paid="yes")
    builders.contact(2, reason="sextortion_financial", paid="yes", paid_cents=90_000)
    figure = queries.figure(2024, "sextortion_amount_paid", "en")
    assert figure.mean_cents is None
    assert figure.line("known").sign == SMALL


@pytest.mark.django_db
def test_a_hidden_row_has_no_place_among_the_shown_ones() -> None:
    builders.contact(50, reason="ncii_spread")
    builders.contact(2, reason="grooming")
    builders.contact(40, reason="cyberbullying")
    signs = [line.sign for line in queries.figure(2024, "reason", "en").lines if not line.unknown]
    assert signs == sorted(signs, key=bool)
