"""Who may be at work."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

MATRIX = Matrix({"presence.set": Who(frozenset({COUNSELLOR, COORDINATOR}))})
require, may = MATRIX.require, MATRIX.may
