"""Who may do what to accounts."""

from hulplijn.audit.rights import ADMINISTRATOR, Matrix, Who

MATRIX = Matrix({"staff.add": Who(frozenset({ADMINISTRATOR}))})
require, may = MATRIX.require, MATRIX.may
