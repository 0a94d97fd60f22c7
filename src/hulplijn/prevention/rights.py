"""Who keeps the log of prevention: coordinators."""

from hulplijn.audit.rights import COORDINATOR, Matrix, Who

_COORDINATOR = Who(frozenset({COORDINATOR}))

MATRIX = Matrix(
    {
        "prevention.read": _COORDINATOR,
        "prevention.record": _COORDINATOR,
        "prevention.change": _COORDINATOR,
        "prevention.remove": _COORDINATOR,
        "prevention.export": _COORDINATOR,
    }
)
require, may = MATRIX.require, MATRIX.may
