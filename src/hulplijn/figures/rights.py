"""Who may see the figures. Publishing them to everyone is a step of its own."""

from hulplijn.audit.rights import ADMINISTRATOR, ANALYST, COORDINATOR, Matrix, Who

READERS = frozenset({ANALYST, COORDINATOR, ADMINISTRATOR})
MATRIX = Matrix({"figures.read": Who(READERS)})
require, may = MATRIX.require, MATRIX.may
