"""The list of cases: references and codes, nothing that anybody said."""

from __future__ import annotations

from dataclasses import dataclass

from hulplijn.audit.actors import Actor
from hulplijn.casework import queries as casework
from hulplijn.casework.models import Case, Contact
from hulplijn.content.queries import code_list
from hulplijn.content.texts import Text


@dataclass(frozen=True)
class CaseRow:
    """A case with its newest contact; `reason` is that contact's."""

    case: Case
    newest: Contact
    contacts: int
    channel: Text
    reason: Text | None


@dataclass(frozen=True)
class CaseRows:
    """The newest cases, and whether there are older ones that are not shown."""

    rows: list[CaseRow]
    are_more: bool


def case_rows(by: Actor, reference: str = "", *, to_wrap_up: bool = False, most: int = 50) -> CaseRows:
    """The cases that `by` may open, newest first, at most `most`; or only those with something to wrap up."""
    found = casework.cases(by, reference=reference, to_wrap_up=to_wrap_up, most=most + 1)
    return CaseRows([_row(case) for case in found[:most] if case.contacts.all()], len(found) > most)


def _row(case: Case) -> CaseRow:
    contacts = sorted(case.contacts.all(), key=lambda one: one.started_at)
    newest, reasons = contacts[-1], code_list("reason")
    coded = newest.coding.reason
    return CaseRow(
        case,
        newest,
        len(contacts),
        code_list("channel").label_of(newest.channel),
        reasons.label_of(coded) if coded in reasons else None,
    )
