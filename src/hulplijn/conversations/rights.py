"""Who may do what in a conversation. Whose it is, the case beside it knows; see `casework.rights`."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, VISITOR, Matrix, Who

MATRIX = Matrix(
    {
        "conversation.say": Who(frozenset({COUNSELLOR, COORDINATOR, VISITOR})),
        "conversation.end": Who(frozenset({COUNSELLOR, COORDINATOR, VISITOR})),
        "draft.save": Who(frozenset({COUNSELLOR, COORDINATOR, VISITOR})),
    }
)
require, may = MATRIX.require, MATRIX.may
