"""The closing checks: what must be asked or chosen before a contact is closed.

Rooms above casework add theirs with `register` in their `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hulplijn.casework.errors import StillToAsk
from hulplijn.casework.models import Coding, Contact


@dataclass(frozen=True)
class Question:
    """One thing still open. `field` names where it is answered: a coded field, or "plan:<item>"."""

    code: str
    field: str
    say: str | Promise


class ClosingCheck(Protocol):
    """Looks at a contact that wants to close and says what is still to be asked."""

    def __call__(self, contact: Contact, coding: Coding) -> Sequence[Question]: ...


_checks: list[ClosingCheck] = []


def register(check: ClosingCheck) -> None:
    """Have `check` asked at every closing."""
    if check not in _checks:
        _checks.append(check)


def registered() -> tuple[ClosingCheck, ...]:
    """All closing checks, in the order of asking."""
    return tuple(_checks)


def still_open(contact: Contact, coding: Coding) -> list[Question]:
    """What is still to be asked before `contact` can close."""
    return [question for check in _checks for question in check(contact, coding)]


def ask(contact: Contact, coding: Coding) -> None:
    """Let pass or refuse.

    Raises:
        StillToAsk: something is open.
    """
    questions = still_open(contact, coding)
    if questions:
        raise StillToAsk(questions)


_MUST = {
    "reason": _("Choose the reason"),
    "outcome": _("Choose the outcome"),
    "found_via": _("Choose how this person found us; “not asked” is fine"),
}


def fields_that_must_be_chosen(contact: Contact, coding: Coding) -> list[Question]:
    """Reason, outcome and how found: each chosen, though "unknown" and "not asked" are choices."""
    return [Question(field, field, say) for field, say in _MUST.items() if not getattr(coding, field)]
