"""Who may read to learn: coordinators draw and give, and what comes of it is for the two whom it concerns."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

_COORDINATOR = frozenset({COORDINATOR})
_NOBODY_ELSE: frozenset[str] = frozenset()

MATRIX = Matrix(
    {
        "review.draw": Who(_COORDINATOR),
        "review.give": Who(_COORDINATOR, own=True, wide=_NOBODY_ELSE),
        "review.read": Who(frozenset({COUNSELLOR, COORDINATOR}), own=True, wide=_NOBODY_ELSE),
        "review.answer": Who(frozenset({COUNSELLOR, COORDINATOR}), own=True, wide=_NOBODY_ELSE),
    }
)
require, may = MATRIX.require, MATRIX.may
