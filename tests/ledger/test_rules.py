"""Months and bands."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hulplijn.ledger.rules import BANDS, band, coarse, month_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_a_month_begins_on_the_helplines_clock_and_no_entry_leaves_its_month() -> None:
    for seed in range(3000):
        moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=random.Random(seed).randrange(80_000))
        month = month_of(moment, AMSTERDAM)
        assert month <= moment, seed
        both = moment.astimezone(AMSTERDAM), month.astimezone(AMSTERDAM)
        assert both[0].strftime("%Y-%m") == both[1].strftime("%Y-%m"), seed
        assert month_of(month, AMSTERDAM) == month, seed


def test_every_amount_is_in_one_band() -> None:
    assert [band(cents) for cents in (0, 4_999, 5_000, 12_345, 999_999, 1_000_000, 10**9)] == [
        *("0_50", "0_50", "50_100", "100_250", "5000_10000", "10000_more", "10000_more"),
    ]
    assert len({band(bound * 100) for bound in BANDS}) == len(BANDS)


def test_an_amount_leaves_nothing_but_its_band() -> None:
    assert coarse({"paid_cents": 700, "demanded_cents": None, "reason": "other"}) == {
        "paid_cents": None,
        "paid_band": "0_50",
        "demanded_cents": None,
        "reason": "other",
    }
