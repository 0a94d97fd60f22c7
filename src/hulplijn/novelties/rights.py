"""Who may say that something is seen for the first time: whoever has the contact. What it is called, and what
becomes of it, is for coordinators."""

from hulplijn.audit.rights import ANALYST, COORDINATOR, COUNSELLOR, Matrix, Who

_STAFF = frozenset({COUNSELLOR, COORDINATOR})

MATRIX = Matrix(
    {
        "novelty.read": Who(_STAFF | {ANALYST}),
        # Asked of the contact in which it was seen.
        "novelty.propose": Who(_STAFF, own=True),
        "novelty.mark": Who(_STAFF, own=True),
        "novelty.decide": Who(frozenset({COORDINATOR})),
    }
)
require, may = MATRIX.require, MATRIX.may
