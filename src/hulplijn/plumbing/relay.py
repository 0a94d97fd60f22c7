"""Takes wake-ups to the other processes and brings theirs, over Redis or Valkey. No message passes here.

Redis may vanish and return. While it is away, and once when it is back, everybody in this process reads
again, as a wake-up may have been lost: nothing is lost by it, it only comes later.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from typing import Any

import redis
import structlog
from django.db import close_old_connections, connections
from redis.backoff import NoBackoff
from redis.retry import Retry

from hulplijn.plumbing import bus
from hulplijn.plumbing.rules import pause_before_try

log = structlog.get_logger(__name__)

_WAITING, _GROUP = 10_000, 500
_BEAT, _SILENT, _POLL = 1.0, 4.0, 2.0
"""Seconds: between two beats of ours; without one until we count as cut off; between readings then."""

_ALL = "*"
"""The topic with which a process that lost wake-ups of its own asks all others to read again."""


class Relay:
    """One per serving process: a thread that tells, one that listens, one that has everybody read again."""

    def __init__(self, url: str, *, channel: str, me: str) -> None:
        self._url, self._channel, self._me = url, channel, me
        self._out: queue.Queue[tuple[str, str]] = queue.Queue(_WAITING)
        self._lost = threading.Event()  # wake-ups of ours that the others did not get
        self._read_again = threading.Event()
        self._stopping = threading.Event()
        self._heard = 0.0
        self._told_away = False
        self._threads = [
            threading.Thread(target=work, name=f"bus-{name}", daemon=True)
            for name, work in (("tell", self._tell), ("listen", self._listen), ("poll", self._poll))
        ]
        self._leave = bus.carry(self.send)

    @property
    def is_connected(self) -> bool:
        """Whether we heard ourselves a moment ago: then the way out and the way back both work."""
        return bool(self._heard) and time.monotonic() - self._heard < _SILENT

    def state(self) -> str:
        """In one word; without Redis conversations go on, a little slower."""
        return "up" if self.is_connected else "away"

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._leave()
        self._stopping.set()
        for thread in self._threads:
            thread.join(_SILENT)

    def send(self, topic: str, sign: str) -> None:
        """Let the others know, soon. Never waits: a passing sign may be dropped, all else is made good."""
        try:
            self._out.put_nowait((topic, sign))
        except queue.Full:
            if sign in ("", bus.WRITTEN):
                self._lost.set()

    def _connection(self) -> redis.Redis:
        return redis.Redis.from_url(
            self._url,
            socket_connect_timeout=2,
            socket_timeout=_SILENT,
            socket_keepalive=True,
            decode_responses=True,
            retry=Retry(NoBackoff(), 0),  # we try again ourselves, and say so
        )

    def _tell(self) -> None:
        connection, tries, beaten = self._connection(), 0, 0.0
        while not self._stopping.is_set() or not self._out.empty():
            wakes = self._next_wakes()
            if time.monotonic() - beaten >= _BEAT:
                beaten = time.monotonic()
                wakes.append(("", ""))
            if not wakes:
                continue
            if self._lost.is_set():
                self._lost.clear()
                wakes.append((_ALL, ""))
            try:
                with connection.pipeline(transaction=False) as group:
                    for topic, sign in dict.fromkeys(wakes):
                        group.publish(self._channel, json.dumps([self._me, topic, sign]))
                    group.execute()
                tries = 0
            except (redis.RedisError, OSError):
                # What was in hand is gone. When Redis is back, the others are asked to read everything again.
                self._lost.set()
                tries += 1
                if self._stopping.wait(pause_before_try(tries)):
                    break
        connection.close()

    def _next_wakes(self) -> list[tuple[str, str]]:
        """What waits to be told, after waiting a moment for the first."""
        wakes: list[tuple[str, str]] = []
        try:
            wakes.append(self._out.get(timeout=_BEAT / 4))
            while len(wakes) < _GROUP:
                wakes.append(self._out.get_nowait())
        except queue.Empty:
            pass
        return wakes

    def _listen(self) -> None:
        connection, tries = self._connection(), 0
        while not self._stopping.is_set():
            listening = connection.pubsub(ignore_subscribe_messages=True)
            try:
                listening.subscribe(self._channel)
                self._heard, began = 0.0, time.monotonic()
                while not self._stopping.is_set():
                    self._take(listening.get_message(timeout=_BEAT))
                    if time.monotonic() - max(self._heard, began) > _SILENT:
                        raise redis.ConnectionError("our own beat does not come back")
                    tries = 0 if self._heard else tries
            except (redis.RedisError, OSError, ValueError) as wrong:
                self._cut_off(wrong)
                tries += 1
                self._stopping.wait(pause_before_try(tries))
            finally:
                listening.close()
        connection.close()

    def _take(self, message: dict[str, Any] | None) -> None:
        if message is None:
            return
        sender, topic, sign = json.loads(message["data"])
        if sender != self._me:
            if topic == _ALL:
                self._read_again.set()
            elif topic:
                bus.deliver(topic, sign)
        elif not topic:
            self._hear_ourselves()

    def _hear_ourselves(self) -> None:
        first = not self._heard
        self._heard = time.monotonic()
        if first:
            if self._told_away:
                log.info("bus_back")
                self._told_away = False
            self._read_again.set()

    def _cut_off(self, wrong: Exception) -> None:
        self._heard = 0.0
        if not self._told_away and not self._stopping.is_set():
            self._told_away = True
            log.warning("bus_away", error=type(wrong).__name__, says="lines read every two seconds instead")

    def _poll(self) -> None:
        while not self._stopping.is_set():
            asked = self._read_again.wait(0.1)
            if asked or not self.is_connected:
                self._read_again.clear()
                close_old_connections()
                bus.wake_everybody(lambda: self._stopping.wait(_POLL / 20))
        connections.close_all()
