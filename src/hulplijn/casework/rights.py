"""Who may do what with cases and contacts. A coordinator may do all that an owner may, but answer.

While a conversation goes on, only its owner reads it, and who was let in (`Guest`): the role alone opens it
when it is over.
"""

from __future__ import annotations

from typing import Any

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import ADMINISTRATOR, COORDINATOR, COUNSELLOR, VISITOR, Matrix, Who
from hulplijn.casework.models import Case, Contact, Guest

_STAFF = frozenset({COUNSELLOR, COORDINATOR})
_DESK = frozenset({COORDINATOR, ADMINISTRATOR})
_OWNER = Who(_STAFF, own=True)
_VISITOR = Who(frozenset({VISITOR}), own=True, wide=frozenset())
_NOBODY_ELSE: frozenset[str] = frozenset()
_WRITES_NOTES = frozenset({Guest.How.ALONG, Guest.How.SIDE_NOTE, Guest.How.STEP_IN})


def _guest(contact: Contact, by: Actor) -> Guest | None:
    """The guest that `by` is in `contact` now, with the visitor's leave."""
    if by.kind != "staff" or contact.ended_at is not None:
        return None
    found = Guest.objects.filter(contact=contact, staff_id=int(by.id), ended_at=None).first()
    return found if found and found.is_in else None


def _goes_on(on: Any) -> bool:
    return isinstance(on, Case | Contact) and on.goes_on


def _practised(on: Any) -> bool:
    """What somebody practises with stays with her, and leads to nobody."""
    return isinstance(on, Case | Contact) and on.practice


def _may_read(on: Any, by: Actor) -> bool:
    """A guest, and whoever has a contact of the case, once this one is over."""
    if not isinstance(on, Contact):
        return False
    return _guest(on, by) is not None or (not on.goes_on and on.case.belongs_to(by))


def _may_note(on: Any, by: Actor) -> bool:
    if not isinstance(on, Contact):
        return False
    guest = _guest(on, by)
    return bool(guest and guest.how in _WRITES_NOTES) or (not on.goes_on and on.case.belongs_to(by))


def _stepped_in(on: Any, by: Actor) -> bool:
    guest = _guest(on, by) if isinstance(on, Contact) else None
    return guest is not None and guest.how == Guest.How.STEP_IN


_NOT_PRACTISED = Who(_STAFF, own=True, never=_practised)
# While a talk goes on, a role alone opens nothing and takes nothing away.
_HERS_OR_ON_REQUEST = Who(frozenset({VISITOR, COORDINATOR}), own=True, shut=_goes_on)

MATRIX = Matrix(
    {
        "contact.open": Who(_STAFF | {VISITOR}),
        "contact.leave": Who(frozenset({VISITOR})),
        "contact.enter_by_hand": Who(_STAFF),
        "contact.take": Who(_STAFF),
        "contact.raise_urgency": Who(_STAFF | {VISITOR}),
        # Her own counsellor, so that a visitor talks to one person; and a coordinator who has stepped in.
        "contact.answer": Who(_STAFF, own=True, wide=_NOBODY_ELSE, let_in=_stepped_in),
        "contact.code": _OWNER,
        "contact.end": _OWNER,
        "contact.park": _OWNER,
        "contact.close": _OWNER,
        "contact.recode": _OWNER,
        # A visitor, for the case that her own conversation is in.
        "code.make": _VISITOR,
        "code.withdraw": _VISITOR,
        # What she said on the phone leads to a reference; reading that case is a right of its own.
        "code.find": Who(_STAFF),
        "contact.practise": Who(_STAFF),
        "contact.hand_over": _NOT_PRACTISED,
        "contact.give_back": _NOT_PRACTISED,
        "case.pass_on": _NOT_PRACTISED,
        # Its owner left it for whoever works next.
        "case.take_on": Who(_STAFF),
        "contact.snooze": _OWNER,
        "contact.end_snooze": _OWNER,
        "handover.accept": Who(_STAFF, own=True, wide=_NOBODY_ELSE),
        "handover.refuse": Who(_STAFF, own=True, wide=_NOBODY_ELSE),
        "handover.read": Who(_STAFF, own=True, wide=_NOBODY_ELSE),
        "handover.withdraw": _OWNER,
        "contact.ask_along": Who(_STAFF, never=_practised),
        "contact.agree_along": Who(_STAFF, own=True, wide=_NOBODY_ELSE),
        "contact.read_along": Who(frozenset({COORDINATOR}), never=_practised),
        "contact.side_note": Who(frozenset({COORDINATOR}), own=True, wide=_NOBODY_ELSE),
        "contact.step_in": Who(frozenset({COORDINATOR}), own=True, wide=_NOBODY_ELSE),
        "contact.stop_along": Who(_STAFF | {VISITOR}, own=True, wide=_NOBODY_ELSE),
        "guest.answer": Who(frozenset({VISITOR}), own=True, wide=_NOBODY_ELSE),
        "contact.call_for_danger": _OWNER,
        "contact.let_in_for_danger": Who(frozenset({COORDINATOR}), never=_practised),
        "contact.let_her_think": _OWNER,
        "contact.block": _NOT_PRACTISED,
        # The desk of requests: a decision takes two, and a helpline may have one coordinator only.
        "request.list": Who(_DESK),
        "request.read": Who(_DESK),
        "request.enter": Who(frozenset({COORDINATOR})),
        "request.propose": Who(frozenset({COORDINATOR})),
        "request.agree": Who(_DESK),
        "request.answer": Who(frozenset({COORDINATOR})),
        "block.list": Who(frozenset({COORDINATOR})),
        "block.review": Who(frozenset({COORDINATOR})),
        "block.undo": Who(frozenset({COORDINATOR})),
        "case.read": Who(_STAFF, own=True, let_in=_may_read, shut=_goes_on),
        # An opened case proves that its reader may; so this one asks for the role only.
        "case.name": Who(_STAFF),
        "note.write": Who(_STAFF, own=True, let_in=_may_note, shut=_goes_on),
        # Data about a crime (art. 10 GDPR): of the talk that she has, and no guest.
        "offender.read": Who(_STAFF, own=True, shut=_goes_on),
        "offender.write": Who(_STAFF, own=True, shut=_goes_on),
        "case.list": Who(_STAFF),
        # Of the two that are linked, the one that she may read; the other stays shut to her.
        "case.link": Who(_STAFF, own=True, shut=_goes_on, never=_practised),
        "case.unlink": Who(_STAFF, own=True, shut=_goes_on),
        # Asked for both.
        "case.merge": Who(_STAFF, own=True, shut=_goes_on, never=_practised),
        "case.undo_merge": Who(_STAFF, own=True, shut=_goes_on),
        "task.list": Who(_STAFF),
        # Words in a case, as a note is; whether it is done is a code.
        "task.add": Who(_STAFF, own=True, let_in=_may_note, shut=_goes_on),
        "task.finish": _OWNER,
        "task.reopen": _OWNER,
        "task.move": _OWNER,
        # A visitor her own, by her code or in her open chat; a coordinator on a person's request.
        "case.erase": _HERS_OR_ON_REQUEST,
        "case.export": _HERS_OR_ON_REQUEST,
        "own_field.save": Who(frozenset({COORDINATOR})),
        "hold.put": Who(frozenset({COORDINATOR}), never=_practised),
        "hold.lift": Who(frozenset({COORDINATOR})),
        "retention.read": Who(frozenset({COORDINATOR, ADMINISTRATOR})),
    }
)
require, may = MATRIX.require, MATRIX.may
