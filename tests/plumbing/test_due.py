"""Timers that outlive a process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import structlog
from django.db import connections

from hulplijn.plumbing import due
from hulplijn.plumbing.models import DueWork

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = timedelta(seconds=1)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a kind named "ring" did."""
    did: list[str] = []
    monkeypatch.setattr(due, "_kinds", dict(due.kinds()))
    monkeypatch.setattr(due, "_long", set())
    monkeypatch.setattr(due, "_together", set())
    due.register("ring", lambda key, at: did.append(key))
    return did


def test_what_is_due_is_done_once_and_what_is_not_waits(done: list[str], at: datetime) -> None:
    due.put("ring", "now", at)
    due.put("ring", "later", at + SECOND)
    assert due.run_due(at) == 1
    assert due.run_due(at) == 0
    assert done == ["now"]
    due.run_due(at + SECOND)
    assert done == ["now", "later"]


def test_what_is_the_same_whatever_the_key_is_done_in_one_call(done: list[str], at: datetime) -> None:
    due.register("look", lambda key, at: done.append("looked"), together=True)
    for key in range(5):
        due.put("look", key, at)
    due.put("ring", "a", at)
    due.put("look", "later", at + SECOND)
    assert due.run_due(at) == 6
    assert sorted(done) == ["a", "looked"]
    assert DueWork.objects.get().key == "later"


def test_a_later_wish_for_the_same_key_replaces_the_earlier(done: list[str], at: datetime) -> None:
    due.put("ring", "a", at)
    due.put("ring", "a", at + 5 * SECOND)
    assert due.run_due(at) == 0
    assert due.run_due(at + 5 * SECOND) == 1


def test_what_is_cancelled_is_not_done(done: list[str], at: datetime) -> None:
    due.put("ring", "a", at)
    due.cancel("ring", "a")
    assert due.run_due(at) == 0


def test_of_two_that_run_at_once_one_gets_each_row(done: list[str], at: datetime) -> None:
    for number in range(10):
        due.put("ring", number, at)
    start, did = threading.Barrier(2), list[int]()

    def run() -> None:
        start.wait()
        did.append(due.run_due(at))
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(did) == 10
    assert sorted(done, key=int) == [str(number) for number in range(10)]


def test_what_a_dead_process_had_in_hand_is_done_after_its_lease(done: list[str], at: datetime) -> None:
    due.put("ring", "a", at)
    DueWork.objects.update(leased_until=at + due.LEASE, tries=1)
    assert due.run_due(at + due.LEASE - SECOND) == 0
    assert due.run_due(at + due.LEASE) == 1
    assert done == ["a"]


def test_one_that_fails_holds_no_other_up_and_is_tried_again_later_and_later(
    done: list[str], at: datetime
) -> None:
    tried: list[datetime] = []

    def fail(key: str, at: datetime) -> None:
        tried.append(at)
        raise ValueError("what she said")

    due.register("broken", fail)
    due.put("broken", "a", at)
    due.put("ring", "b", at + SECOND / 2)
    with structlog.testing.capture_logs() as told:
        for tenth in range(100):
            due.run_due(at + tenth * SECOND / 10)
    assert done == ["b"]
    assert [(moment - at).total_seconds() for moment in tried] == [0, 1, 3, 7]
    assert told[0]["kind"] == "broken"
    assert "what she said" not in str(told)


def test_a_handler_that_puts_its_own_key_again_is_called_again(
    done: list[str], at: datetime, rings: Callable[[], int]
) -> None:
    due.put("again", "a", at)
    due.run_due(at)
    due.run_due(at + SECOND)
    assert rings() == 2
    assert DueWork.objects.filter(kind="again", due_at=at + 2 * SECOND).exists()


@pytest.fixture
def rings(done: list[str]) -> Callable[[], int]:
    def ring(key: str, at: datetime) -> None:
        done.append(key)
        due.put("again", key, at + SECOND)

    due.register("again", ring)
    return lambda: len(done)


def test_a_timer_is_not_there_when_the_write_it_stands_in_fails(done: list[str], at: datetime) -> None:
    from hulplijn.plumbing.database import writing

    with pytest.raises(ValueError, match="no"), writing():
        due.put("ring", "a", at)
        raise ValueError("no")
    assert due.run_due(at) == 0


def test_a_kind_that_nobody_does_is_refused_where_it_is_put(at: datetime) -> None:
    with pytest.raises(KeyError):
        due.put("nothing of the kind", "a", at)
