"""When a visitor who said no to the list of what was agreed may be asked once more."""

from __future__ import annotations

from datetime import datetime, timedelta

MOST_TIMES = 2
"""How often she is asked in one contact, whatever she answers."""
REST = timedelta(minutes=10)
"""How long her no is left alone where nothing new was agreed."""


def may_ask_again(*, times: int, answered_at: datetime, agreed_at: datetime | None, at: datetime) -> bool:
    """Whether a no may be followed by another question: once in a contact, and then only once something was
    agreed after it (`agreed_at`: when anything last was), or after a while."""
    if times >= MOST_TIMES:
        return False
    has_new = agreed_at is not None and agreed_at > answered_at
    return has_new or at - answered_at >= REST
