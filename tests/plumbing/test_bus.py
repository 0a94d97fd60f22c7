"""Wake-ups inside a process."""

import asyncio
import threading

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
