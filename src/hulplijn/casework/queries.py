"""Reads of casework. What was said or written needs an opened case."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import COORDINATOR
from hulplijn.casework import closing, sealed
from hulplijn.casework.actions.reading import OpenedCase
from hulplijn.casework.closing import Question
from hulplijn.casework.company import asked, is_blocked, readers, viewers
from hulplijn.casework.models import Case, Contact, Note, NoteDraft
from hulplijn.conversations.models import Message
from hulplijn.privacy.private_text import PrivateText

__all__ = [
    "Mine",
    "ReadNote",
    "Waiting",
    "asked",
    "cases",
    "contact",
    "contact_of",
    "contacts_of",
    "is_blocked",
    "mine",
    "name",
    "notes",
    "readers",
    "still_to_ask",
    "viewers",
    "waiting",
]


@dataclass(frozen=True)
class Waiting:
    """A contact that nobody has taken, and how long it waits."""

    contact: Contact
    waits: timedelta


@dataclass(frozen=True)
class Mine:
    """A contact of one counsellor that is not closed.

    `waits_for_me`: the visitor spoke last. `quiet_since`: when anybody last spoke. `unseen`: messages
    of the visitor that the counsellor's screen has not shown yet.
    """

    contact: Contact
    name: PrivateText | None
    waits_for_me: bool
    quiet_since: datetime
    unseen: int
    still_to_ask: int


@dataclass(frozen=True)
class ReadNote:
    """A note, decrypted."""

    id: uuid.UUID
    contact_id: uuid.UUID | None
    author: str
    at: datetime
    text: PrivateText


def _contacts() -> QuerySet[Contact]:
    return Contact.objects.select_related("case", "conversation", "coding", "owner")


def contact(id: uuid.UUID) -> Contact:
    """The contact with its case, conversation, coding and owner.

    Raises:
        Contact.DoesNotExist
    """
    return _contacts().get(pk=id)


def contact_of(conversation_id: uuid.UUID) -> Contact:
    """The contact whose conversation this is.

    Raises:
        Contact.DoesNotExist
    """
    return _contacts().get(conversation_id=conversation_id)


def waiting(at: datetime) -> list[Waiting]:
    """Who waits, the longest first."""
    rows = _contacts().filter(taken_at=None, ended_at=None).order_by("started_at", "pk")
    return [Waiting(row, max(at - row.started_at, timedelta(0))) for row in rows]


def mine(by: Actor) -> list[Mine]:
    """The contacts of `by` that are not closed: who waits for her first, then the rest, then wrap-ups.
    What is put away until a moment is not among them.

    The names are read without a line in the audit log of their own: she took these contacts, which is logged.
    """
    last = Message.objects.filter(conversation=OuterRef("conversation")).order_by("-number")
    spoken = last.exclude(sender=Message.Sender.SYSTEM)
    unseen = (
        Message.objects.filter(
            conversation=OuterRef("conversation"),
            sender=Message.Sender.VISITOR,
            number__gt=OuterRef("conversation__seen_by_staff"),
        )
        .order_by()
        .values("conversation")
        .annotate(many=Count("pk"))
    )
    rows = (
        _contacts()
        .filter(owner_id=int(by.id), closed_at=None)
        .annotate(
            last_sender=Subquery(spoken.values("sender")[:1]),
            last_at=Subquery(spoken.values("at")[:1]),
            unseen=Subquery(unseen.values("many")),
        )
        .order_by("taken_at", "pk")
    )
    found = [_mine(row) for row in rows if not _is_asleep(row)]
    return sorted(
        found, key=lambda one: (one.contact.ended_at is not None, not one.waits_for_me, one.quiet_since)
    )


def _is_asleep(row: Contact) -> bool:
    """Whether it is out of sight: put away, and the visitor has said nothing since."""
    if row.snoozed_until is None or row.snoozed_at is None:
        return False
    last_at: datetime | None = row.last_at  # type: ignore[attr-defined]
    woke = row.last_sender == Message.Sender.VISITOR and last_at and last_at > row.snoozed_at  # type: ignore[attr-defined]
    return not woke


def _mine(row: Contact) -> Mine:
    last_at: datetime | None = row.last_at  # type: ignore[attr-defined]
    return Mine(
        contact=row,
        name=sealed.name_of(row.case),
        waits_for_me=row.ended_at is None and row.last_sender == Message.Sender.VISITOR,  # type: ignore[attr-defined]
        quiet_since=row.ended_at or last_at or row.started_at,
        unseen=row.unseen or 0,  # type: ignore[attr-defined]
        still_to_ask=len(closing.fields_that_must_be_chosen(row, row.coding)),
    )


def still_to_ask(of: Contact) -> list[Question]:
    """What must still be asked or chosen before `of` can close."""
    return closing.still_open(of, of.coding)


def cases(by: Actor, *, reference: str = "", has: Q | None = None, most: int = 50) -> list[Case]:
    """Cases, the newest first: a counsellor's own, all for a coordinator; by the start of a reference.
    What is merged is one, under the reference that goes on.

    `has` is what must be true of one of their contacts. These are loaded with them.
    """
    found = Case.real.filter(merged_into=None).order_by("-opened_at", "pk")
    if COORDINATOR not in by.roles:
        found = found.filter(_with(Q(owner_id=int(by.id))))
    if reference.strip():
        named = Case.objects.filter(reference__istartswith=reference.strip())
        found = found.filter(Q(pk__in=named.values("pk")) | Q(pk__in=named.values("merged_into")))
    if has is not None:
        found = found.filter(_with(has))
    loaded = [f"{of}contacts__{what}" for of in ("", "merged__") for what in ("owner", "coding")]
    return list(found.prefetch_related(*loaded)[:most])


def _with(has: Q) -> Q:
    """A case of which a contact has it, or a contact of what is merged into it."""
    contacts = Contact.objects.filter(has)
    merged = contacts.filter(case__merged_into__isnull=False)
    return Q(pk__in=contacts.values("case")) | Q(pk__in=merged.values("case__merged_into"))


def contacts_of(case: Case) -> list[Contact]:
    """The contacts of `case`, oldest first."""
    return list(_contacts().filter(case=case).order_by("started_at", "pk"))


def name(opened: OpenedCase) -> PrivateText | None:
    """What the person wants to be called."""
    case = opened.case
    return opened.sealer.open(case.name, about=case.name_about) if case.name else None


def note_draft(opened: OpenedCase, contact: Contact, *, by: Actor) -> PrivateText | None:
    """The note that `by` was typing beside `contact`, which has no conversation."""
    draft = NoteDraft.objects.filter(contact=contact, staff_id=int(by.id)).first()
    return opened.sealer.open(draft.body, about=draft.about) if draft else None


def notes(opened: OpenedCase) -> list[ReadNote]:
    """The notes of an opened case, oldest first."""
    rows = Note.objects.filter(case=opened.case).select_related("author").order_by("at", "pk")
    return [
        ReadNote(
            row.pk, row.contact_id, row.author.alias, row.at, opened.sealer.open(row.body, about=row.about)
        )
        for row in rows
    ]


def owners(contact_ids: list[uuid.UUID]) -> dict[uuid.UUID, int | None]:
    """Whose each of these contacts is now."""
    return dict(Contact.objects.filter(pk__in=contact_ids).values_list("pk", "owner_id"))
