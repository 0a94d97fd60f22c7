"""Processes that serve: a sign of life, an end that is seen once, and time in which none ran."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from hulplijn.plumbing import clock, due, processes, ticks
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.models import DueWork, ServerProcess, Tick
from hulplijn.plumbing.rules import Silence
from tests.together import meet

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = timedelta(seconds=1)


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The processes whose end was dealt with."""
    told: list[str] = []
    monkeypatch.setattr(due, "_kinds", {processes.GONE: lambda key, at: told.append(key)})
    return told


def other(at: datetime) -> ServerProcess:
    return ServerProcess.objects.create(id=uuid.uuid4(), started_at=at, seen_at=at)


def watch(seconds: int, at: datetime) -> None:
    silence = Silence(processes.PATIENCE)
    for second in range(0, seconds, 2):
        processes.beat(at + second * SECOND, silence, float(second))


def test_a_process_that_falls_silent_is_over_and_its_end_is_dealt_with_once(
    ended: list[str], at: datetime
) -> None:
    processes.begin(at)
    dead = other(at)
    watch(7, at)
    assert not DueWork.objects.exists()
    watch(13, at)
    due.run_due(at + 20 * SECOND)
    assert ended == [str(dead.pk)]
    watch(2, at + 30 * SECOND)
    assert list(ServerProcess.objects.values_list("pk", flat=True)) == [processes.me()]


@pytest.mark.sqlite
def test_what_it_holds_hangs_on_a_row_that_is_there_for_sure(at: datetime) -> None:
    assert not ServerProcess.objects.exists()
    assert ServerProcess.objects.get(pk=processes.here(at)).gone_at is None


def test_two_that_see_one_fall_silent_put_its_end_once(ended: list[str], at: datetime) -> None:
    dead = other(at)

    def see() -> None:
        with writing():
            processes._take_for_gone([dead], at)

    meet(see, see)
    assert DueWork.objects.count() == 1


def test_a_process_stays_known_until_its_end_was_dealt_with(ended: list[str], at: datetime) -> None:
    processes.begin(at)
    dead = other(at)
    watch(13, at)
    watch(3, at)
    assert ServerProcess.objects.filter(pk=dead.pk).exists()


@pytest.mark.sqlite
def test_on_sqlite_whoever_served_before_is_gone_at_once(ended: list[str], at: datetime) -> None:
    before = other(at)
    processes.begin(at)
    due.run_due(at)
    assert ended == [str(before.pk)]


def test_a_process_that_was_taken_for_gone_lets_go_and_begins_anew(
    ended: list[str], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go: list[str] = []
    monkeypatch.setattr(processes, "_let_go", [lambda: let_go.append("all")])
    processes.begin(at)
    before = processes.me()
    ServerProcess.objects.filter(pk=before).update(gone_at=at)
    watch(2, at)
    assert let_go == ["all"]
    assert processes.me() != before
    assert ServerProcess.objects.filter(pk=processes.me(), gone_at=None).exists()


def test_a_process_that_ends_is_gone_at_once(ended: list[str], at: datetime) -> None:
    processes.begin(at)
    processes.end(at)
    due.run_due(at)
    assert ended == [str(processes.me())]


def test_after_an_hour_in_which_no_server_ran_short_timers_come_an_hour_later(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "_kinds", {})
    monkeypatch.setattr(due, "_long", set())
    due.register("offer", lambda key, at: None)
    due.register("term", lambda key, at: None, long=True)
    ticks.tick(at)
    due.put("offer", "overdue", at - SECOND)
    due.put("offer", "running", at + 20 * SECOND)
    due.put("term", "running", at + 20 * SECOND)
    ticks.tick(at + timedelta(hours=1))
    assert dict(DueWork.objects.filter(kind="offer").values_list("key", "due_at")) == {
        "overdue": at - SECOND,
        "running": at + timedelta(hours=1, seconds=20),
    }
    assert DueWork.objects.get(kind="term").due_at == at + 20 * SECOND


def test_a_pause_of_a_minute_moves_no_timer(at: datetime, ended: list[str]) -> None:
    ticks.tick(at)
    due.put(processes.GONE, "a", at + 5 * SECOND)
    ticks.tick(at + 60 * SECOND)
    assert DueWork.objects.get().due_at == at + 5 * SECOND


def test_no_clock_begins_before_the_last_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_last", clock._last)
    last = clock.now() + timedelta(minutes=50)
    ticks.tick(last)
    ticks.tick(clock.now())
    assert timedelta(0) <= clock.now() - last < timedelta(minutes=1)
    assert Tick.objects.get().at == last
