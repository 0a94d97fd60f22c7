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


def case_rows(by: Actor, reference: str = "") -> list[CaseRow]:
    """The cases that `by` may open, newest first."""
    return [_row(case) for case in casework.cases(by, reference=reference) if case.contacts.all()]


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
