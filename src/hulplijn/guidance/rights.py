"""Who may walk a plan: whoever the contact belongs to. A self-check has nobody. And who writes content."""

from __future__ import annotations

from typing import Any

from hulplijn.audit.rights import ADMINISTRATOR, COORDINATOR, COUNSELLOR, VISITOR, Matrix, Who
from hulplijn.casework.models import Case


def _goes_on(on: Any) -> bool:
    return isinstance(on, Case) and on.goes_on


_WRITES = Who(frozenset({COORDINATOR}))
# A helpline may have one coordinator only, and it takes two.
_AGREES = Who(frozenset({COORDINATOR, ADMINISTRATOR}))
_OWNER = Who(frozenset({COUNSELLOR, COORDINATOR}), own=True)

MATRIX = Matrix(
    {
        "plan.walk": _OWNER,
        "risk.check": _OWNER,
        "check.bring": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        "list.show": _OWNER,
        "list.answer": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        # While a talk goes on, a role alone adds nothing to its case.
        "meldcode.write": Who(frozenset({COUNSELLOR, COORDINATOR}), own=True, shut=_goes_on),
        "first_aid.tick": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        "content.read": _AGREES,
        "content.keep_draft": _WRITES,
        "content.throw_away_draft": _WRITES,
        "content.ask_to_publish": _WRITES,
        "content.publish": _AGREES,
        "content.send_back": _AGREES,
        "content.take_back": _WRITES,
    }
)
require, may = MATRIX.require, MATRIX.may
