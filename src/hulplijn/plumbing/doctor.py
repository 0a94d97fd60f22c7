"""What the doctor looks at: each room enters its checks in `AppConfig.ready()`. A check only reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How a thing is: in order; worth a look soon; wrong, and to be mended now."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One sentence about one part, with what to do where it is not in order. Never private text."""

    state: State
    says: str
    do: str = ""
    part: str = ""


@dataclass(frozen=True)
class Asked:
    """`at` is the moment; `tls` says where TLS answers, if not at port 443 of the helpline's own host;
    `reached` whether both databases answer."""

    at: datetime
    tls: str = ""
    reached: bool = True


Check = Callable[[Asked], Iterable[Finding]]
_checks: dict[str, tuple[Check, bool]] = {}


def register(part: str, check: Check, *, asks_database: bool = False) -> None:
    """Enter a check under the name that stands before its findings. One that asks the database is left out
    where that does not answer, which another check says."""
    _checks[part] = check, asks_database


def checks() -> dict[str, Check]:
    """All checks, for the docs."""
    return {part: check for part, (check, _) in _checks.items()}


def examine(asked: Asked) -> Iterator[Finding]:
    """The findings of all checks, in the order of the house."""
    for part, (check, asks_database) in _checks.items():
        if asks_database and not asked.reached:
            continue
        try:
            for one in check(asked):
                yield Finding(one.state, one.says, one.do, part)
        except Exception as wrong:
            # The outermost place of each check: one that breaks hides none of the others.
            yield Finding(
                State.WRONG,
                f"This could not be looked at ({type(wrong).__name__}).",
                "Look at the findings above first; if they are in order, report it as a fault.",
                part,
            )


def worst(findings: Iterable[Finding]) -> State:
    """The state of the whole."""
    order = list(State)
    return max((one.state for one in findings), key=order.index, default=State.OK)


def fine(says: str) -> Finding:
    """In order."""
    return Finding(State.OK, says)


def look(says: str, do: str) -> Finding:
    """Worth a look soon."""
    return Finding(State.LOOK, says, do)


def wrong(says: str, do: str) -> Finding:
    """To be mended now."""
    return Finding(State.WRONG, says, do)
