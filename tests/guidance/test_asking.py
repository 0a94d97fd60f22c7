"""When a no may be followed by one more question: a rule, without a database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hulplijn.guidance.rules.asking import MOST_TIMES, REST, may_ask_again
from tests.environment import AT

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("after", "agreed", "may"),
    [
        (MINUTE, None, False),
        (MINUTE, -MINUTE, False),
        (MINUTE, timedelta(0), False),
        (2 * MINUTE, MINUTE, True),
        (REST - timedelta(seconds=1), None, False),
        (REST, None, True),
    ],
)
def test_her_no_is_left_alone_until_something_is_new_or_a_while_has_passed(
    after: timedelta, agreed: timedelta | None, may: bool
) -> None:
    agreed_at = None if agreed is None else AT + agreed
    assert may_ask_again(times=1, answered_at=AT, agreed_at=agreed_at, at=AT + after) is may
    assert not may_ask_again(times=MOST_TIMES, answered_at=AT, agreed_at=agreed_at, at=AT + after)
