"""A thread that works on keeps its connection, and never one that is broken."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created

from hulplijn.accounts.models import Staff
from hulplijn.plumbing.database import renew_connections

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool
        pool.submit(connections.close_all).result()


@pytest.fixture
def opened() -> Iterator[list[object]]:
    """What was opened since."""
    seen: list[object] = []

    def note(connection: object, **_: object) -> None:
        seen.append(connection)

    connection_created.connect(note)
    yield seen
    connection_created.disconnect(note)


def look() -> int:
    renew_connections()
    return Staff.objects.count()


def test_twenty_readings_open_one_connection(thread: ThreadPoolExecutor, opened: list[object]) -> None:
    for _ in range(20):
        thread.submit(look).result()
    assert len(opened) == 1


def test_an_old_one_is_opened_anew(thread: ThreadPoolExecutor, opened: list[object]) -> None:
    thread.submit(look).result()
    with patch("hulplijn.plumbing.database._KEPT", -1.0):
        thread.submit(look).result()
    assert len(opened) == 2


def test_one_that_broke_is_opened_anew(thread: ThreadPoolExecutor, opened: list[object]) -> None:
    def break_it() -> None:
        Staff.objects.count()
        assert connection.connection is not None
        connection.connection.close()
        connection.errors_occurred = True

    thread.submit(break_it).result()
    assert thread.submit(look).result() == 0
    assert len(opened) == 2


@pytest.mark.postgresql
def test_one_that_the_server_ended_is_opened_anew(thread: ThreadPoolExecutor, opened: list[object]) -> None:
    def pid() -> int:
        renew_connections()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    hers = thread.submit(pid).result()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [hers])
    assert thread.submit(pid).result() != hers
