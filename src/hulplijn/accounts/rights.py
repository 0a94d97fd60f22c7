"""Who may do what to accounts."""

from hulplijn.audit.rights import ADMINISTRATOR, ANALYST, COORDINATOR, COUNSELLOR, LOG_MANAGER, Matrix, Who

_EVERYBODY = frozenset({COUNSELLOR, COORDINATOR, ANALYST, ADMINISTRATOR, LOG_MANAGER})

MATRIX = Matrix(
    {
        "staff.add": Who(frozenset({ADMINISTRATOR})),
        # A counsellor for herself, a coordinator for everybody.
        "staff.set_skills": Who(frozenset({COUNSELLOR, COORDINATOR}), own=True),
        # Nobody else: whoever sets a factor can log in with it.
        "factor.set": Who(_EVERYBODY, own=True, wide=frozenset()),
    }
)
require, may = MATRIX.require, MATRIX.may
