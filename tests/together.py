"""Two writes at once: the second comes while the first is under way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connection, connections

from hulplijn.plumbing import database
from hulplijn.plumbing.database import writing

LONGEST = 20.0


def meet(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Do `first`, and commit it only when `second` waits for it (or needs not wait); both must succeed."""
    done_first, over, wrong = threading.Event(), threading.Event(), list[BaseException]()

    def lead() -> None:
        with writing():
            first()
            done_first.set()
            _until_somebody_waits(over)

    def follow() -> None:
        if done_first.wait(LONGEST):
            second()

    def run(what: Callable[[], None], told: threading.Event) -> None:
        try:
            what()
        except BaseException as error:  # shown where the test can see it
            wrong.append(error)
        finally:
            connections.close_all()
            told.set()

    threads = [
        threading.Thread(target=run, args=(lead, done_first)),
        threading.Thread(target=run, args=(follow, over)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


def _until_somebody_waits(over: threading.Event) -> None:
    until = time.monotonic() + LONGEST
    while not over.is_set() and not _somebody_waits():
        assert time.monotonic() < until, "the second write neither ended nor waited"
        time.sleep(0.002)


def _somebody_waits() -> bool:
    if connection.vendor == "sqlite":
        return bool(database._locks["default"]._queue)
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
