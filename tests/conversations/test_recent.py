"""What a process has just written: whole, or not at all."""

from __future__ import annotations

import uuid
from datetime import datetime

from hulplijn.conversations.recent import Recent
from hulplijn.conversations.writer import Saying

HERE = uuid.uuid4()


def saying(at: datetime) -> Saying:
    return Saying(HERE, uuid.uuid4(), "visitor", "", "", at, b"sealed")


def numbers(recent: Recent, after: int) -> list[int] | None:
    found = recent.after(HERE, after)
    return None if found is None else [number for number, _ in found]


def test_what_was_written_here_is_found_in_order(at: datetime) -> None:
    recent = Recent()
    recent.watch(HERE)
    for number in (4, 5, 6):
        recent.keep(saying(at), number)
    assert numbers(recent, 3) == [4, 5, 6]
    assert numbers(recent, 5) == [6]
    assert numbers(recent, 6) == []


def test_a_message_that_came_another_way_sends_everybody_to_the_database(at: datetime) -> None:
    recent = Recent()
    recent.watch(HERE)
    recent.keep(saying(at), 4)
    recent.keep(saying(at), 6)
    assert numbers(recent, 3) is None
    assert numbers(recent, 4) is None
    assert numbers(recent, 2) is None


def test_only_the_last_are_kept_and_nothing_once_nobody_looks(at: datetime) -> None:
    recent = Recent()
    recent.watch(HERE)
    recent.watch(HERE)
    for number in range(1, 100):
        recent.keep(saying(at), number)
    assert numbers(recent, 0) is None
    assert numbers(recent, 90) == list(range(91, 100))
    recent.leave(HERE)
    assert numbers(recent, 98) == [99]
    recent.leave(HERE)
    recent.keep(saying(at), 100)
    assert numbers(recent, 99) == []
