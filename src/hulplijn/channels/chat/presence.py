"""Who is connected in this process: a passing state, for the other side's line only."""

from __future__ import annotations

from collections import Counter

from hulplijn.plumbing import bus


class Links:
    """How many visitors' connections each conversation has."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def up(self, topic: str) -> None:
        """One more connection."""
        self._count[topic] += 1
        bus.publish(topic, "link")

    def down(self, topic: str) -> None:
        """One less."""
        self._count[topic] -= 1
        if self._count[topic] <= 0:
            del self._count[topic]
        bus.publish(topic, "link")

    def is_up(self, topic: str) -> bool:
        """Whether the visitor is connected."""
        return topic in self._count


links = Links()
