"""How many chats one address may begin: generous, since a school is one address, but not without end."""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
import time
from collections import OrderedDict

from hulplijn.channels.chat.rules import Bucket
from hulplijn.plumbing.addresses import network_of

BURST, RATE = 400.0, 2.0
"""Beginnings at once, and a second after that: three hundred pupils pass in one minute, a flood does not."""
SLOW_RATE, SLOW_BURST = 0.5, 20.0
"""The same for those without script while the guard is up, all together: a flood gets no further."""
_MOST = 20_000
_DAY = 24 * 60 * 60


class Gate:
    """Counts beginnings, or what else it is made for, by address, in this process's memory. No address is
    kept: only its hash with a salt that is drawn anew every day and never written down."""

    def __init__(self, rate: float = RATE, burst: float = BURST) -> None:
        self._rate, self._burst = rate, burst
        self._guard = threading.Lock()
        self._buckets: OrderedDict[bytes, Bucket] = OrderedDict()
        self._salt, self._salted_at = b"", float("-inf")
        self._slow = Bucket(SLOW_RATE, SLOW_BURST, SLOW_BURST)

    def lets_in(self, address: str, now: float) -> bool:
        """Whether `address` may do one more at `now` (seconds of a steady clock)."""
        with self._guard:
            if now - self._salted_at > _DAY:
                self._buckets.clear()
                self._salt, self._salted_at = os.urandom(32), now
            key = hmac.new(self._salt, network_of(address).encode(), hashlib.sha256).digest()
            bucket = self._buckets.setdefault(key, Bucket(self._rate, self._burst, self._burst, now))
            self._buckets.move_to_end(key)
            while len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
            return bucket.take(now)

    def lets_in_slowly(self, now: float) -> bool:
        """Whether one more may begin that shows no work, whatever its address."""
        with self._guard:
            return self._slow.take(now)


_gate = Gate()


def lets_in(address: str) -> bool:
    """Whether `address` may begin one more chat, or leave one more message, now."""
    return _gate.lets_in(address, time.monotonic())


def lets_in_slowly() -> bool:
    """Whether one more may begin now that shows no work."""
    return _gate.lets_in_slowly(time.monotonic())
