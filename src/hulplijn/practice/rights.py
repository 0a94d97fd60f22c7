"""Who may practise: whoever talks with visitors. What comes of it is hers alone."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

_STAFF = frozenset({COUNSELLOR, COORDINATOR})
_HERS = Who(_STAFF, own=True, wide=frozenset())

MATRIX = Matrix(
    {
        "practice.begin": Who(_STAFF),
        "practice.read": _HERS,
        "practice.throw_away": _HERS,
    }
)
require, may = MATRIX.require, MATRIX.may
