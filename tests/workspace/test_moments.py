"""How a moment is written beside a conversation."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from hulplijn.workspace.templatetags.moments import day, moment

NOW = datetime(2026, 1, 15, 19, 52, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 1, 15, 19, 40, tzinfo=UTC), "20:40"),
        (datetime(2026, 1, 14, 22, 59, tzinfo=UTC), "gisteren 23:59"),
        (datetime(2026, 1, 2, 20, 18, tzinfo=UTC), "2 januari 21:18"),
        (datetime(2025, 1, 14, 20, 18, tzinfo=UTC), "14 januari 2025 21:18"),
        (datetime(2024, 12, 26, 20, 18, tzinfo=UTC), "26 december 2024 21:18"),
        (datetime(2026, 1, 14, 23, 5, tzinfo=UTC), "00:05"),
    ],
)
def test_a_moment_of_another_day_says_which(at: datetime, said: str) -> None:
    with override("nl"):
        assert moment(at, NOW) == said
        assert day(at, NOW) == said[:-5].rstrip()


def test_what_has_not_happened_has_no_moment() -> None:
    assert moment(None, NOW) == ""
