"""A year is counted right: borders, bases, corrections, and the extract beside the ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hulplijn.figures import counts, extract, queries
from hulplijn.figures.figure import Figure
from hulplijn.ledger import actions
from tests.figures import builders

pytestmark = pytest.mark.django_db


def cells(year: int = 2024) -> dict[tuple[str, str], tuple[object, ...]]:
    """Every cell of every figure by figure and row."""
    return {
        (figure.id, line.code): (line.count, line.sign, line.share, line.cents, figure.mean_cents)
        for figure in queries.year_figures(year, "en")
        for row in figure.lines
        for line in (row, *row.inside)
    }


def of(id: str, year: int = 2024) -> Figure:
    return queries.figure(year, id, "en")


def test_a_year_begins_at_local_midnight() -> None:
    builders.contact(6, at=datetime(2023, 12, 31, 22, 59, tzinfo=UTC))
    builders.contact(7, at=datetime(2023, 12, 31, 23, 1, tzinfo=UTC))
    builders.contact(8, at=datetime(2024, 12, 31, 22, 59, tzinfo=UTC))
    builders.contact(9, at=datetime(2024, 12, 31, 23, 0, tzinfo=UTC))
    assert counts.of_year(2024).staffed == 7 + 8
    assert counts.of_year(2023).staffed == 6
    assert queries.years() == [2025, 2024, 2023]


def test_each_base_is_its_own() -> None:
    builders.a_year()
    assert of("advice_questions").n == 150
    assert of("age").n == of("gender").n == of("reason").n == of("found_via").n == 110
    assert of("self_checks").n == 40
    assert of("not_counted").n == 6
    assert of("sextortion_paid").n == 30
    assert of("removal").n == 25
    assert of("removal_sent").n == 30
    assert of("nobody_named").n == 18, "who was named somebody later is not among them"


def test_an_unknown_is_a_row_and_stays_in_the_base() -> None:
    builders.contact(6, age="16_17")
    builders.contact(10)
    age = of("age")
    assert age.line("unknown").count == 10
    assert age.missing == 10
    assert sum(line.count or 0 for line in age.lines) == age.n == 16
    teens = age.line("12_18").share
    assert teens is not None
    assert teens.percent == 38


def test_the_mean_is_of_payers_with_a_known_amount_and_the_demand_is_another_figure() -> None:
    builders.a_year()
    builders.contact(5, reason="sextortion_financial", paid="yes")
    paid, demanded = of("sextortion_amount_paid"), of("sextortion_amount_demanded")
    assert paid.mean_cents == 54_850
    assert paid.spoken == "€548.50"
    assert paid.line("known").count == 10
    assert paid.line("unknown").count == 5
    assert demanded.mean_cents == 100_000


def test_one_third_and_the_men_have_all_sextortion_contacts_as_their_base() -> None:
    builders.a_year()
    paid = of("sextortion_paid").line("yes").share
    assert paid is not None
    assert (paid.part, paid.whole) == (10, 30)
    assert of("sextortion_paid").spoken == "1 in 3"
    men = of("sextortion_gender").line("male").share
    assert men is not None
    assert (men.part, men.whole) == (20, 30)


def test_honoured_is_shown_of_decided_and_of_sent() -> None:
    builders.a_year()
    decided, sent = of("removal").line("honoured").share, of("removal_sent").line("honoured").share
    assert decided is not None
    assert sent is not None
    assert (decided.percent, sent.percent) == (68, 57)


def test_growth_is_on_the_published_totals_and_says_so() -> None:
    builders.earlier("advice_questions", 10_459)
    builders.earlier("staffed_contacts", 5_543)
    builders.contact(30)
    advice = of("advice_questions")
    assert advice.line("all").earlier == 10_459
    assert advice.line("other").earlier == 4_916
    assert "worked back from the published growth" in advice.notes[0]


def test_without_published_totals_last_year_is_counted() -> None:
    builders.contact(20, at=builders.NOON - timedelta(days=365))
    builders.contact(30)
    advice = of("advice_questions")
    assert advice.line("all").earlier == 20
    assert advice.title == "More people asked for advice: 30, 50.0% more than in 2023"
    assert advice.notes == ()


def test_a_correction_moves_its_own_cells_and_no_others() -> None:
    builders.a_year()
    before = cells()
    (entry,) = builders.contact(1, age="16_17", gender="female", reason="ncii_spread", found_via="school")
    added = cells()
    actions.correct(
        entry,
        builders.contact_fact(age="19_25", gender="female", reason="ncii_spread", found_via="school"),
        at=builders.NOON + timedelta(days=200),
    )
    corrected = cells()
    moved = {cell for cell in corrected if corrected[cell][0] != added[cell][0]}
    assert moved == {
        ("age", "12_18"),
        ("age", "19_25"),
        ("age_insafe", "teens"),
        ("age_insafe", "adults"),
    }
    assert corrected["age", "12_18"][0] == before["age", "12_18"][0]


def test_the_latest_correction_counts() -> None:
    (entry,) = builders.contact(1, age="16_17")
    builders.contact(6, age="35_44")
    for age in ("19_25", "35_44"):
        actions.correct(entry, builders.contact_fact(age=age), at=builders.NOON)
    assert of("age").line("26_plus").count == 7


def test_newer_rows_and_corrections_are_read_beside_the_files() -> None:
    entries = builders.contact(6, gender="female")
    builders.contact(5, gender="male", at=builders.NOON + timedelta(hours=1))
    assert counts.of_year(2024).gender == {"female": 6, "male": 5}
    build = (extract.folder() / "current").read_text()

    later = builders.NOON + timedelta(hours=2)
    builders.contact(2, gender="male", at=later)
    actions.correct(entries[0], builders.contact_fact(gender="male"), at=later)
    assert counts.of_year(2024).gender == {"female": 5, "male": 8}
    assert (extract.folder() / "current").read_text() == build


def test_what_is_entered_behind_the_watermark_makes_the_files_anew() -> None:
    builders.contact(6, at=builders.NOON + timedelta(days=3))
    assert counts.of_year(2024).staffed == 6
    build = (extract.folder() / "current").read_text()
    builders.contact(5, at=builders.NOON)
    assert counts.of_year(2024).staffed == 11
    assert (extract.folder() / "current").read_text() != build


def test_an_empty_ledger_has_no_years_and_an_empty_year_has_figures() -> None:
    assert queries.years() == []
    assert counts.of_year(2024).empty
    assert all(figure.title for figure in queries.year_figures(2024, "nl"))


def test_a_code_that_the_list_has_lost_stays_in_its_base() -> None:
    builders.contact(6, age="16_17", gender="male", reason="grooming")
    builders.contact(5, age="before_the_lists", gender="before_the_lists", reason="before_the_lists")
    for id in ("age", "gender", "reason"):
        assert of(id).line("before_the_lists").count == 5
        assert sum(line.count or 0 for line in of(id).lines) == 11


def test_old_builds_do_not_pile_up() -> None:
    for day in range(8, 0, -1):
        builders.contact(1, at=builders.NOON + timedelta(days=day))
        assert counts.of_year(2024).staffed == 9 - day
    assert len(list(extract.folder().glob("build-*"))) <= 4


def test_dollars_are_not_counted_as_euros_and_what_says_no_currency_is_euros() -> None:
    paid = {"reason": "sextortion_financial", "paid": "yes"}
    builders.contact(paid_cents=10_000, **paid)
    builders.contact(paid_cents=30_000, currency="eur", **paid)
    builders.contact(paid_cents=99_000, demanded_cents=99_000, currency="usd", **paid)
    found = counts.of_year(2024)
    assert (found.paid_amounts.n, found.paid_amounts.cents) == (2, 40_000)
    assert found.demanded_amounts.n == 0
