"""Whoever is blocked, and the three hundred others behind the same school address."""

from __future__ import annotations

from datetime import datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import company
from hulplijn.casework.errors import NobodyToBlock
from hulplijn.channels.chat import actions, presence
from hulplijn.channels.chat.who import who_hash
from tests import builders

pytestmark = pytest.mark.django_db
SCHOOL = "192.0.2.7"


def pupil(number: int) -> bytes:
    """One of many telephones and computers behind the school's address."""
    browser = f"Mozilla/5.0 (Linux; Android {10 + number % 6}; Phone {number}) Chrome/{100 + number % 40}"
    return who_hash(SCHOOL, {"user-agent": browser, "accept-language": "nl-NL"})


def test_the_other_three_hundred_behind_the_same_address_get_in(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "scheldt")
    assert contact.conversation
    presence.up(contact.conversation, who_hash=pupil(0), at=at, until=at)
    made = actions.block(contact, reason="abuse", lasts="month", by=counsellor, at=at)
    assert bytes(made.who_hash) == pupil(0)
    assert company.is_blocked(pupil(0), at)
    assert not any(company.is_blocked(pupil(number), at) for number in range(1, 301))


def test_who_is_gone_cannot_be_blocked_any_more(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "scheldt")
    with pytest.raises(NobodyToBlock):
        actions.block(contact, reason="abuse", lasts="hour", by=counsellor, at=at)
