"""The way of a request at the desk: a decision is proposed by one person and agreed by another."""

from __future__ import annotations

from datetime import date, timedelta

OPEN, PROPOSED, DECIDED, ANSWERED = "open", "proposed", "decided", "answered"

MOVES = {
    (OPEN, "propose"): PROPOSED,
    (PROPOSED, "agree"): DECIDED,
    (PROPOSED, "disagree"): OPEN,
    (DECIDED, "answer"): ANSWERED,
}
"""What can be done in which state, and where it leads."""


class CannotMove(Exception):
    """`move` is not possible in `state`: somebody was faster."""

    def __init__(self, state: str, move: str) -> None:
        super().__init__(f"{move} in {state}")
        self.state, self.move = state, move


def moved(state: str, move: str) -> str:
    """The state after `move`.

    Raises:
        CannotMove
    """
    try:
        return MOVES[state, move]
    except KeyError as no:
        raise CannotMove(state, move) from no


def due_on(received: date, kind: str) -> date:
    """The last day for an answer. GDPR art. 12(3): one month; longer is for people to decide. An order
    has the term that stands in it, so it is looked at within three days."""
    if kind in ("police", "authority"):
        return received + timedelta(days=3)
    month, year = received.month % 12 + 1, received.year + received.month // 12
    for day in range(received.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
