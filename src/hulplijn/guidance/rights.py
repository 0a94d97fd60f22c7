"""Who may walk a plan: whoever the contact belongs to. A self-check has nobody."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

_OWNER = Who(frozenset({COUNSELLOR, COORDINATOR}), own=True)

MATRIX = Matrix({"plan.walk": _OWNER})
require, may = MATRIX.require, MATRIX.may
