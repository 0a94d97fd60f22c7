"""Who may do what to accounts."""

from hulplijn.audit.rights import ADMINISTRATOR, ANALYST, COORDINATOR, COUNSELLOR, LOG_MANAGER, Matrix, Who

_EVERYBODY = frozenset({COUNSELLOR, COORDINATOR, ANALYST, ADMINISTRATOR, LOG_MANAGER})

_LEADS = frozenset({COORDINATOR, ADMINISTRATOR})
COUNSELS = frozenset({COUNSELLOR, COORDINATOR})

MATRIX = Matrix(
    {
        "staff.add": Who(frozenset({ADMINISTRATOR})),
        "staff.list": Who(_LEADS),
        "staff.invite": Who(_LEADS),
        "staff.set_role": Who(_LEADS),
        "staff.end": Who(_LEADS),
        "staff.reset": Who(_LEADS),
        # The five above, for who is or becomes something else than counsellor or coordinator.
        "staff.manage_others": Who(frozenset({ADMINISTRATOR})),
        "staff.set_password": Who(_EVERYBODY, own=True, wide=frozenset()),
        "session.list": Who(_EVERYBODY, own=True, wide=_LEADS),
        "session.end": Who(_EVERYBODY, own=True, wide=_LEADS),
        # A counsellor for herself, a coordinator for everybody.
        "staff.set_skills": Who(frozenset({COUNSELLOR, COORDINATOR}), own=True),
        # Nobody else: whoever sets a factor can log in with it.
        "factor.set": Who(_EVERYBODY, own=True, wide=frozenset()),
    }
)
require, may = MATRIX.require, MATRIX.may
