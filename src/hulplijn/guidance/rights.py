"""Who may walk a plan: whoever the contact belongs to. A self-check has nobody."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, VISITOR, Matrix, Who

_OWNER = Who(frozenset({COUNSELLOR, COORDINATOR}), own=True)

MATRIX = Matrix(
    {
        "plan.walk": _OWNER,
        "risk.check": _OWNER,
        "check.bring": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        "list.show": _OWNER,
        "list.answer": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        "first_aid.tick": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
    }
)
require, may = MATRIX.require, MATRIX.may
