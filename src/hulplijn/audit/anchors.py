"""The anchors: a file outside the database to which the state of the chain is added, line by line.

Each line is a JSON object. `number` and `digest` name a sealed entry; a line with `begins` says from which
number on the log is kept, with the digest before it; a line with `restored` says that the database was put
back to that number, so that what was anchored beyond it is gone with leave.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings

from hulplijn.audit.rules import Anchors, Begin

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Written:
    """All that the file says: the anchors that count, when the last was written, and the lines that are
    no anchor."""

    anchors: Anchors
    latest: datetime | None
    unreadable: tuple[int, ...] = ()
    exists: bool = True


def path() -> Path:
    """The file; HULPLIJN_ANCHORS puts it on another disk."""
    return Path(settings.HULPLIJN_ANCHORS)


def add(*, number: int, digest: bytes, at: datetime, mark: str = "") -> None:
    """Write one line and see it on the disk; the same goes to the process's log, for who collects that.

    `mark` is "begins" or "restored".
    """
    line: dict[str, object] = {"number": number, "digest": digest.hex(), "at": at.isoformat()}
    if mark:
        line[mark] = True
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as out:
        # A line that a crash cut off must not take the next one with it.
        torn = out.tell() > 0 and _last_byte(file) != b"\n"
        out.write((b"\n" if torn else b"") + json.dumps(line).encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    log.info("audit_anchor", number=number, digest=digest.hex(), mark=mark)


def _last_byte(file: Path) -> bytes:
    with file.open("rb") as read:
        read.seek(-1, os.SEEK_END)
        return read.read(1)


def read() -> Written:
    """What the file says now; nothing where there is none."""
    try:
        lines = path().read_bytes().splitlines()
    except FileNotFoundError:
        return Written(Anchors(), None, exists=False)
    begin, digests, latest = Begin(), dict[int, bytes](), None
    unreadable = []
    for place, line in enumerate(lines, 1):
        try:
            said = json.loads(line)
            number, digest = int(said["number"]), bytes.fromhex(said["digest"])
            at = datetime.fromisoformat(said["at"])
        except (ValueError, KeyError, TypeError):
            unreadable.append(place)
            continue
        latest = at
        if said.get("begins"):
            begin = Begin(number, digest)
            digests = {one: kept for one, kept in digests.items() if one >= number}
            continue
        if said.get("restored"):
            digests = {one: kept for one, kept in digests.items() if one <= number}
        if number >= begin.number:
            digests[number] = digest
    return Written(Anchors(begin, digests), latest, tuple(unreadable))
