"""Wake-ups inside a process."""

import asyncio
import threading

import pytest

from hulplijn.plumbing import bus


def test_a_wake_up_from_another_thread_arrives_once_however_often_it_is_given() -> None:
    async def listen() -> list[bus.Wake]:
        subscription = bus.subscribe(["conversation:1"])

        def shout() -> None:
            for _ in range(100):
                bus.publish("conversation:1")
                bus.publish("conversation:2")

        thread = threading.Thread(target=shout)
        thread.start()
        await asyncio.to_thread(thread.join)
        await asyncio.sleep(0)
        came = await asyncio.wait_for(subscription.next(), 5)
        bus.unsubscribe(subscription)
        return came

    assert asyncio.run(listen()) == [bus.Wake("conversation:1")]


def test_whoever_stopped_listening_leaves_nothing_behind() -> None:
    async def come_and_go() -> int:
        before = bus.listening()
        subscription = bus.subscribe(["queue"])
        bus.add(subscription, "staff:1")
        bus.unsubscribe(subscription)
        return bus.listening() - before

    assert asyncio.run(come_and_go()) == 0


def test_bulk_work_wakes_nobody() -> None:
    async def scene() -> list[bus.Wake]:
        listening = bus.subscribe(["queue"])
        with bus.quiet():
            bus.publish("queue", "unheard")
        bus.publish("queue")
        try:
            return await listening.next()
        finally:
            bus.unsubscribe(listening)

    assert asyncio.run(scene()) == [bus.Wake("queue")]


def test_a_wake_up_is_told_elsewhere_and_one_from_elsewhere_is_not_told_back() -> None:
    told: list[tuple[str, str]] = []
    end = bus.carry(lambda topic, sign: told.append((topic, sign)))
    try:
        bus.publish("queue", "offer")
        bus.deliver("queue", "from elsewhere")
        with bus.quiet():
            bus.publish("queue", "unheard")
    finally:
        end()
    bus.publish("queue", "later")
    assert told == [("queue", "offer")]


def test_where_wake_ups_were_lost_everybody_reads_all_again() -> None:
    async def scene() -> list[set[str]]:
        listening = [bus.subscribe(["queue", "staff:1"]), bus.subscribe(["conversation:1"])]
        rests: list[int] = []
        bus.wake_everybody(lambda: rests.append(1), pieces=4)
        assert len(rests) == 4
        try:
            return [{wake.topic for wake in await one.next()} for one in listening]
        finally:
            for one in listening:
                bus.unsubscribe(one)

    assert asyncio.run(scene()) == [{"queue", "staff:1"}, {"conversation:1"}]


def test_a_watcher_that_fails_keeps_nobody_from_being_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(topic: str) -> None:
        raise OSError("away")

    monkeypatch.setattr(bus, "_watchers", [("x:", fail)])

    async def scene() -> list[bus.Wake]:
        listening = bus.subscribe(["queue"])
        bus.wake_everybody(lambda: None)
        try:
            return await listening.next()
        finally:
            bus.unsubscribe(listening)

    assert asyncio.run(scene()) == [bus.Wake("queue")]
