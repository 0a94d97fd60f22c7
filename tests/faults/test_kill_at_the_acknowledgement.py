"""A server that dies at the very moment of an acknowledgement has on disk what it acknowledged."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests.chat.lines import PATIENCE, Browser, Line, at_work, begin
from tests.live import Helpline

WORDS = [f"bericht {number}" for number in range(3)]


@contextlib.contextmanager
def nobody_can_commit(helpline: Helpline) -> Iterator[None]:
    """Hold what every commit of a message needs, as a disk does that does not answer."""
    if url := helpline.env.get("HULPLIJN_DATABASE_URL"):
        with psycopg.connect(url) as holder:
            holder.execute("LOCK TABLE conversations_message IN SHARE MODE")
            yield
            holder.rollback()
    else:
        holder_of_file = sqlite3.connect(helpline.data / "hulplijn.sqlite3", isolation_level=None)
        holder_of_file.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            with contextlib.suppress(sqlite3.OperationalError):
                holder_of_file.execute("ROLLBACK")
            holder_of_file.close()


def acknowledged_within(line: Line, seconds: float) -> set[str]:
    """The client ids of all acknowledgements that come in that time, as soon as there is one."""
    end, found = time.monotonic() + seconds, set()
    while not found and (left := end - time.monotonic()) > 0:
        with contextlib.suppress(TimeoutError):
            frame = json.loads(line.socket.recv(timeout=left))
            if frame["t"] == "ack":
                found.add(frame["id"])
    return found


@pytest.mark.parametrize("moment", ["while nobody can commit", "right after it"])
def test_what_was_acknowledged_is_there_after_the_kill(live: Helpline, moment: str) -> None:
    at_work(live)
    visitor = Browser(live)
    line = begin(visitor)
    ids = [str(uuid.uuid4()) for _ in WORDS]
    with nobody_can_commit(live) if moment.startswith("while") else contextlib.nullcontext():
        for client_id, text in zip(ids, WORDS, strict=True):
            line.send(t="say", id=client_id, text=text)
        acked = acknowledged_within(line, 2.0 if moment.startswith("while") else PATIENCE)
        live.kill()
    assert bool(acked) == moment.startswith("right"), "acknowledged before it could be on disk"
    live.start()
    again = visitor.line("/ws/chat")
    again.send(t="hello", last=0)
    again.until("state")
    there = {message["id"]: message["text"] for message in again.all_messages()}
    assert acked <= set(there), "acknowledged, and lost"
    for client_id, text in zip(ids, WORDS, strict=True):  # her page sends again what is not certain
        again.send(t="say", id=client_id, text=text)
        again.until("ack", id=client_id)
    shown = [message["text"] for message in again.messages(len(WORDS))]
    assert shown == WORDS
