"""Small files that must be there after a power cut, and others that must be gone for good."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


def folder(path: Path) -> Path:
    """`path` as a folder that only this user enters; made where it is not there."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        _flush_names(path.parent)
    path.chmod(0o700)
    return path


def put(path: Path, content: bytes) -> None:
    """Have `content` in `path`, on the disk before this returns: whole, or not at all.

    What stood there before is overwritten.
    """
    take_over(_flushed_beside(path, content), path)


def put_first(path: Path, content: bytes) -> None:
    """The same, unless `path` is there already: of two processes that make it at once, one wins."""
    fresh = _flushed_beside(path, content)
    try:
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
    _flush_names(path.parent)


def _flushed_beside(path: Path, content: bytes) -> Path:
    """A file with another name in the same folder, with `content` on the disk."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with new(fresh) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return fresh


def new(path: Path) -> BinaryIO:
    """A new file that only this user reads, open for writing."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def take_over(fresh: Path, path: Path) -> None:
    """Give the flushed file `fresh` the name `path`, and overwrite what had that name."""
    try:
        before = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        before = None
    fresh.replace(path)
    _flush_names(path.parent)
    if before is not None:
        _overwrite(before)


def rename(path: Path, other: Path) -> None:
    """Rename, on the disk before this returns."""
    path.replace(other)
    _flush_names(other.parent)


def shred(path: Path) -> None:
    """Overwrite `path` where it lies, then remove it; one that is not there is no mistake.

    A disk that writes elsewhere (SSDs, file systems that copy on write) may keep the old bytes.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    _overwrite(descriptor)
    path.unlink(missing_ok=True)
    _flush_names(path.parent)


_AT_ONCE = 1024 * 1024


def _overwrite(descriptor: int) -> None:
    """Write over all there is behind `descriptor`, and close it."""
    try:
        left, place = os.fstat(descriptor).st_size, 0
        while left > place:
            place += os.pwrite(descriptor, os.urandom(min(_AT_ONCE, left - place)), place)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_names(of: Path) -> None:
    descriptor = os.open(of, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
