"""What only the visitor of a conversation does in the chat, who guards its door, and who may see from where
she is connected to save a life."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, VISITOR, Matrix, Who

_STAFF = frozenset({COUNSELLOR, COORDINATOR})
MATRIX = Matrix(
    {
        "feedback.give": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        "guard.raise": Who(frozenset({COORDINATOR})),
        "guard.lower": Who(frozenset({COORDINATOR})),
        "address.ask": Who(frozenset({COORDINATOR})),
        "address.agree": Who(_STAFF),
        "address.see": Who(_STAFF, own=True, wide=frozenset()),
    }
)
require, may = MATRIX.require, MATRIX.may
