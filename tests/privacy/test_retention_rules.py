"""When each part of a case goes."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hulplijn.privacy.retention_rules import Facts, Term, Terms, day_ends, goes_at

CLOSED = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TERMS = Terms(0 * DAY, 30 * DAY, 90 * DAY, 30 * DAY, 90 * DAY, 365 * DAY, 730 * DAY)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_whatever_the_facts_the_record_goes_last_and_nothing_of_what_is_open_or_held() -> None:
    for seed in range(2000):
        rng = random.Random(seed)
        facts = Facts(
            closed_at=rng.choice([None, CLOSED]),
            answered_at=rng.choice([None, CLOSED - 3 * DAY, CLOSED]),
            open_work=rng.random() < 0.5,
            on_hold=rng.random() < 0.2,
            since={Term.REMOVAL_FILE: CLOSED + rng.randrange(500) * DAY} if rng.random() < 0.5 else {},
            has=frozenset(term for term in Term if rng.random() < 0.6),
        )
        goes = goes_at(facts, TERMS)
        if facts.closed_at is None or facts.on_hold:
            assert goes == {}, seed
            continue
        assert goes[Term.RECORD] == max(goes.values()), seed
        assert set(goes) - {Term.RECORD} <= facts.has, seed
        assert all(moment > facts.closed_at for moment in goes.values()), seed


def test_the_day_ends_at_local_midnight() -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert day_ends(late, AMSTERDAM) == datetime(2026, 7, 3, tzinfo=AMSTERDAM)
