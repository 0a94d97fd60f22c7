"""The chain of the audit log: each entry's digest covers it and the digest before it.

Whoever changes, takes out or puts in an entry changes every digest behind it; whoever makes those anew as
well stands against the anchors, which lie outside the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

BEFORE_THE_FIRST = bytes(32)
"""Stands where the digest before the first entry would."""

What = Literal["changed", "missing", "cut off", "anchor", "begins late"]


@dataclass(frozen=True)
class Sealed:
    """One sealed entry: its number, its digest, its moment, and all else that it says."""

    number: int
    digest: bytes
    at: datetime
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Begin:
    """Where the log begins: its first number, and the digest of the entry before it."""

    number: int = 1
    before: bytes = BEFORE_THE_FIRST


@dataclass(frozen=True)
class Anchors:
    """What was written down outside the database: where the log begins, and digests by number."""

    begin: Begin = field(default_factory=Begin)
    digests: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Broken:
    """The first entry that is not as it was. `at` is its moment, or that of the last one before it.

    Where only an anchor tells (`what` is "anchor"), everything from `since` to `number` was made anew.
    """

    what: What
    number: int
    at: datetime | None = None
    since: int = 0


@dataclass(frozen=True)
class Whole:
    """No entry is broken: how many there are, and the last."""

    entries: int
    last: int
    digest: bytes


def digest_of(before: bytes, number: int, at: datetime, facts: Iterable[str]) -> bytes:
    """SHA-256 over the digest before it and everything that the entry says."""
    said = json.dumps([number, at.astimezone(UTC).isoformat(timespec="microseconds"), *facts])
    return hashlib.sha256(before + said.encode()).digest()


def verify(entries: Iterable[Sealed], anchors: Anchors, *, head: int) -> Broken | Whole:
    """Walk `entries` in the order of their numbers and name the first that is broken.

    `head` is the last number that the sealing remembers; entries from before the beginning, which pruning
    has still to take away, are passed over.
    """
    before, expected = anchors.begin.before, anchors.begin.number
    since, count = expected, 0
    latest: datetime | None = None
    for entry in entries:
        if entry.number < anchors.begin.number:
            continue
        if entry.number != expected:
            first = expected == anchors.begin.number
            return Broken("begins late" if first else "missing", expected, entry.at if first else latest)
        if digest_of(before, entry.number, entry.at, entry.facts) != entry.digest:
            return Broken("changed", entry.number, entry.at)
        anchored = anchors.digests.get(entry.number)
        if anchored is not None:
            if anchored != entry.digest:
                return Broken("anchor", entry.number, entry.at, since)
            since = entry.number + 1
        before, latest = entry.digest, entry.at
        expected, count = expected + 1, count + 1
    last = expected - 1
    if last < max([head, *anchors.digests], default=0):
        return Broken("cut off", expected, latest)
    return Whole(count, last, before)
