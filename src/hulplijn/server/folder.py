"""The data folder's lock: on SQLite only one process writes."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FolderInUse(Exception):
    """Another Hulplijn process writes in this data folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold `folder` for writing as long as the block runs; the system lets go when the process dies.

    Raises:
        FolderInUse: another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise FolderInUse(str(folder)) from busy
        yield
