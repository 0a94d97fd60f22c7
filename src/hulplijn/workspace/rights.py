"""Who may set up a screen of her own: whoever has one."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

MATRIX = Matrix({"preferences.set": Who(frozenset({COUNSELLOR, COORDINATOR}))})
require, may = MATRIX.require, MATRIX.may
