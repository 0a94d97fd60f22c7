"""A clock that a step of the system clock does not disturb."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from hulplijn.plumbing.rules import SLEW, STEP, Reading, Silence, read, stood_still

SECOND = 1_000_000_000
HOUR = 3600 * SECOND


def test_it_follows_the_system_clock_while_that_runs_evenly() -> None:
    last = Reading(0, 1_000 * SECOND)
    for second in range(1, 100):
        last = read(last, up=second * SECOND, system=(1_000 + second) * SECOND + second)
        assert last.at == (1_000 + second) * SECOND + second
        assert not last.stepped


@pytest.mark.parametrize("step", [HOUR, -HOUR])
def test_a_step_of_an_hour_moves_it_by_three_seconds_a_minute(step: int) -> None:
    last = Reading(0, 10 * HOUR)
    for second in range(1, 61):
        last = read(last, up=second * SECOND, system=10 * HOUR + second * SECOND + step)
    moved = last.at - (10 * HOUR + 60 * SECOND)
    assert last.stepped
    assert moved == (3 * SECOND if step > 0 else -3 * SECOND)


def test_it_arrives_where_the_system_clock_is_in_the_end() -> None:
    last, up, system = Reading(0, 0), 0, 3 * 60 * SECOND
    while last.at != system:
        up, system = up + 10 * SECOND, system + 10 * SECOND
        last = read(last, up=up, system=system)
        assert up < 2 * HOUR
    assert not last.stepped


def test_time_in_which_the_machine_slept_has_passed() -> None:
    assert read(Reading(0, HOUR), up=5 * HOUR, system=6 * HOUR).at == 6 * HOUR


def test_whatever_the_system_clock_does_ours_never_goes_back_nor_leaps() -> None:
    for seed in range(2_000):
        rng = random.Random(seed)
        system = rng.randrange(HOUR)
        last = Reading(rng.randrange(HOUR), system)
        for _ in range(rng.randrange(1, 30)):
            passed = rng.choice([0, 1, rng.randrange(SECOND), rng.randrange(HOUR)])
            system += passed + rng.choice([0, 0, 0, HOUR, -HOUR, rng.randrange(-STEP, STEP)])
            now = read(last, up=last.up + passed, system=system)
            moved = now.at - last.at
            assert passed - passed // SLEW <= moved < passed + max(STEP, passed // SLEW + 1), f"seed {seed}"
            last = now


def test_a_gap_is_time_in_which_nothing_ran_for_more_than_a_minute() -> None:
    last = datetime(2026, 11, 24, 19, tzinfo=UTC)
    assert stood_still(last, last + timedelta(seconds=60)) == timedelta(0)
    assert stood_still(last, last + timedelta(hours=1)) == timedelta(hours=1)
    assert stood_still(last, last - timedelta(hours=1)) == timedelta(0)


def test_whoever_gives_no_sign_for_eight_seconds_is_silent() -> None:
    sign, silence = datetime(2026, 11, 24, 19, tzinfo=UTC), Silence(8.0)
    told = {
        second: silence.of({"a": sign, "b": sign + timedelta(seconds=second)}, second) for second in range(20)
    }
    assert [second for second, gone in told.items() if gone] == list(range(9, 20))
    assert told[9] == ["a"]


def test_a_clock_set_back_silences_nobody() -> None:
    sign, silence = datetime(2026, 11, 24, 19, tzinfo=UTC), Silence(8.0)
    for second in range(60):
        assert silence.of({"a": sign - timedelta(minutes=second)}, second) == []


def test_a_watcher_that_could_not_look_begins_anew() -> None:
    sign, silence = datetime(2026, 11, 24, 19, tzinfo=UTC), Silence(8.0)
    silence.of({"a": sign}, 0.0)
    assert silence.of({"a": sign}, 30.0) == []
    assert silence.of({"a": sign}, 32.0) == []
