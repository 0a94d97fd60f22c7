"""The file of erasures: added to and never changed, in the keys folder, in no backup of a database.

Each line is the key of a case, when its erasure was asked for, and why. None of it means anything once the
key is gone.
"""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from hulplijn.privacy import files, key_files

Listed = dict[uuid.UUID, tuple[datetime, str]]


def path() -> Path:
    """Where the list is."""
    return key_files.where() / "erased"


def lines() -> list[str]:
    """The list as it goes into a copy of the keys."""
    try:
        return path().read_text("ascii").splitlines()
    except FileNotFoundError:
        return []


def parsed(words: Iterable[str]) -> Listed:
    """The lines of a list; one that a power cut left half is passed over."""
    found: Listed = {}
    for line in words:
        try:
            key, moment, why = line.split()
            found.setdefault(uuid.UUID(hex=key), (datetime.fromisoformat(moment), why))
        except ValueError:
            continue
    return found


def add(key_id: uuid.UUID, why: str, at: datetime) -> None:
    """Add a line; it is on the disk when this returns.

    Raises:
        OSError: it is not, or not all of it.
    """
    line = f"{key_id.hex} {at.astimezone(UTC).isoformat()} {why}\n"
    files.folder(path().parent)
    descriptor = os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        end = os.fstat(descriptor).st_size
        cut_off = end > 0 and os.pread(descriptor, 1, end - 1) != b"\n"
        words = ("\n" if cut_off else "").encode() + line.encode()
        if os.write(descriptor, words) < len(words):  # the disk is full
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path()))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
