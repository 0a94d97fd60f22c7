"""Small makers of ledger entries, by kind, as the rooms that own the kinds enter them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from hulplijn.ledger import actions, kinds

NOON = datetime(2024, 5, 15, 10, tzinfo=UTC)


def contact(times: int = 1, *, at: datetime = NOON, origin: str = "live", **codes: Any) -> list[uuid.UUID]:
    """`times` staffed chats that ended, all coded alike."""
    fact = contact_fact(**codes)
    return [actions.enter(fact, at=at, origin=origin) for _ in range(times)]


def contact_fact(**codes: Any) -> kinds.Fact:
    return _fact("contact_closed", **{"channel": "chat", "staffed": True, **codes})


def _fact(kind: str, **codes: Any) -> kinds.Fact:
    made: kinds.Fact = kinds.named(kind)(**codes)
    return made


def self_check(times: int = 1, *, at: datetime = NOON, **codes: Any) -> None:
    contact(times, at=at, channel="selfcheck", staffed=False, **codes)


def sent(times: int = 1, *, at: datetime = NOON) -> None:
    fact = _fact(
        "notice_sent",
        platform="instagram",
        content_kind="image",
        depicted_minor="no",
        reason="ncii_spread",
        items=1,
    )
    for _ in range(times):
        actions.enter(fact, at=at)


def decided(times: int = 1, *, honoured: bool, at: datetime = NOON) -> None:
    fact = _fact(
        "notice_decided",
        platform="instagram",
        content_kind="image",
        depicted_minor="no",
        reason="ncii_spread",
        outcome="removed" if honoured else "refused",
        honoured=honoured,
        hours_to_decision=30,
    )
    for _ in range(times):
        actions.enter(fact, at=at)


def referral(times: int = 1, *, partner: str, state: str = "advised", at: datetime = NOON) -> None:
    fact = _fact("referral_state", partner=partner, state=state, reason="ncii_spread")
    for _ in range(times):
        actions.enter(fact, at=at)


def nobody(times: int = 1, *, why: str, holds: bool = True, at: datetime = NOON) -> None:
    fact = _fact("nobody_named", why=why, reason="ncii_spread", holds=holds)
    for _ in range(times):
        actions.enter(fact, at=at)


def prevention(
    what: str, month: int, *, year: int = 2024, reached: int | None = None, minutes: int | None = None
) -> uuid.UUID:
    fact = _fact(
        "prevention", what=what, year=year, month=month, reached=reached, minutes=minutes, counts=True
    )
    entry = actions.enter(fact, at=NOON)
    assert entry
    return entry


def earlier(measure: str, value: int, *, year: int = 2023, source: str = "derived_from_growth") -> None:
    actions.enter(kinds.EarlierTotal(year, measure, value, source), at=NOON)


def a_year() -> None:
    """A small year in which every figure has something to show and nothing is hidden."""
    contact(27, age="16_17", gender="female", reason="ncii_spread", found_via="school")
    contact(21, age="19_25", gender="male", reason="account_hacked", found_via="police", channel="phone")
    contact(32, age="35_44", gender="female", reason="cyberbullying", found_via="unknown", channel="email")
    money: dict[str, Any] = {
        "reason": "sextortion_financial",
        "gender": "male",
        "platforms": ("instagram:contact_made_on",),
    }
    contact(5, paid="yes", paid_cents=50_000, demanded_cents=100_000, **money)
    contact(5, paid="yes", paid_cents=59_700, **money)
    contact(10, paid="no", **money)
    contact(5, paid="unknown", reason="sextortion_sexual", gender="female")
    contact(5, paid="unknown", reason="sextortion_criminal", gender="unknown")
    contact(6, counts_as_data=False, outcome="abuse_prank")
    self_check(40, reason="ncii_spread")
    sent(30)
    decided(17, honoured=True)
    decided(8, honoured=False)
    referral(9, partner="fier")
    referral(6, partner="csg", state="accepted")
    nobody(12, why="not_wanted")
    nobody(6, why="none_fits")
    nobody(7, why="not_asked", holds=False)
    prevention("lesson", 3, reached=54, minutes=150)
    prevention("lesson", 9, reached=28, minutes=60)
    prevention("press", 9)
    earlier("advice_questions", 100)
    earlier("staffed_contacts", 80)
