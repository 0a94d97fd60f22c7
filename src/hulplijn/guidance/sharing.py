"""What we agreed, seen and ticked by the visitor while they talk: `show_list` (whoever helps her asks),
`answer_list` (she says yes, no, or no longer); and what it holds: `shared_list`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework.actions.rows import held
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.content.plan_shapes import Item
from hulplijn.conversations.models import topic_of
from hulplijn.guidance import rights
from hulplijn.guidance.models import SharedList, Tick, Walk
from hulplijn.guidance.queries import first_aid_of, plan_walked
from hulplijn.guidance.rules.asking import MOST_TIMES, may_ask_again
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing

BY_STAFF, BY_VISITOR = "list:staff", "list:visitor"
"""Signs that the list, or who sees it, has changed; each side hears what the other one did."""


class NothingToShow(Exception):
    """No talk goes on, or nothing in its plan is for visitors."""


class SheSaidNo(Exception):
    """She did not want the list, or no longer; it is too soon to ask again, or she was asked twice."""


@dataclass(frozen=True)
class SharedItem:
    """One thing of the list: whether whoever helps her ticked it, and whether she did."""

    item: Item
    is_agreed: bool
    is_done: bool


@dataclass(frozen=True)
class Shared:
    """The list as it stands with its visitor: `state` is asked, yes or no; items only after her yes. `times`
    is how often she was asked."""

    state: str
    plan: str = ""
    items: tuple[SharedItem, ...] = ()
    times: int = 1

    @property
    def is_last(self) -> bool:
        """Whether her answer stands: she is not asked again."""
        return self.times >= MOST_TIMES

    @property
    def stamp(self) -> str:
        """Another one whenever her page must show something else."""
        each = (f"{one.item.id}:{one.is_agreed:d}{one.is_done:d}" for one in self.items)
        return " ".join((self.state, self.plan, *each))


def show_list(contact: Contact, *, by: Actor, at: datetime) -> SharedList:
    """Ask the visitor whether she wants to see what they agree on. Pressing twice is one question; after her
    no, one more follows where `can_ask_again`.

    Raises:
        NotYours: `by` neither owns the contact nor is a coordinator.
        NothingToShow, SheSaidNo
    """
    rights.require(by, "list.show", contact, at=at)
    if not can_be_shown(contact):
        raise NothingToShow
    with writing():
        contact = held(contact)
        facts = {"by_id": int(by.id), "asked_at": at}
        found, is_new = SharedList.objects.get_or_create(contact=contact, defaults=facts)
        if found.state == SharedList.State.NO:
            _ask_again(found, by=by, at=at)
            is_new = True
        if is_new:
            audit.record("list.show", by=by, on=contact, at=at)
            tell(contact, BY_STAFF)
    return found


def _ask_again(found: SharedList, *, by: Actor, at: datetime) -> None:
    if not _may_follow(found, at):
        raise SheSaidNo
    found.state, found.times = SharedList.State.ASKED, found.times + 1
    found.by_id, found.asked_at = int(by.id), at
    found.save(update_fields=["state", "times", "by", "asked_at"])


def can_ask_again(contact: Contact, *, at: datetime) -> bool:
    """Whether she said no and may be asked once more: something was agreed since, or it is a while ago."""
    row = SharedList.objects.filter(pk=contact.pk, state=SharedList.State.NO).first()
    return row is not None and can_be_shown(contact) and _may_follow(row, at)


def _may_follow(row: SharedList, at: datetime) -> bool:
    walk = Walk.objects.filter(pk=row.pk).first()
    plan = plan_walked(walk) if walk else None
    hers = [item.id for item in plan.visitor_ticks] if plan else []
    ticked = Tick.objects.filter(walk=walk, answer=Tick.Answer.DONE, item__in=hers)
    agreed_at = ticked.aggregate(last=Max("at"))["last"]
    return may_ask_again(
        times=row.times, answered_at=row.answered_at or row.asked_at, agreed_at=agreed_at, at=at
    )


def answer_list(contact: Contact, yes: bool, *, by: Actor, at: datetime) -> bool:
    """She wants to see the list, or no longer does. False where nobody asked, or she has said no before.

    Raises:
        NotYours: it is another visitor's contact.
    """
    rights.require(by, "list.answer", contact, at=at)
    state = SharedList.State.YES if yes else SharedList.State.NO
    with writing():
        contact = held(contact)
        open_ones = SharedList.objects.filter(contact=contact).exclude(state=SharedList.State.NO)
        won = contact.ended_at is None and open_ones.update(state=state, answered_at=at)
        if won:
            audit.record("list.answer", by=by, on=contact, at=at, why=state)
            tell(contact, BY_VISITOR)
    return bool(won)


def can_be_shown(contact: Contact) -> bool:
    """Whether a talk goes on, in a plan that has something for visitors."""
    walk = Walk.objects.filter(pk=contact.pk).first()
    plan = plan_walked(walk) if walk else None
    return contact.goes_on and bool(plan and plan.visitor_ticks and content.is_public(plan))


def shared_list(contact: Contact) -> Shared | None:
    """The list of `contact`, where it was offered to its visitor; one query where it was not."""
    row = SharedList.objects.filter(pk=contact.pk).first()
    if row is None or row.state != SharedList.State.YES:
        return Shared(row.state, times=row.times) if row else None
    walk = Walk.objects.filter(pk=contact.pk).first()
    plan = plan_walked(walk) if walk else None
    if plan is None or not content.is_public(plan):
        return Shared(SharedList.State.YES, times=row.times)
    agreed = set(Tick.objects.filter(walk=walk, answer=Tick.Answer.DONE).values_list("item", flat=True))
    own = first_aid_of(contact)
    done = set(own.done) if own and own.plan == plan.id else set[str]()
    items = tuple(
        SharedItem(item, item.id in agreed, item.id in done)
        for item in plan.visitor_ticks
        if item.id in agreed | done
    )
    return Shared(SharedList.State.YES, plan.id, items, row.times)


def tell(contact: Contact, sign: str) -> None:
    """Wake the pages that show this talk once the write is done."""
    if contact.conversation_id is not None:
        topic = topic_of(contact.conversation_id)
        after_commit(lambda: bus.publish(topic, sign))
