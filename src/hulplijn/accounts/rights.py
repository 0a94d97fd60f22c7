"""Who may do what to accounts."""

from hulplijn.audit.rights import ADMINISTRATOR, COORDINATOR, COUNSELLOR, Matrix, Who

MATRIX = Matrix(
    {
        "staff.add": Who(frozenset({ADMINISTRATOR})),
        # A counsellor for herself, a coordinator for everybody.
        "staff.set_skills": Who(frozenset({COUNSELLOR, COORDINATOR}), own=True),
    }
)
require, may = MATRIX.require, MATRIX.may
