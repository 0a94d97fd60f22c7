"""Bounds of what one connection may cost, and who may connect."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST = 32 * 1024
"""Bytes in one frame from a browser; a larger one ends the connection."""


@dataclass
class Bucket:
    """A token bucket: at most `burst` frames at once and `rate` a second on average.

    Nobody types this fast; it bounds what one connection can cost. The burst leaves room for all that was
    written while the line was gone.
    """

    rate: float = 5.0
    burst: float = 60.0
    level: float = 60.0
    last: float = 0.0

    def take(self, now: float) -> bool:
        """Take one token at `now` (seconds of a steady clock); False when there is none."""
        self.level = min(self.burst, self.level + max(0.0, now - self.last) * self.rate)
        self.last = now
        if self.level < 1.0:
            return False
        self.level -= 1.0
        return True


def same_origin(origin: str, host: str) -> bool:
    """Whether a browser's Origin header names the host that it asks: a page elsewhere may not connect."""
    scheme, separator, name = origin.partition("://")
    return separator == "://" and scheme in ("http", "https") and name.lower() == host.lower()
