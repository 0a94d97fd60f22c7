"""Many lines that want the same cost one reading, and a busy queue does not ring without end."""

from __future__ import annotations

import asyncio

import pytest

from hulplijn.channels.chat.grouped import Calm, Grouped

# A thread that an earlier test left connected looks at its connection before it works.
pytestmark = pytest.mark.django_db


def test_lines_that_ask_together_are_one_reading_and_each_gets_its_own_answer() -> None:
    readings: list[list[int]] = []

    def read(keys: list[int]) -> dict[int, str]:
        readings.append(sorted(keys))
        return {key: f"of {key}" for key in keys if key != 3}

    async def story() -> list[str | None]:
        grouped = Grouped(read)
        return list(await asyncio.gather(*(grouped.of(key) for key in (1, 2, 3, 1))))

    assert asyncio.run(story()) == ["of 1", "of 2", None, "of 1"]
    assert readings == [[1, 2, 3]]


def test_a_reading_that_fails_is_told_to_each_who_asked_and_the_next_works() -> None:
    moods = iter([False, True])

    def read(keys: list[int]) -> dict[int, int]:
        if not next(moods):
            raise OSError
        return {key: key for key in keys}

    async def story() -> tuple[list[object], int | None]:
        grouped = Grouped(read)
        failed = await asyncio.gather(grouped.of(1), grouped.of(2), return_exceptions=True)
        return list(failed), await grouped.of(1)

    failed, after = asyncio.run(story())
    assert [type(one) for one in failed] == [OSError, OSError]
    assert after == 1


def test_what_is_wanted_again_while_it_is_done_is_done_once_more() -> None:
    async def story() -> int:
        done, goes_on = 0, asyncio.Event()

        async def tell() -> None:
            nonlocal done
            done += 1
            await goes_on.wait()

        async with asyncio.TaskGroup() as group:
            calm = Calm(group, tell, 0)
            calm()
            while not done:
                await asyncio.sleep(0)
            for _ in range(100):
                calm()
            goes_on.set()
        return done

    assert asyncio.run(story()) == 2
