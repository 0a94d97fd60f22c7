"""What runs beside a server: its sign of life, and the timers that are due."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import DatabaseError, close_old_connections, connections

from hulplijn.plumbing import clock, due, processes, ticks
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.rules import Silence, stood_still

log = structlog.get_logger(__name__)

_LOOK = 1.0
"""Seconds after which the timers are looked at, if nothing is due sooner: others may have put some."""


_SLOW_LOOK = 5.0
"""The same for what waits for somebody outside: a letter may come some seconds later."""


class Loop:
    """A thread that does `work` again and again; `work` returns the seconds until the next time."""

    def __init__(self, name: str, work: Callable[[], float]) -> None:
        self._work = work
        self._nudged, self._stopping = threading.Event(), threading.Event()
        self._failing = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """Do not wait any longer for the next time."""
        self._nudged.set()

    def stop(self) -> None:
        self._stopping.set()
        self._nudged.set()
        self._thread.join(10)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._nudged.clear()
            self._nudged.wait(self._once())
        connections.close_all()

    def _once(self) -> float:
        try:
            close_old_connections()
            pause = self._work()
            self._failing = False
        except Exception as wrong:
            # The outermost loop of the thread: a database that is away comes back.
            if not self._failing:
                log.error("loop_failed", loop=self._thread.name, error=type(wrong).__name__)
            self._failing = True
            return _LOOK
        return pause


class Running:
    """The loops of one serving process."""

    def __init__(self) -> None:
        self._silence = Silence(processes.PATIENCE)
        self._looked: datetime | None = None
        self._timing, self._sending = Loop("timers", self._timers), Loop("slow-work", self._slow_work)
        self._loops = [Loop("sign-of-life", self._beat), self._timing, self._sending]
        self._end_of_puts = due.when_put(self._put)

    def start(self) -> None:
        """Show that this process is there, and begin. Called in a thread: it asks the database."""
        ticks.begin(clock.now())
        processes.begin(clock.now())
        for loop in self._loops:
            loop.start()

    def stop(self) -> None:
        """End the loops and leave; a database that is away learns of it from the silence."""
        self._end_of_puts()
        for loop in self._loops:
            loop.stop()
        try:
            processes.end(clock.now())
        except DatabaseError as wrong:
            log.error("left_without_a_word", error=type(wrong).__name__)
        finally:
            connections.close_all()

    def _beat(self) -> float:
        with writing():  # one commit for both
            ticks.tick(clock.now())
            processes.beat(clock.now(), self._silence, time.monotonic())
        return processes.BEAT

    def _timers(self) -> float:
        at = clock.now()
        if self._looked and stood_still(self._looked, at):
            ticks.tick(at)  # the machine slept: first move what was due meanwhile
        done = due.run_due(at, slow=False)
        self._looked = at = clock.now()
        soonest = None if done else due.next_due(at, slow=False)
        pause = 0.0 if done else _LOOK
        if soonest is not None:
            pause = min(_LOOK, max(0.02, (soonest - at).total_seconds()))
        return pause

    def _slow_work(self) -> float:
        # One at a time: what waits behind it may go elsewhere, or with a later moment.
        return 0.0 if due.run_due(clock.now(), most=1, slow=True) else _SLOW_LOOK

    def _put(self, at: datetime) -> None:
        if (at - clock.now()).total_seconds() < _LOOK:
            self._timing.nudge()
            self._sending.nudge()
