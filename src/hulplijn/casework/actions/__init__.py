"""All that is done with cases and contacts.

Come in: `open_contact` (a chat), `enter_by_hand` (a phone call, an e-mail), `practise` (with nobody)
Take: `take`
Goes first: `raise_urgency`
Read and write: `open_case`, `print_case`, `look_through_cases`, `find_in_case`, `name_case`, `write_note`,
`keep_note_draft`
Still to do: `add_task`, `finish_task`, `reopen_task`, `move_task`
A case of somebody else: `look_wider` (says why), `reason_of`
Tick: `code`
Accounts of an offender: `add_offender_account`, `read_offender_accounts`, `remove_offender_account`
Ask something of our own: `save_own_field`
Come back: `make_return_code`, `come_back`, `find_by_code`, `withdraw_return_code`; by itself `is_away`,
`is_back`
Hand over: `hand_over` (a colleague, or back to the queue), `read_handover`, `accept_handover`,
`refuse_handover`, `withdraw_handover`; by itself `put_back`
To the next shift: `pass_on`, `take_on`
Out of sight for a while: `snooze`, `end_snooze`; by itself `snooze_over`
Cases that belong together: `link_cases`, `unlink_cases`, `merge_cases`, `undo_merge`
Together: `ask_along`, `agree_along`, `answer_guest` (the visitor), `go_further`, `stop_along`
On whose screen: `view`, `look_away`
Danger: `call_for_danger`, `let_in_for_danger`
Silence: `let_her_think`; by itself `ask_if_still_there`, `end_silent`
Abuse: `block`, `review_block`, `undo_block`
Give out and erase: `export_case`, `erase_case`
Keep: `hold`, `lift_hold`, `hold_samples`; by itself `let_go_what_is_due`
The desk: `enter_request`, `read_request`, `propose`, `agree`, `disagree`, `answer_request`
End and wrap up: `visitor_left`, `end`, `park`, `close`, `close_without_talk`,
`recode`
"""

from hulplijn.casework.actions.along import (
    agree_along,
    answer_guest,
    ask_along,
    call_for_danger,
    go_further,
    let_in_for_danger,
    stop_along,
)
from hulplijn.casework.actions.away import is_away, is_back
from hulplijn.casework.actions.blocking import LASTS, block, review_block, undo_block
from hulplijn.casework.actions.coding import code
from hulplijn.casework.actions.coming_back import (
    come_back,
    find_by_code,
    has_return_code,
    make_return_code,
    withdraw_return_code,
)
from hulplijn.casework.actions.coming_in import enter_by_hand, open_contact, practise
from hulplijn.casework.actions.desk import (
    agree,
    answer_request,
    disagree,
    enter_request,
    propose,
    read_request,
)
from hulplijn.casework.actions.drafting import keep_note_draft
from hulplijn.casework.actions.ending import (
    close,
    close_without_talk,
    end,
    end_silent,
    park,
    recode,
    visitor_left,
)
from hulplijn.casework.actions.erasing import erase_case
from hulplijn.casework.actions.exporting import export_case
from hulplijn.casework.actions.handing_over import (
    accept_handover,
    hand_over,
    put_back,
    read_handover,
    refuse_handover,
    withdraw_handover,
)
from hulplijn.casework.actions.holding import hold, hold_samples, lift_hold
from hulplijn.casework.actions.joining import link_cases, merge_cases, undo_merge, unlink_cases
from hulplijn.casework.actions.looking_wider import HOLDS, look_wider, reason_of
from hulplijn.casework.actions.offenders import (
    LONGEST_ACCOUNT,
    ReadAccount,
    add_offender_account,
    read_offender_accounts,
    remove_offender_account,
)
from hulplijn.casework.actions.own_fields import save_own_field
from hulplijn.casework.actions.passing_on import pass_on, take_on
from hulplijn.casework.actions.quiet import ask_if_still_there, let_her_think
from hulplijn.casework.actions.reading import (
    OpenedCase,
    find_in_case,
    look_through_cases,
    name_case,
    open_case,
    print_case,
    write_note,
)
from hulplijn.casework.actions.retention import let_go_what_is_due
from hulplijn.casework.actions.snoozing import end_snooze, snooze
from hulplijn.casework.actions.taking import take
from hulplijn.casework.actions.tasks import LONGEST_TASK, add_task, finish_task, move_task, reopen_task
from hulplijn.casework.actions.urgency import raise_urgency
from hulplijn.casework.actions.viewing import look_away, view

__all__ = [
    "HOLDS",
    "LASTS",
    "LONGEST_ACCOUNT",
    "LONGEST_TASK",
    "OpenedCase",
    "ReadAccount",
    "accept_handover",
    "add_offender_account",
    "add_task",
    "agree",
    "agree_along",
    "answer_guest",
    "answer_request",
    "ask_along",
    "ask_if_still_there",
    "block",
    "call_for_danger",
    "close",
    "close_without_talk",
    "code",
    "come_back",
    "disagree",
    "end",
    "end_silent",
    "end_snooze",
    "enter_by_hand",
    "enter_request",
    "erase_case",
    "export_case",
    "find_by_code",
    "find_in_case",
    "finish_task",
    "go_further",
    "hand_over",
    "has_return_code",
    "hold",
    "hold_samples",
    "is_away",
    "is_back",
    "keep_note_draft",
    "let_go_what_is_due",
    "let_her_think",
    "let_in_for_danger",
    "lift_hold",
    "link_cases",
    "look_away",
    "look_through_cases",
    "look_wider",
    "make_return_code",
    "merge_cases",
    "move_task",
    "name_case",
    "open_case",
    "open_contact",
    "park",
    "pass_on",
    "practise",
    "print_case",
    "propose",
    "put_back",
    "raise_urgency",
    "read_handover",
    "read_offender_accounts",
    "read_request",
    "reason_of",
    "recode",
    "refuse_handover",
    "remove_offender_account",
    "reopen_task",
    "review_block",
    "save_own_field",
    "snooze",
    "stop_along",
    "take",
    "take_on",
    "undo_block",
    "undo_merge",
    "unlink_cases",
    "view",
    "visitor_left",
    "withdraw_handover",
    "withdraw_return_code",
    "write_note",
]
