"""Somebody who abuses the line: `block`, `review_block`, `undo_block`, and the end of a block."""

from __future__ import annotations

from datetime import datetime, timedelta

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework import rights
from hulplijn.casework.actions import waking
from hulplijn.casework.actions.ending import end_blocked
from hulplijn.casework.actions.rows import held
from hulplijn.casework.errors import AlreadyClosed, NobodyToBlock, NotTakenYet
from hulplijn.casework.models import Block, Contact
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import after_commit, writing

LASTS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
}
"""How long a block can last. Thirty days is the most that such a hash may be kept."""

OVER = "casework.block_over"


def block(contact: Contact, *, who_hash: bytes, reason: str, lasts: str, by: Actor, at: datetime) -> Block:
    """End `contact` and let whoever is behind it begin no chat for as long as `lasts` says.

    `who_hash` is what the chat knows of her connection: a keyed hash of address and browser.

    Raises:
        NotYours, NotTakenYet, AlreadyClosed
        NobodyToBlock: she is no longer connected.
    """
    rights.require(by, "contact.block", contact, at=at)
    if not who_hash:
        raise NobodyToBlock
    with writing():
        contact = held(contact)
        if contact.ended_at:
            raise AlreadyClosed
        if contact.owner_id is None:
            raise NotTakenYet
        made = Block.objects.create(
            who_hash=who_hash,
            reason=Block.Reason(reason),
            by_id=int(by.id),
            at=at,
            until=at + LASTS[lasts],
        )
        end_blocked(contact, by=by, at=at)
        due.put(OVER, made.pk, made.until)
        # The log names the contact and the block apart, so that nothing leads from one to the other.
        audit.record("contact.block", by=by, on=contact, at=at)
        waking.wake(contact, contact.owner_id, at=at)
    return made


def review_block(made: Block, *, by: Actor, at: datetime) -> Block:
    """A coordinator has looked at `made` and lets it stand.

    Raises:
        NotAllowed
    """
    rights.require(by, "block.review", at=at)
    with writing():
        if Block.objects.filter(pk=made.pk, reviewed_at=None, undone_at=None).update(
            reviewed_by=int(by.id), reviewed_at=at
        ):
            audit.record("block.review", by=by, on=made, at=at)
    made.refresh_from_db()
    return made


def undo_block(made: Block, *, by: Actor, at: datetime) -> Block:
    """A coordinator takes `made` away: she can chat again at once.

    Raises:
        NotAllowed
    """
    rights.require(by, "block.undo", at=at)
    with writing():
        if Block.objects.filter(pk=made.pk, undone_at=None).update(
            undone_at=at, reviewed_by=int(by.id), reviewed_at=at
        ):
            audit.record("block.undo", by=by, on=made, at=at)
            after_commit(lambda: bus.publish("queue"))
    made.refresh_from_db()
    return made


def block_over(key: str, at: datetime) -> None:
    """Due: a block has ended, and with it all that was kept of whom it was about."""
    with writing():
        gone, _ = Block.objects.filter(pk=key, until__lte=at).delete()
        if gone:
            audit.record("block.over", by=SYSTEM, at=at)
