"""Who may see the figures. Publishing them to everyone is a step of its own."""

from hulplijn.audit.rights import ADMINISTRATOR, ANALYST, COORDINATOR, Matrix, Who

READERS = frozenset({ANALYST, COORDINATOR, ADMINISTRATOR})
MATRIX = Matrix(
    {
        "figures.read": Who(READERS),
        "figures.export": Who(READERS),
        # Part of a year beside the whole can be subtracted, so this is for who may open cases anyway.
        "quality.read": Who(frozenset({COORDINATOR})),
        "signals.read": Who(frozenset({COORDINATOR, ANALYST})),
        # Single entries are pseudonymous, not anonymous: small counts are not hidden in them.
        "ledger.read": Who(frozenset({ANALYST})),
    }
)
require, may = MATRIX.require, MATRIX.may
