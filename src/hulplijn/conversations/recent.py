"""What this process has just written, for the lines that it serves: they need no query for it.

Kept only while a line shows the conversation, and only the last few. Losing it loses nothing: whoever finds
a gap here asks the database.
"""

from __future__ import annotations

import uuid
from collections import Counter, deque

from hulplijn.conversations.writer import Saying

_LAST = 64

Written = tuple[int, Saying]


class Recent:
    """One per process, used in its event loop."""

    def __init__(self) -> None:
        self._lines: Counter[uuid.UUID] = Counter()
        self._rows: dict[uuid.UUID, deque[Written]] = {}

    def watch(self, conversation_id: uuid.UUID) -> None:
        """One more line shows this conversation."""
        self._lines[conversation_id] += 1
        self._rows.setdefault(conversation_id, deque(maxlen=_LAST))

    def leave(self, conversation_id: uuid.UUID) -> None:
        """One less; with the last one, what was kept goes."""
        self._lines[conversation_id] -= 1
        if self._lines[conversation_id] <= 0:
            del self._lines[conversation_id]
            self._rows.pop(conversation_id, None)

    def is_watched(self, conversation_id: uuid.UUID) -> bool:
        """Whether a line shows this conversation, so that what is written in it is kept."""
        return conversation_id in self._rows

    def keep(self, saying: Saying, number: int) -> None:
        """`saying` is on disk under `number`."""
        rows = self._rows.get(saying.conversation_id)
        if rows is not None:
            rows.append((number, saying))

    def after(self, conversation_id: uuid.UUID, number: int) -> list[Written] | None:
        """What was written here after `number`, in order; None where something in between is not known."""
        found = [row for row in self._rows.get(conversation_id, ()) if row[0] > number]
        whole = all(row[0] == expected for expected, row in enumerate(found, start=number + 1))
        return found if whole else None
