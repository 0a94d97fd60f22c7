"""Who may do what with cases and contacts. A coordinator may do all that an owner may, but answer."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, VISITOR, Matrix, Who

_STAFF = frozenset({COUNSELLOR, COORDINATOR})
_OWNER = Who(_STAFF, own=True)
_VISITOR = Who(frozenset({VISITOR}), own=True, wide=frozenset())

MATRIX = Matrix(
    {
        "contact.open": Who(_STAFF | {VISITOR}),
        "contact.leave": Who(frozenset({VISITOR})),
        "contact.enter_by_hand": Who(_STAFF),
        "contact.take": Who(_STAFF),
        "contact.raise_urgency": Who(_STAFF | {VISITOR}),
        # Her own counsellor and nobody else, so that a visitor talks to one person.
        "contact.answer": Who(_STAFF, own=True, wide=frozenset()),
        "contact.code": _OWNER,
        "contact.end": _OWNER,
        "contact.park": _OWNER,
        "contact.close": _OWNER,
        "contact.recode": _OWNER,
        "case.read": _OWNER,
        # A visitor, for the case that her own conversation is in.
        "code.make": _VISITOR,
        "code.withdraw": _VISITOR,
        # An opened case proves that its reader may; so these two ask for the role only.
        "case.name": Who(_STAFF),
        "note.write": Who(_STAFF),
        "case.list": Who(_STAFF),
    }
)
require, may = MATRIX.require, MATRIX.may
