"""Who may do what: each room states its verbs as one matrix, and this is the only place that decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from hulplijn.audit import actions
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.plumbing import clock
from hulplijn.plumbing.database import in_writing

COUNSELLOR, COORDINATOR, ANALYST, ADMINISTRATOR = "counsellor", "coordinator", "analyst", "administrator"
LOG_MANAGER = "log_manager"
VISITOR = "visitor"


class Owned(Protocol):
    """An object that knows whose it is."""

    def belongs_to(self, actor: Actor) -> bool: ...


class NotAllowed(Exception):
    """`by` has no role that may do `verb`."""

    def __init__(self, verb: str, by: Actor) -> None:
        super().__init__(f"{verb} is not for {by.kind} with roles {sorted(by.roles)}")
        self.verb, self.by = verb, by


class NotYours(NotAllowed):
    """The role may, but on her own objects only."""


class RefusedTooLate(AssertionError):
    """A mistake of ours: the right was asked inside a write, which takes the logged refusal back."""


@dataclass(frozen=True)
class Who:
    """Roles that may; `own` limits them to objects of their own, except the roles in `wide`.

    `let_in` says whom an object itself lets in, beside its owner; `shut` when even the roles in `wide`
    need that, as they always do where the object says that it `is_private`. On what `never` is true of
    nobody may, its owner neither.
    """

    roles: frozenset[str]
    own: bool = False
    wide: frozenset[str] = field(default_factory=lambda: frozenset({COORDINATOR}))
    let_in: Callable[[Any, Actor], bool] | None = None
    shut: Callable[[Any], bool] | None = None
    never: Callable[[Any], bool] | None = None

    def reaches(self, by: Actor, roles: frozenset[str], on: Owned | None) -> bool:
        """Whether `by`, whose role may, may do it to `on`."""
        if self.never is not None and on is not None and self.never(on):
            return False
        if not self.own:
            return True
        is_shut = getattr(on, "is_private", False) or (
            self.shut is not None and on is not None and self.shut(on)
        )
        if roles & self.wide and not is_shut:
            return True
        if on is None:
            return False
        return on.belongs_to(by) or (self.let_in is not None and self.let_in(on, by))


class Matrix:
    """The verbs of one room and who may do each."""

    def __init__(self, rows: Mapping[str, Who]) -> None:
        self.rows = dict(rows)

    def may(self, by: Actor, verb: str, on: Owned | None = None) -> bool:
        """Whether `by` may do `verb` to `on`. The system may; an unknown verb is a mistake of ours."""
        return self._refusal(by, verb, on) is None

    def require(self, by: Actor, verb: str, on: Owned | None = None, *, at: datetime | None = None) -> None:
        """Let `by` pass or refuse; a refusal enters the audit log, in a transaction of its own.

        An action asks before its `writing()`: what is refused inside one would be taken back with it, and
        so the refusal as well.

        Raises:
            NotAllowed: no role of hers may.
            NotYours: only its owner may.
            RefusedTooLate: refused inside a write.
        """
        refusal = self._refusal(by, verb, on)
        if refusal is not None:
            if in_writing():
                raise RefusedTooLate(f"ask for {verb} before writing") from refusal
            actions.record(verb, by=by, on=on, at=at or clock.now(), outcome="refused")
            raise refusal

    def _refusal(self, by: Actor, verb: str, on: Owned | None) -> NotAllowed | None:
        who = self.rows[verb]
        if by == SYSTEM:
            return None
        roles = by.roles | (frozenset({VISITOR}) if by.kind == "visitor" else frozenset())
        if not roles & who.roles:
            return NotAllowed(verb, by)
        if not who.reaches(by, roles, on):
            return NotYours(verb, by)
        return None


MATRIX = Matrix(
    {
        "log.read": Who(frozenset({LOG_MANAGER})),
        "log.export": Who(frozenset({LOG_MANAGER})),
    }
)
require, may = MATRIX.require, MATRIX.may
