"""Who may refer: whoever the contact belongs to, and coordinators. Whether words go along, she alone says."""

from typing import Any

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, VISITOR, Matrix, Who

_STAFF = frozenset({COUNSELLOR, COORDINATOR})
_OWNER = Who(_STAFF, own=True)


def _practised(on: Any) -> bool:
    """Of what somebody practises with nothing leaves."""
    return bool(on.practice)


_WORDS_LEAVE = Who(_STAFF, own=True, never=_practised)

MATRIX = Matrix(
    {
        "referral.refer": _OWNER,
        "referral.set_state": _OWNER,
        "referral.refer_nobody": _OWNER,
        "referral.hand_over": _OWNER,
        "referral.ask_words": _WORDS_LEAVE,
        "referral.answer_words": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        "referral.send_words": _WORDS_LEAVE,
        "referral.words_sent": _WORDS_LEAVE,
        "referral.follow_up": _OWNER,
        "referral.feedback": _OWNER,
        "partner.check": Who(frozenset({COORDINATOR})),
    }
)
require, may = MATRIX.require, MATRIX.may
