"""The storm: random kills and cuts, one after another, by a seed that is printed."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections.abc import Awaitable, Callable

from tests.faults.keeper import Keeper
from tests.faults.proxy import Proxy
from tests.faults.tabs import Tab

Fault = Callable[[], Awaitable[object]]
FURTHER, AT_MOST = 4, 2.0
"""How much people say or hear between two faults, and how many seconds that may take: on a slow machine a
storm that goes by the clock would break things in which nobody talks."""


class Storm:
    """Breaks things until `wanted` faults have broken something."""

    def __init__(self, rng: random.Random, proxy: Proxy, keeper: Keeper, tabs: list[Tab]) -> None:
        self.rng, self.proxy, self.keeper, self.tabs = rng, proxy, keeper, tabs
        self.said: Callable[[], int] = lambda: 0
        """How much people have said and heard so far."""
        self.more: list[tuple[int, Fault]] = []
        """Further faults with their weights."""

    @property
    def count(self) -> int:
        """How many faults have broken something so far."""
        return sum(self.proxy.broken.values()) + sum(self.keeper.died.values())

    async def blow(self, wanted: int) -> None:
        """Break something every fraction of a second."""
        bag: list[Fault] = []
        while self.count < wanted:
            if not bag:  # a bag holds each kind as often as it weighs, so that none stays away by chance
                bag = [fault for weight, fault in self._faults() for _ in range(weight)]
                self.rng.shuffle(bag)
            fault = bag.pop()
            self.proxy.delay(self.rng)
            await fault()
            await asyncio.sleep(self.rng.uniform(0.05, 0.35))
            await self._talk_goes_on()

    async def _talk_goes_on(self) -> None:
        said, until = self.said(), time.monotonic() + AT_MOST
        while self.said() < said + FURTHER and time.monotonic() < until:
            await asyncio.sleep(0.02)

    def _faults(self) -> list[tuple[int, Fault]]:
        rng, proxy = self.rng, self.proxy

        async def now(broken: int) -> None:
            return None

        faults: list[tuple[int, Fault]] = [
            (5, lambda: now(proxy.cut_one(rng))),
            (4, lambda: now(proxy.cut_in_the_middle(rng))),
            (2, lambda: now(proxy.cut_all(rng))),
            (3, lambda: proxy.half_open(rng, rng.uniform(0.2, 1.5))),
            (1, lambda: proxy.away(rng, rng.uniform(0.2, 1.5))),
            (2, lambda: self._kill_a_server(signal.SIGKILL)),
            (1, lambda: self._kill_a_server(signal.SIGTERM)),
            *[(1, self._killing(tab)) for tab in self.tabs],
            *self.more,
        ]
        if self.keeper.on_postgresql:
            faults.append((2, lambda: self.keeper.kill_database(whole=rng.random() < 0.4)))
        return faults

    async def _kill_a_server(self, how: signal.Signals) -> None:
        await self.keeper.kill(self.rng.choice(self.keeper.servers), how)

    def _killing(self, tab: Tab) -> Fault:
        return lambda: tab.kill(self.keeper.died)
