"""Reads of who else is at a contact: the next owner, guests, viewers; and of who is kept out."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from hulplijn.audit.actors import Actor
from hulplijn.casework import rights
from hulplijn.casework.actions.reading import OpenedCase
from hulplijn.casework.models import Block, Contact, Guest, Handover, Viewer
from hulplijn.conversations.models import Message
from hulplijn.privacy.private_text import PrivateText

VIEW_HOLDS = timedelta(seconds=50)
"""A screen that has been silent for longer shows nothing any more; screens beat every 20 seconds."""

_IN = (Guest.Consent.GIVEN, Guest.Consent.DANGER)


@dataclass(frozen=True)
class Asked:
    """The question that a visitor gets: may this person read along?"""

    id: uuid.UUID
    name: str
    how: str


@dataclass(frozen=True)
class LetIn:
    """Somebody whom the visitor let read along, which she may take back."""

    id: uuid.UUID
    name: str


@dataclass(frozen=True)
class Note:
    """What one owner wrote for the next; `to` is empty where it went back to the queue."""

    id: uuid.UUID
    by: str
    to: str
    at: datetime
    text: PrivateText


def guests(contact: Contact) -> list[Guest]:
    """All who were ever let in here, or asked for, oldest first."""
    return list(Guest.objects.filter(contact=contact).select_related("staff").order_by("asked_at", "pk"))


def asked(contact: Contact) -> Asked | None:
    """Whom the visitor is asked to let in now, the longest asked first."""
    rows = Guest.objects.filter(contact=contact, ended_at=None, consent=Guest.Consent.ASKED)
    first = rows.select_related("staff").order_by("asked_at", "pk").first()
    return Asked(first.pk, first.staff.alias, first.how) if first else None


def readers(contact: Contact) -> list[str]:
    """The aliases of who reads along now."""
    rows = Guest.objects.filter(contact=contact, ended_at=None, consent__in=_IN)
    return list(rows.order_by("answered_at", "pk").values_list("staff__alias", flat=True))


def let_in_by_visitor(contact: Contact) -> list[LetIn]:
    """Who reads along now since the visitor said yes."""
    rows = Guest.objects.filter(contact=contact, ended_at=None, consent=Guest.Consent.GIVEN)
    return [
        LetIn(one.pk, one.staff.alias) for one in rows.select_related("staff").order_by("answered_at", "pk")
    ]


def viewers(contact: Contact, at: datetime) -> list[Viewer]:
    """Who of the staff has `contact` on her screen at `at`, by alias."""
    rows = Viewer.objects.filter(contact=contact, seen_at__gt=at - VIEW_HOLDS)
    return list(rows.select_related("staff").order_by("staff__alias", "pk"))


def seen_by(contacts: Iterable[Contact], at: datetime) -> dict[uuid.UUID, list[str]]:
    """The aliases of the viewers of many contacts."""
    found: dict[uuid.UUID, list[str]] = {}
    rows = Viewer.objects.filter(contact__in=list(contacts), seen_at__gt=at - VIEW_HOLDS)
    for contact, alias in rows.order_by("staff__alias").values_list("contact", "staff__alias"):
        found.setdefault(contact, []).append(alias)
    return found


def open_handover(contact: Contact) -> Handover | None:
    """The handover that waits for an answer."""
    return _handovers().filter(contact=contact, state=Handover.State.ASKED).first()


def last_handover(contact: Contact) -> Handover | None:
    """The newest, so that its owner sees what became of it."""
    return _handovers().filter(contact=contact, to__isnull=False).order_by("-asked_at", "-pk").first()


def has_handed_over(by: Actor, contact: Contact) -> bool:
    """Whether it was `by` from whom the one who has `contact` now took it over."""
    last = last_handover(contact)
    if last is None or last.state != Handover.State.ACCEPTED:
        return False
    return str(last.by_id) == by.id and last.to_id == contact.owner_id


def handovers_to(by: Actor, at: datetime) -> list[Handover]:
    """What `by` is asked to take over at `at`."""
    rows = _handovers().filter(to_id=int(by.id), state=Handover.State.ASKED, due_at__gt=at)
    return list(rows.order_by("asked_at"))


def handover(id: uuid.UUID) -> Handover:
    """One handover.

    Raises:
        Handover.DoesNotExist
    """
    return _handovers().get(pk=id)


def handover_notes(opened: OpenedCase, contact: Contact) -> list[Note]:
    """What owners of `contact` wrote for the next one, oldest first."""
    rows = _handovers().filter(contact=contact, state=Handover.State.ACCEPTED).order_by("asked_at", "pk")
    return [
        Note(
            row.pk,
            row.by.alias,
            row.to.alias if row.to else "",
            row.asked_at,
            opened.sealer.open(row.note, about=row.about),
        )
        for row in rows
    ]


def _handovers() -> QuerySet[Handover]:
    with_them = Handover.objects.select_related("contact__case", "contact__conversation", "contact__owner")
    return with_them.select_related("by", "to")


def guest(id: uuid.UUID) -> Guest:
    """One guest.

    Raises:
        Guest.DoesNotExist
    """
    return Guest.objects.select_related("staff", "contact__conversation", "contact__owner").get(pk=id)


def asked_of_visitor(conversation_id: uuid.UUID, guest_id: uuid.UUID) -> Guest | None:
    """The guest about whom the visitor of this conversation is asked."""
    return (
        Guest.objects.select_related("staff", "contact__conversation")
        .filter(pk=guest_id, contact__conversation=conversation_id)
        .first()
    )


def my_visits(by: Actor) -> list[Guest]:
    """Where `by` looks along, or waits for an answer."""
    rows = Guest.objects.filter(staff_id=int(by.id), ended_at=None, contact__ended_at=None)
    return list(rows.select_related("contact__case", "contact__owner", "staff").order_by("asked_at", "pk"))


def offers_to(by: Actor) -> list[Guest]:
    """Colleagues who offered to look along with `by`."""
    rows = Guest.objects.filter(
        contact__owner_id=int(by.id), contact__ended_at=None, ended_at=None, consent=Guest.Consent.OFFERED
    )
    return list(rows.select_related("contact__case", "staff").order_by("asked_at", "pk"))


def refused_to(by: Actor) -> set[uuid.UUID]:
    """The contacts that go on, whose visitors did not want `by` to read along."""
    rows = Guest.objects.filter(staff_id=int(by.id), contact__ended_at=None, consent=Guest.Consent.REFUSED)
    return set(rows.values_list("contact", flat=True))


def under_way() -> list[Contact]:
    """Every conversation that somebody has taken and that goes on, the oldest first."""
    rows = Contact.real.filter(taken_at__isnull=False, ended_at=None, conversation__isnull=False)
    return list(rows.select_related("case", "owner", "conversation").order_by("started_at", "pk"))


def talking_with(staff_id: int) -> list[Contact]:
    """The conversations that go on with one counsellor."""
    return [one for one in under_way() if one.owner_id == staff_id]


def waits_for_answer(contact: Contact) -> bool:
    """Whether it is her counsellor's turn: she spoke last, or nobody has spoken yet."""
    return contact.pk in waiting_for_answer([contact])


def waiting_for_answer(contacts: Iterable[Contact]) -> set[uuid.UUID]:
    """Which of these wait for a word of their counsellor."""
    said = Message.objects.filter(conversation=OuterRef("conversation")).exclude(sender=Message.Sender.SYSTEM)
    last = Subquery(said.order_by("-number").values("sender")[:1])
    rows = Contact.objects.filter(pk__in=[one.pk for one in contacts]).annotate(last=last)
    hers = Q(last=None) | Q(last=Message.Sender.VISITOR)
    return set(rows.filter(hers).values_list("pk", flat=True))


def in_danger(by: Actor) -> list[Contact]:
    """Where an owner called for help, but those that are `by`'s own: the newest call first.

    A call that came once the talk was over stands until that contact is closed.
    """
    after_its_end = Q(closed_at=None, danger_called_at__gte=F("ended_at"))
    called = Contact.real.filter(Q(ended_at=None) | after_its_end, danger_called_at__isnull=False)
    rows = called.exclude(owner_id=int(by.id))
    return list(rows.select_related("case", "owner").order_by("-danger_called_at"))


def may_see_dangers(by: Actor) -> bool:
    """Whether calls for danger are for `by`."""
    return rights.may(by, "contact.let_in_for_danger")


def is_blocked(who_hash: bytes, at: datetime) -> bool:
    """Whether whoever connects like this is kept out at `at`."""
    rows = Block.objects.filter(who_hash=who_hash, at__lte=at, until__gt=at, undone_at=None)
    return bool(who_hash) and rows.exists()


def blocks(at: datetime) -> list[Block]:
    """The blocks that have not ended, those that nobody reviewed first, then the newest."""
    rows = Block.objects.filter(until__gt=at).select_related("by", "reviewed_by")
    return list(rows.order_by(F("reviewed_at").desc(nulls_first=True), "-at", "pk"))


def unreviewed_blocks(at: datetime) -> int:
    """How many blocks wait for a coordinator."""
    return Block.objects.filter(until__gt=at, reviewed_at=None, undone_at=None).count()
