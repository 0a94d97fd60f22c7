"""The kind of ledger entry that the chat makes: what a visitor answers afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hulplijn.ledger.kinds import Fact

SKIPPED = "skipped"
SCALE = ("1", "2", "3", "4", "5")
"""How upset: from not at all to very."""
USEFUL = ("yes", "a_bit", "no")


@dataclass(frozen=True)
class Feedback(Fact):
    """The two questions after a chat, by themselves: nothing leads from them to the chat or its coding.

    Shares are of those who answered; how many were asked is the number of chats that ended with a visitor.
    """

    kind: ClassVar[str] = "feedback"

    channel: str
    language: str
    upset_before: str = SKIPPED
    upset_now: str = SKIPPED
    useful: str = SKIPPED
