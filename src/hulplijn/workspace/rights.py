"""Who may answer a visitor: her own counsellor and nobody else, so that a visitor talks to one person."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, Matrix, Who

MATRIX = Matrix({"contact.answer": Who(frozenset({COUNSELLOR, COORDINATOR}), own=True, wide=frozenset())})
require, may = MATRIX.require, MATRIX.may
