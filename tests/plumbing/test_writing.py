"""The fair lock around every write."""

import contextlib
import threading
import time

import pytest
from django.db.transaction import TransactionManagementError

from hulplijn.plumbing.database import FairLock, after_commit, writing
from hulplijn.plumbing.models import Installation


def test_the_lock_is_handed_on_in_the_order_of_asking() -> None:
    lock, order, queued = FairLock(), [], []

    def want(name: int) -> None:
        queued.append(name)
        with lock:
            order.append(name)

    threads = []
    with lock:
        for name in range(8):
            thread = threading.Thread(target=want, args=(name,))
            threads.append(thread)
            thread.start()
            while len(lock._queue) <= name:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_whoever_holds_the_lock_may_take_it_again() -> None:
    lock = FairLock()
    with lock, lock:
        pass
    taken = threading.Event()
    threading.Thread(target=lambda: (lock.__enter__(), taken.set(), lock.__exit__())).start()
    assert taken.wait(5)


def test_only_one_holds_the_lock() -> None:
    lock, inside, most = FairLock(), 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(50):
            with lock:
                inside += 1
                most = max(most, inside)
                time.sleep(0)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_the_commit_waits_for_the_outermost_block() -> None:
    told: list[str] = []
    with writing():
        with writing():
            after_commit(lambda: told.append("committed"))
        assert told == []
    assert told == ["committed"]


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_the_commit_is_not_told_when_the_write_fails() -> None:
    told: list[str] = []
    with pytest.raises(ValueError, match="no"), writing():
        after_commit(lambda: told.append("committed"))
        raise ValueError("no")
    assert told == []


@pytest.mark.django_db(transaction=True)
def test_a_nested_block_that_fails_takes_the_whole_write_with_it() -> None:
    with writing():
        Installation.objects.create(pk=1)
    with pytest.raises(TransactionManagementError), writing():
        Installation.objects.update(sample=True)
        with contextlib.suppress(ValueError), writing():
            raise ValueError("no")
        Installation.objects.update(year_progress=1)
    assert not Installation.objects.get().sample
