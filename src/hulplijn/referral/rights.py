"""Who may refer: whoever the contact belongs to, and coordinators."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

_OWNER = Who(frozenset({COUNSELLOR, COORDINATOR}), own=True)

MATRIX = Matrix({"referral.refer": _OWNER, "referral.set_state": _OWNER})
require, may = MATRIX.require, MATRIX.may
