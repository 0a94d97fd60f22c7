"""Wakes whoever looks at a topic, here and in the other processes. It carries no message: losing a wake-up
loses nothing.

Inside a process it needs nothing. Where there are more, `relay` takes each wake-up to the others and calls
`deliver` with theirs.
"""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)

WRITTEN = "written"
"""The sign that rows were added to what stood there, and nothing else changed. As little as a wake-up without
a sign may it be dropped."""


@dataclass(frozen=True)
class Wake:
    """Something changed on `topic`; `sign` is a passing state such as "typing:visitor", never kept."""

    topic: str
    sign: str = ""


class Subscription:
    """The wake-ups of some topics, read by one coroutine.

    Bounded: equal wake-ups that wait are one.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: dict[Wake, None] = {}
        self._ready = asyncio.Event()
        self.topics: set[str] = set()

    def _wake(self, wake: Wake) -> None:
        self._waiting[wake] = None
        self._ready.set()

    def offer(self, wake: Wake) -> None:
        """Called from any thread."""
        if _running_loop() is self._loop:
            self._wake(wake)
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, wake)

    async def next(self) -> list[Wake]:
        """Wait for wake-ups and return all that came, oldest first."""
        await self._ready.wait()
        self._ready.clear()
        came, self._waiting = list(self._waiting), {}
        return came


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


_guard = threading.Lock()
_listeners: dict[str, set[Subscription]] = defaultdict(set)
_watchers: list[tuple[str, Callable[[str], object]]] = []
_elsewhere: list[Callable[[str, str], object]] = []
_here = threading.local()


@contextmanager
def quiet() -> Iterator[None]:
    """Wake nobody from this thread inside the block: for bulk work that is on nobody's screen."""
    _here.quiet = True
    try:
        yield
    finally:
        _here.quiet = False


def is_quiet() -> bool:
    """Whether this thread does bulk work that is on nobody's screen."""
    return bool(getattr(_here, "quiet", False))


def publish(topic: str, sign: str = "", *, here: str | None = None) -> None:
    """Wake all that listen to `topic`. Safe in any thread, and never slow; call it after the commit.

    Those in this process get the sign `here` instead, where what they need is in its memory.
    """
    if is_quiet():
        return
    deliver(topic, sign if here is None else here)
    for tell in _elsewhere:
        tell(topic, sign)


def deliver(topic: str, sign: str = "") -> None:
    """Wake those in this process that listen to `topic`."""
    with _guard:
        listeners = list(_listeners.get(topic, ()))
    for listener in listeners:
        listener.offer(Wake(topic, sign))
    for start, what in _watchers:
        if topic.startswith(start):
            what(topic)


def watch(start: str, what: Callable[[str], object]) -> None:
    """Call `what(topic)` at each wake-up of a topic that begins with `start`, in whichever thread it comes.

    It is called with `start` alone where wake-ups may have been lost. Enter in `AppConfig.ready()`; it stays
    for as long as the process lives, and must be quick.
    """
    _watchers.append((start, what))


def carry(tell: Callable[[str, str], object]) -> Callable[[], None]:
    """Have each `publish` call `tell(topic, sign)` as well; what is returned ends that."""
    _elsewhere.append(tell)
    return lambda: _elsewhere.remove(tell)


def wake_everybody(rest: Callable[[], object], pieces: int = 20) -> None:
    """Wake every subscription for all its topics, in `pieces` with a `rest` after each.

    For when wake-ups may have been lost: everybody reads again, though not all at one moment.
    """
    for start, what in _watchers:
        try:
            what(start)
        except Exception as wrong:
            # The outermost loop of the poll: a database that is away must not end it; it comes round again.
            log.warning("could_not_look_again", topic=start, error=type(wrong).__name__)
    with _guard:
        everybody = list({one for listeners in _listeners.values() for one in listeners})
    for piece in range(pieces):
        for subscription in everybody[piece::pieces]:
            for topic in list(subscription.topics):
                subscription.offer(Wake(topic))
        rest()


def subscribe(topics: Iterable[str]) -> Subscription:
    """A subscription of the running loop to `topics`; end it with `unsubscribe`."""
    subscription = Subscription(asyncio.get_running_loop())
    for topic in topics:
        add(subscription, topic)
    return subscription


def add(subscription: Subscription, topic: str) -> None:
    """Listen to `topic` as well."""
    with _guard:
        _listeners[topic].add(subscription)
    subscription.topics.add(topic)


def drop(subscription: Subscription, topic: str) -> None:
    """No longer listen to `topic`."""
    with _guard:
        _listeners[topic].discard(subscription)
        if not _listeners[topic]:
            del _listeners[topic]
    subscription.topics.discard(topic)


def unsubscribe(subscription: Subscription) -> None:
    """End `subscription`."""
    for topic in list(subscription.topics):
        drop(subscription, topic)


def listening() -> int:
    """How many topics are listened to: for health and for tests of leftovers."""
    with _guard:
        return len(_listeners)
