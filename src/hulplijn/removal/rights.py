"""Who may do what with removal requests: whoever the case belongs to, and coordinators."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

_OWNER = Who(frozenset({COUNSELLOR, COORDINATOR}), own=True)

MATRIX = Matrix(
    {
        "notice.draft": _OWNER,
        "notice.consent": _OWNER,
        "notice.send": _OWNER,
        "notice.confirm_receipt": _OWNER,
        "notice.decide": _OWNER,
        "notice.withdraw": _OWNER,
    }
)
require, may = MATRIX.require, MATRIX.may
