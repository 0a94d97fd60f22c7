"""What rises against its own history: seldom by chance, found where it was planted, small counts hidden."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bench import quiet_years
from bench.quiet_years import Rise

from hulplijn.content.queries import lists_version
from hulplijn.figures import signals, weekly
from hulplijn.figures.rules import signals as rules
from hulplijn.figures.rules.signals import Series, State
from hulplijn.ledger.models import Entry
from hulplijn.sample.plan import plan_year
from hulplijn.server.settings import TIME_ZONE
from tests.figures import builders

AT = datetime(2024, 10, 16, 10, tzinfo=UTC)
LAST = date(2024, 10, 7)
"""The Monday of the week that is judged."""


def series(
    counts: Sequence[int],
    base: Sequence[int] | int = 100,
    *,
    id: str = "reason:doxing",
    group: str = "reason",
) -> Series:
    whole = (base,) * len(counts) if isinstance(base, int) else tuple(base)
    return Series(id, group, tuple(counts), whole)


def judged(*some: Series) -> dict[str, rules.Judged]:
    return {one.series.id: one for one in rules.judge(some)}


def test_a_year_in_which_nothing_rises_gives_fewer_false_alarms_than_the_docs_say() -> None:
    rate = quiet_years.false_alarms(2, noise=0.1, seed=13)
    assert rate.a_week <= 0.05


@pytest.mark.parametrize(("factor", "weeks"), [(2.0, 4), (3.0, 3)])
def test_a_planted_rise_is_found_and_nothing_else(factor: float, weeks: int) -> None:
    rise = Rise("reason:sextortion_sexual", 30, weeks, factor)
    made = quiet_years.made(random.Random(14), noise=0.1, rises=[rise])
    assert quiet_years.risen(made, 30 + weeks - 1) == {rise.id}
    assert quiet_years.risen(made, 29) == set()


def test_the_weeks_that_are_judged_are_no_part_of_their_own_history() -> None:
    rising = series([10] * 40 + [30] * 4)
    found = judged(rising)[rising.id]
    assert found.state == State.RISES
    assert max(rules.baseline(rising)) == len(rising.counts) - 1 - rules.WINDOW - rules.GAP
    assert round(found.seen[1].expected) == 40
    assert found.since == 3


def test_a_busy_week_makes_nothing_rise() -> None:
    busy = [100] * 40 + [300] * 4
    assert judged(series([one // 10 for one in busy], busy))["reason:doxing"].state == State.QUIET


def test_four_is_no_signal_however_seldom_it_was() -> None:
    seldom = [0] * 20 + [1] + [0] * 23
    assert judged(series([*seldom, 4]))["reason:doxing"].state == State.QUIET
    assert judged(series([*seldom, 9]))["reason:doxing"].state == State.RISES


def test_what_is_new_has_no_history_to_rise_against() -> None:
    assert judged(series([0] * 42 + [3, 9]))["reason:doxing"].state == State.NEW
    assert judged(series([3, 9] * 5))["reason:doxing"].state == State.SHORT


def test_what_rises_in_the_same_weeks_each_year_does_not_rise() -> None:
    year = [10] * 48 + [30] * 4
    others = [series([10] * 104, id=f"reason:{number}") for number in range(40)]
    assert judged(series(year * 2), *others)["reason:doxing"].state == State.QUIET
    assert judged(series([10] * 52 + year), *others)["reason:doxing"].state == State.RISES


def test_the_tail_is_that_of_a_negative_binomial_and_of_a_poisson_where_nothing_spreads() -> None:
    assert rules.upper_tail(10, 5.0, 5.0) == pytest.approx(0.0318, abs=2e-4)
    assert rules.upper_tail(3, 5.0, 5.0) == pytest.approx(0.8753, abs=2e-4)
    # Mean 4, variance 8: size 4, chance a half; of its binomial twin, at most 3 of 11.
    assert rules.upper_tail(8, 4.0, 8.0) == pytest.approx(0.11328, abs=1e-4)


def sample_year(more: Mapping[str, Any], *, times: int) -> None:
    """The contacts of the sample year in the ledger, with a rise planted in the weeks that are judged."""
    zone = ZoneInfo(TIME_ZONE)
    plan = plan_year(
        2024,
        seed=7,
        zone=zone,
        is_open=lambda at: 7 <= at.astimezone(zone).hour < 23,
        scale=Fraction(1, 2),
    )
    entries = [
        _entry(
            {name: talk.codes.get(name, "") for name in ("reason",)} | {"platforms": _pairs(talk.codes)},
            talk.at,
        )
        for talk in plan.talks
        if talk.counts
    ]
    begin = datetime(2024, 9, 16, 10, tzinfo=UTC)
    entries += [_entry(more, begin + timedelta(hours=13 * place)) for place in range(times)]
    Entry.objects.bulk_create(entries)


def _pairs(codes: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{one['platform']}:{part}" for one in codes.get("platforms", ()) for part in one["parts"])


def _entry(codes: Mapping[str, Any], at: datetime) -> Entry:
    fact = builders.contact_fact(**codes)
    hour = at.replace(minute=0, second=0, microsecond=0)
    return Entry(
        kind=fact.kind,
        schema=fact.schema,
        lists=lists_version(),
        hour=hour,
        codes=fact.codes(),
        origin="sample",
    )


@pytest.mark.django_db
def test_a_rise_planted_in_the_sample_year_is_found_and_nothing_else() -> None:
    sample_year({"reason": "exposing_doxing", "platforms": ("x:published_on",)}, times=30)

    found = signals.signals(LAST, at=AT)
    assert {one.id for one in found.rising} == {"reason:exposing_doxing", "platform:x"}
    before = signals.signals(LAST - timedelta(weeks=4), at=AT)
    assert before.rising == ()
    doxing = next(one for one in found.rising if one.id == "reason:exposing_doxing")
    assert doxing.label
    assert doxing.factor > 2
    assert doxing.since is not None
    assert abs((doxing.since - date(2024, 9, 16)).days) <= 7


@pytest.mark.django_db
def test_small_counts_are_hidden_and_cannot_be_worked_out_from_the_four_weeks() -> None:
    for back in range(40):
        builders.contact(2, reason="grooming", at=AT - timedelta(weeks=back + 1))
        builders.contact(20, reason="cyberbullying", at=AT - timedelta(weeks=back + 1))
    builders.contact(9, reason="account_hacked", at=AT - timedelta(weeks=1))
    builders.contact(2, reason="account_hacked", at=AT - timedelta(weeks=2))
    found = signals.signals(LAST, at=AT)
    by_id = {one.id: one for one in (*found.rising, *found.new, *found.quiet)}
    assert (by_id["reason:grooming"].weeks.count, by_id["reason:grooming"].week.count) == (8, None)
    hacked = by_id["reason:account_hacked"]
    assert (hacked.weeks.count, hacked.week.count) == (11, None)
    assert hacked in found.new


def test_the_page_begins_with_a_week_that_has_a_history() -> None:
    record = {LAST - timedelta(weeks=back) for back in range(30)}
    long_after = {LAST + timedelta(weeks=99), LAST + timedelta(weeks=100)}
    assert rules.last_judged(record | long_after) == LAST
    assert rules.last_judged(long_after) == max(long_after)
    assert rules.last_judged(()) is None


def test_weeks_begin_on_monday_in_the_zone_of_the_helpline() -> None:
    sunday = datetime(2024, 10, 13, 21, 59, tzinfo=UTC)
    assert weekly.last_whole_week(sunday) == date(2024, 9, 30)
    assert weekly.last_whole_week(sunday + timedelta(minutes=1)) == LAST
