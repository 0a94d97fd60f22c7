"""What only the visitor of a conversation does in the chat."""

from hulplijn.audit.rights import VISITOR, Matrix, Who

MATRIX = Matrix({"feedback.give": Who(frozenset({VISITOR}), own=True, wide=frozenset())})
require, may = MATRIX.require, MATRIX.may
