"""Who may be at work."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

_STAFF = frozenset({COUNSELLOR, COORDINATOR})

MATRIX = Matrix(
    {
        "presence.set": Who(_STAFF),
        "wall.open": Who(frozenset({COORDINATOR})),
        # Only the one to whom it is held out, so that nobody says "not now" for a colleague.
        "offer.decline": Who(_STAFF, own=True, wide=frozenset()),
    }
)
require, may = MATRIX.require, MATRIX.may
