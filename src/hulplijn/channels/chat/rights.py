"""What only the visitor of a conversation does in the chat, and who guards its door."""

from hulplijn.audit.rights import COORDINATOR, VISITOR, Matrix, Who

MATRIX = Matrix(
    {
        "feedback.give": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        "guard.raise": Who(frozenset({COORDINATOR})),
        "guard.lower": Who(frozenset({COORDINATOR})),
    }
)
require, may = MATRIX.require, MATRIX.may
