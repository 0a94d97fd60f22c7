"""All that is done with cases and contacts.

Come in: `open_contact` (a chat), `enter_by_hand` (a phone call, an e-mail)
Take: `take`
Goes first: `raise_urgency`
Read and write: `open_case`, `look_through_cases`, `name_case`, `write_note`
Tick: `code`
Come back: `make_return_code`, `come_back`, `withdraw_return_code`
End and wrap up: `visitor_left`, `end`, `park`, `close`, `recode`
"""

from hulplijn.casework.actions.coding import code
from hulplijn.casework.actions.coming_back import (
    come_back,
    has_return_code,
    make_return_code,
    withdraw_return_code,
)
from hulplijn.casework.actions.coming_in import enter_by_hand, open_contact
from hulplijn.casework.actions.ending import close, end, park, recode, visitor_left
from hulplijn.casework.actions.reading import (
    OpenedCase,
    look_through_cases,
    name_case,
    open_case,
    write_note,
)
from hulplijn.casework.actions.taking import take
from hulplijn.casework.actions.urgency import raise_urgency

__all__ = [
    "OpenedCase",
    "close",
    "code",
    "come_back",
    "end",
    "enter_by_hand",
    "has_return_code",
    "look_through_cases",
    "make_return_code",
    "name_case",
    "open_case",
    "open_contact",
    "park",
    "raise_urgency",
    "recode",
    "take",
    "visitor_left",
    "withdraw_return_code",
    "write_note",
]
