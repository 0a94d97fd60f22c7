"""Who may refer: whoever the contact belongs to, and coordinators. Whether words go along, she alone says."""

from hulplijn.audit.rights import COORDINATOR, COUNSELLOR, VISITOR, Matrix, Who

_OWNER = Who(frozenset({COUNSELLOR, COORDINATOR}), own=True)

MATRIX = Matrix(
    {
        "referral.refer": _OWNER,
        "referral.set_state": _OWNER,
        "referral.refer_nobody": _OWNER,
        "referral.hand_over": _OWNER,
        "referral.ask_words": _OWNER,
        "referral.answer_words": Who(frozenset({VISITOR}), own=True, wide=frozenset()),
        "referral.words_sent": _OWNER,
        "referral.follow_up": _OWNER,
        "referral.feedback": _OWNER,
        "partner.check": Who(frozenset({COORDINATOR})),
    }
)
require, may = MATRIX.require, MATRIX.may
