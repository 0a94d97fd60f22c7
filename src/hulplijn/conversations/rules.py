"""What may be said, and how a message is bound to its place. Pure."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass

from hulplijn.audit.actors import Actor

LONGEST = 4000
"""Characters in one message; a longer one is refused with its count, and stays in the sender's field."""

LONGEST_DRAFT = 8000
"""Characters that are kept of what is being typed: more than can be sent, so that nothing is cut unseen."""

EVENTS = (
    *("joined", "ended", "left", "left_by_exit", "lost", "silent", "still_there", "blocked"),
    *("handed_over", "may_read_along", "reads_along", "stopped_reading", "stepped_in", "danger"),
    *("closing", "left_message", "back_in_line", "gives_advice"),
    *("picture_asked", "picture_sent"),
    *("words_asked", "words_yes", "words_no", "slip_given"),
)
"""What a system message can say."""


ENDS = {"ended": "ended", "left": "left", "exit": "left_by_exit"} | {
    how: how for how in ("lost", "silent", "blocked")
}
"""How a conversation can end, and the event that says so in it."""


class CannotSay(Exception):
    """A message that is not accepted; `code` names the sentence that the sender gets."""

    code = "refused"


class TooLong(CannotSay):
    """More than `LONGEST` characters."""

    code = "too_long"

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters; at most {LONGEST}")
        self.length = length


class Empty(CannotSay):
    """Nothing but white space."""

    code = "empty"


class ConversationClosed(CannotSay):
    """The conversation has ended."""

    code = "closed"


@dataclass(frozen=True)
class Said:
    """A message that is committed: its number, and whether it was there already (sent again)."""

    number: int
    repeated: bool = False


def check_text(text: str) -> str:
    """Return `text` as it is kept: line ends as \\n, no NUL, no white space around it.

    Raises:
        Empty, TooLong
    """
    kept = printable(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not kept:
        raise Empty("nothing to say")
    if len(kept) > LONGEST:
        raise TooLong(len(kept))
    return kept


def printable(text: str) -> str:
    """`text` without what no database and no cipher takes: NUL, and halves of a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def drafts_of(by: Actor) -> str:
    """Under which staff id drafts of `by` are kept: a visitor's under none."""
    return by.id if by.kind == "staff" else ""


def draft_about(conversation_id: uuid.UUID, staff_id: str, kind: str) -> str:
    """What a draft's ciphertext is bound to."""
    return f"draft:{conversation_id}:{staff_id}:{kind}"


def about(conversation_id: uuid.UUID, client_id: uuid.UUID) -> str:
    """What a message's ciphertext is bound to."""
    return f"message:{conversation_id}:{client_id}"


def hash_of(token: str) -> bytes:
    """What is kept of a visitor's token."""
    return hashlib.sha256(token.encode()).digest()
