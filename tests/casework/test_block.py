"""Blocking who abuses the line: with a reason and an end, by a keyed hash, reviewed by a coordinator."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.casework import actions, company
from hulplijn.casework.actions.blocking import LASTS
from hulplijn.casework.errors import AlreadyClosed, NobodyToBlock
from hulplijn.casework.models import Block, Contact
from hulplijn.plumbing import due
from tests import builders
from tests.casework.told import events

pytestmark = pytest.mark.django_db
WHO = b"w" * 32


def blocked(by: Actor, at: datetime, *, lasts: str = "day", who_hash: bytes = WHO) -> tuple[Block, Contact]:
    contact = builders.taken_chat(by, "scheldt")
    made = actions.block(contact, who_hash=who_hash, reason="abuse", lasts=lasts, by=by, at=at)
    contact = Contact.objects.select_related("conversation", "coding").get(pk=contact.pk)
    return made, contact


def test_it_ends_the_talk_and_says_so_and_is_no_data(counsellor: Actor, at: datetime) -> None:
    _, contact = blocked(counsellor, at)
    assert contact.state == Contact.State.ENDED
    assert contact.conversation
    assert contact.conversation.closed_how == "blocked"
    assert events(contact)[-1][0] == "blocked"
    assert (contact.coding.outcome, contact.coding.counts_as_data) == ("abuse_prank", False)


def test_whoever_connects_like_this_is_kept_out_and_nobody_else(counsellor: Actor, at: datetime) -> None:
    blocked(counsellor, at)
    assert company.is_blocked(WHO, at)
    assert not company.is_blocked(b"x" * 32, at)
    assert not company.is_blocked(b"", at)


def test_after_its_end_nothing_is_left_of_it(counsellor: Actor, at: datetime) -> None:
    blocked(counsellor, at, lasts="hour")
    over = at + timedelta(hours=1)
    assert not company.is_blocked(WHO, over)
    due.run_due(at=over)
    assert not Block.objects.exists()


def test_none_lasts_longer_than_thirty_days() -> None:
    assert max(LASTS.values()) == timedelta(days=30)


def test_a_coordinator_reviews_it_and_can_undo_it(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    made, _ = blocked(counsellor, at)
    assert company.unreviewed_blocks(at) == 1
    with pytest.raises(NotAllowed):
        actions.undo_block(made, by=counsellor, at=at)
    assert actions.review_block(made, by=coordinator, at=at).state == Block.State.REVIEWED
    assert company.is_blocked(WHO, at)
    assert actions.undo_block(made, by=coordinator, at=at).state == Block.State.UNDONE
    assert not company.is_blocked(WHO, at)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"contact.block", "block.review", "block.undo"} <= verbs


def test_those_that_nobody_reviewed_come_first(counsellor: Actor, coordinator: Actor, at: datetime) -> None:
    first, _ = blocked(counsellor, at)
    second, _ = blocked(counsellor, at + timedelta(minutes=1), who_hash=b"y" * 32)
    third, _ = blocked(counsellor, at + timedelta(minutes=2), who_hash=b"z" * 32)
    actions.review_block(third, by=coordinator, at=at + timedelta(minutes=3))
    listed = company.blocks(at + timedelta(minutes=3))
    assert [one.pk for one in listed] == [second.pk, first.pk, third.pk]


def test_only_who_is_connected_can_be_blocked_and_only_by_her_own_counsellor(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    with pytest.raises(NobodyToBlock):
        actions.block(contact, who_hash=b"", reason="abuse", lasts="day", by=counsellor, at=at)
    with pytest.raises(NotYours):
        actions.block(contact, who_hash=WHO, reason="abuse", lasts="day", by=colleague, at=at)
    actions.end(contact, by=counsellor, at=at)
    with pytest.raises(AlreadyClosed):
        actions.block(contact, who_hash=WHO, reason="abuse", lasts="day", by=counsellor, at=at)
    assert not Block.objects.exists()
