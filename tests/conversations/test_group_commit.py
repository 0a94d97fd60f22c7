"""Nobody hears that a message is kept before it is on disk."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Sequence
from datetime import datetime

import pytest

from hulplijn.conversations import committer, writer
from hulplijn.conversations.rules import CannotSay, ConversationClosed, Said


def _saying(at: datetime, conversation: uuid.UUID | None = None) -> writer.Saying:
    return writer.Saying(conversation or uuid.uuid4(), uuid.uuid4(), "visitor", "", "", at, b"sealed")


def test_a_message_is_acknowledged_only_when_the_writer_has_committed(
    monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    began, committed = threading.Event(), threading.Event()

    def slow_disk(sayings: Sequence[writer.Saying]) -> list[Said | CannotSay]:
        began.set()
        assert committed.wait(5)
        return [Said(1) for _ in sayings]

    monkeypatch.setattr(writer, "write", slow_disk)

    async def scene() -> Said:
        one = committer.Committer()
        answer = asyncio.ensure_future(one.say(_saying(at)))
        assert await asyncio.to_thread(began.wait, 5)
        for _ in range(20):
            await asyncio.sleep(0)
        assert not answer.done(), "acknowledged before the commit"
        committed.set()
        said = await answer
        await one.stop()
        return said

    assert asyncio.run(scene()) == Said(1)


def test_when_the_disk_fails_the_sender_hears_it_and_the_next_message_is_written(
    monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    disks = iter([False, True])

    def moody_disk(sayings: Sequence[writer.Saying]) -> list[Said | CannotSay]:
        if not next(disks):
            raise OSError("disk full")
        return [Said(7) for _ in sayings]

    monkeypatch.setattr(writer, "write", moody_disk)

    async def scene() -> Said:
        one = committer.Committer()
        with pytest.raises(committer.TooBusy):
            await one.say(_saying(at))
        said = await one.say(_saying(at))
        await one.stop()
        return said

    assert asyncio.run(scene()).number == 7


def test_what_arrives_together_is_committed_together_and_each_gets_its_own_answer(
    monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    groups: list[int] = []

    def disk(sayings: Sequence[writer.Saying]) -> list[Said | CannotSay]:
        groups.append(len(sayings))
        return [ConversationClosed("over") if n % 2 else Said(n) for n in range(len(sayings))]

    monkeypatch.setattr(writer, "write", disk)

    async def scene() -> list[Said | BaseException]:
        one = committer.Committer()
        answers = await asyncio.gather(*(one.say(_saying(at)) for _ in range(6)), return_exceptions=True)
        await one.stop()
        return list(answers)

    answers = asyncio.run(scene())
    assert groups == [6]
    assert [a.number if isinstance(a, Said) else type(a).__name__ for a in answers] == [
        0,
        "ConversationClosed",
        2,
        "ConversationClosed",
        4,
        "ConversationClosed",
    ]


def test_a_stop_writes_what_is_queued_and_takes_nothing_more(
    monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    began, go_on = threading.Event(), threading.Event()
    written: list[uuid.UUID] = []

    def slow_disk(sayings: Sequence[writer.Saying]) -> list[Said | CannotSay]:
        began.set()
        assert go_on.wait(5)
        written.extend(saying.client_id for saying in sayings)
        return [Said(len(written)) for _ in sayings]

    monkeypatch.setattr(writer, "write", slow_disk)

    async def scene() -> list[Said]:
        one = committer.Committer()
        answers = [asyncio.ensure_future(one.say(_saying(at)))]
        assert await asyncio.to_thread(began.wait, 5)
        answers += [asyncio.ensure_future(one.say(_saying(at))) for _ in range(5)]
        await asyncio.sleep(0)
        stopping = asyncio.ensure_future(one.stop())
        await asyncio.sleep(0)
        with pytest.raises(committer.TooBusy):
            await one.say(_saying(at))
        go_on.set()
        await stopping
        return list(await asyncio.gather(*answers))

    assert len(asyncio.run(scene())) == 6
    assert len(written) == 6


def test_a_disk_that_hangs_at_the_stop_acknowledges_nothing(
    monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    go_on = threading.Event()

    def hanging_disk(sayings: Sequence[writer.Saying]) -> list[Said | CannotSay]:
        go_on.wait(5)
        return [Said(1) for _ in sayings]

    monkeypatch.setattr(writer, "write", hanging_disk)
    monkeypatch.setattr(committer, "_STOP_WITHIN", 0.01)

    async def scene() -> None:
        one = committer.Committer()
        monkeypatch.setattr(one._thread, "shutdown", lambda: go_on.set())
        answer = asyncio.ensure_future(one.say(_saying(at)))
        for _ in range(3):
            await asyncio.sleep(0)
        await one.stop()
        assert not answer.done()
        answer.cancel()

    asyncio.run(scene())


def test_a_wake_up_that_fails_ends_no_message_after_it(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    def deaf(*_: object, **__: object) -> None:
        raise RuntimeError("nobody to wake")

    monkeypatch.setattr(writer, "write", lambda sayings: [Said(1) for _ in sayings])
    monkeypatch.setattr(committer.bus, "publish", deaf)

    async def scene() -> list[Said]:
        one = committer.Committer()
        async with asyncio.timeout(5):
            said = [await one.say(_saying(at)) for _ in range(2)]
        await one.stop()
        return said

    assert asyncio.run(scene()) == [Said(1), Said(1)]
