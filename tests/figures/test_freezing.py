"""After two years hours become months and amounts bands, and every figure of the year stays as it was."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Q

from hulplijn.figures import counts, export, extract, freezing
from hulplijn.figures import queries as figures
from hulplijn.ledger import actions as ledger
from hulplijn.ledger.coarsening import KEPT
from hulplijn.ledger.kinds import EarlierTotal
from hulplijn.ledger.models import Entry
from hulplijn.plumbing import due
from tests.figures import builders

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LATER = datetime(2027, 2, 3, 12, tzinfo=UTC)
"""More than two years after all of 2024."""


def _year(seed: int, many: int = 60) -> None:
    """A year of entries, some corrected once or twice, at hours that lie on the edges of months too."""
    rng = random.Random(seed)
    for _ in range(many):
        at = rng.choice(
            [
                datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=rng.randrange(8783)),
                datetime(2023, 12, 31, 23, tzinfo=UTC),  # the year's first hour in Amsterdam
                datetime(2024, 12, 31, 22, tzinfo=UTC),  # and its last
            ]
        )
        (entry,) = builders.contact(at=at, **_codes(rng))
        for later in range(rng.choice([0, 0, 1, 2])):
            ledger.correct(entry, builders.contact_fact(**_codes(rng)), at=at + timedelta(days=later))
    builders.sent(6)
    builders.decided(5, honoured=True)


def _codes(rng: random.Random) -> dict[str, object]:
    paid = rng.choice(["yes", "no", "unknown"])
    return {
        "reason": rng.choice(["sextortion_financial", "sextortion_sexual", "cyberbullying"]),
        "paid": paid,
        "paid_cents": rng.choice([None, rng.randrange(1, 2_000_000)]) if paid == "yes" else None,
        "currency": rng.choice(["unknown", "eur", "usd"]),
        "demanded_cents": rng.choice([None, rng.randrange(1, 90_000)]),
        "counts_as_data": rng.random() < 0.9,
        "age": rng.choice(["12_15", "19_25"]),
    }


def _tables() -> list[bytes]:
    figures._counts.cache_clear()
    return [export.csv_of(one) for one in figures.year_figures(2024, "nl", at=LATER)]


def _let_go(at: datetime = LATER) -> None:
    while freezing.coarsen_a_piece(at):
        pass


@pytest.mark.parametrize("seed", range(3))
def test_no_figure_and_no_file_of_the_year_changes(seed: int) -> None:
    _year(seed)
    before, tables = counts.of_year(2024), _tables()
    assert before.paid_amounts.n > 0
    _let_go()
    assert counts.of_year(2024) == before
    assert _tables() == tables


def test_half_way_the_figures_are_the_same_too() -> None:
    _year(7)
    before = counts.of_year(2024)
    assert freezing.coarsen_a_piece(LATER)
    assert Entry.objects.filter(coarse=True).exists()
    assert counts.of_year(2024) == before


def test_what_is_left_is_a_month_and_a_band() -> None:
    builders.contact(at=datetime(2024, 5, 17, 13, tzinfo=UTC), reason="sextortion_financial", paid="yes",
                     paid_cents=12_345)  # fmt: skip
    _let_go()
    entry = Entry.objects.get(kind="contact_closed")
    assert entry.hour == datetime(2024, 4, 30, 22, tzinfo=UTC)  # the first of May in Amsterdam
    assert (entry.codes["paid_cents"], entry.codes["paid_band"]) == (None, "100_250")
    assert "12345" not in json.dumps(entry.codes)


def test_entries_that_are_younger_than_the_term_stay_exact() -> None:
    builders.contact(at=datetime(2024, 5, 17, 13, tzinfo=UTC), paid="yes", paid_cents=1)
    _let_go(datetime(2026, 5, 16, tzinfo=UTC))
    assert not Entry.objects.filter(coarse=True).exists()
    _let_go(datetime(2026, 6, 3, tzinfo=UTC))
    assert Entry.objects.filter(coarse=True).exists()


def test_a_correction_after_that_changes_codes_but_not_the_sums_that_are_kept() -> None:
    codes = {"reason": "sextortion_financial", "paid": "yes"}
    (entry,) = builders.contact(paid_cents=50_000, **codes)
    _let_go()
    ledger.correct(entry, builders.contact_fact(paid_cents=70_000, age="12_15", **codes), at=LATER)
    found = counts.of_year(2024)
    assert (found.paid_amounts.n, found.paid_amounts.cents) == (1, 50_000)
    assert found.age["12_18"] == 1


def test_the_growth_on_a_year_whose_sums_are_kept_is_still_that_of_its_ledger() -> None:
    builders.contact(7, reason="sextortion_financial", paid="yes", paid_cents=100)
    builders.contact(9, at=datetime(2025, 5, 1, tzinfo=UTC))
    before = counts.of_year(2025)
    assert before.earlier_advice == 7
    _let_go()
    assert counts.of_year(2025) == before


def test_a_total_that_was_published_before_is_not_touched() -> None:
    ledger.enter(EarlierTotal(2023, "advice_questions", 10, "published"), at=datetime(2023, 5, 1, tzinfo=UTC))
    _let_go()
    assert not Entry.objects.filter(coarse=True).exists()


def test_a_night_does_it_in_pieces_and_no_file_keeps_what_was_exact() -> None:
    _year(1)
    with extract.opened():
        pass
    old = set(extract.folder().glob("build-*"))
    freezing.begin(LATER)
    later = LATER + timedelta(days=1)
    while due.run_due(later):
        pass
    exact = Entry.objects.filter(
        ~Q(kind="earlier_total"), coarse=None, hour__lt=datetime(2025, 1, 1, tzinfo=UTC)
    )
    assert not exact.exists()
    while due.run_due(later + timedelta(days=1)):
        pass
    assert old.isdisjoint(extract.folder().glob("build-*"))


def test_the_sums_are_of_a_year_and_of_no_month() -> None:
    for month in (2, 9):
        builders.contact(at=datetime(2024, month, 3, tzinfo=UTC), reason="sextortion_financial", paid="yes",
                         paid_cents=100 * month)  # fmt: skip
    _let_go()
    kept = [row for row in Entry.objects.filter(kind="earlier_total") if row.codes["source"] == KEPT]
    assert sorted((row.codes["measure"], row.codes["value"]) for row in kept) == [
        ("payers.paid_cents.known", 2),
        ("payers.paid_cents.sum", 1_100),
    ]
