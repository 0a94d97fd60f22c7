"""Work that a command asks for: by its name, done here or, on SQLite, by the server that holds the folder."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Say = Callable[[str], object]
"""Tells whoever waits one line of the answer."""


class Refused(Exception):
    """It was not done; the message is the sentence that says why and how it goes right."""


class AtFault(Exception):
    """It was done, and what it found is not right; what it said tells what. Exit code 1."""


@dataclass(frozen=True)
class Job:
    """One kind of work. `again` says to whoever saw it break off whether it may be asked for once more."""

    name: str
    work: Callable[..., object]
    again: str


_jobs: dict[str, Job] = {}


def job(name: str, *, again: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a function as the job `name`. It gets `say`, and by name what JSON can carry."""

    def enter(work: Callable[..., None]) -> Callable[..., None]:
        _jobs[name] = Job(name, work, again)
        return work

    return enter


def jobs() -> dict[str, Job]:
    """All jobs by their names."""
    return dict(_jobs)


def do(name: str, say: Say, arguments: dict[str, Any]) -> None:
    """Do a job in this process, which holds the data folder.

    Raises:
        Refused: by the job itself, or since this process knows no such job or no such argument.
        AtFault
    """
    known = _jobs.get(name)
    if known is None:
        raise Refused(f"The server does not know {name} yet. Restart it: it runs an older version.")
    try:
        inspect.signature(known.work).bind(say, **arguments)
    except TypeError as wrong:
        raise Refused(f"The server knows {name} otherwise. Restart it: it runs another version.") from wrong
    known.work(say, **arguments)


def as_line(message: dict[str, Any]) -> bytes:
    """One message of the door, in either direction."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
