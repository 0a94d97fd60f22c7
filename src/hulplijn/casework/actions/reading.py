"""What is said and written in a case: `open_case`, `print_case`, `look_through_cases`, `find_in_case`,
`name_case`, `write_note`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights
from hulplijn.casework.actions.looking_wider import reason_of
from hulplijn.casework.errors import NameTooLong, NoteEmpty, NoteTooLong
from hulplijn.casework.models import Case, Contact, Note
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.privacy.keys import open_key
from hulplijn.privacy.sealing import Sealer

LONGEST_NOTE = 10_000
LONGEST_NAME = 60


@dataclass(frozen=True)
class OpenedCase:
    """A case and the handle without which nothing of it decrypts. Made by `open_case` only."""

    case: Case
    sealer: Sealer = field(repr=False)


def open_case(
    case: Case, *, by: Actor, at: datetime, why: str = "", contact: Contact | None = None
) -> OpenedCase:
    """Open `case` for reading; `why` is a coded reason, kept in the audit log.

    With `contact`, for what belongs to that one: its owner may, and who was let in while it goes on. Where
    the case is neither hers nor shared with her, the reason that she gave before is what the log gets.

    Raises:
        ReasonNeeded: she has not given one.
        NotYours: no contact of the case is `by`'s, or this one goes on without `by`.
        KeyGone: the case was erased.
    """
    rights.require(by, "case.read", contact or case, at=at)
    wider = reason_of(case, by=by, at=at, contact=contact)
    sealer = open_key(case.key_id)
    audit.record("case.read", by=by, on=case, at=at, why=wider or why)
    return OpenedCase(case, sealer)


def print_case(case: Case, *, by: Actor, at: datetime, contact: Contact | None = None) -> None:
    """Enter that `by` prints what she sees of `case`, as her browser tells (NEN 7513: copy or print).

    Raises:
        ReasonNeeded, NotYours: as `open_case`.
    """
    rights.require(by, "case.read", contact or case, at=at)
    wider = reason_of(case, by=by, at=at, contact=contact)
    audit.record("case.print", by=by, on=case, at=at, why=wider)


def look_through_cases(*, by: Actor, at: datetime, sought: str = "") -> None:
    """`by` looks through the list of cases, or searches it; the log gets a line, without what was typed."""
    rights.require(by, "case.list", at=at)
    audit.record("case.search" if sought else "case.list", by=by, at=at)


def find_in_case(opened: OpenedCase, *, by: Actor, at: datetime) -> None:
    """Enter that `by` looks for words in an opened case; the log does not get the words."""
    audit.record("case.find", by=by, on=opened.case, at=at)


def checked_name(name: str) -> str:
    """`name` without white space around it.

    Raises:
        NameTooLong
    """
    kept = " ".join(name.replace("\0", "").split())
    if len(kept) > LONGEST_NAME:
        raise NameTooLong(len(kept), LONGEST_NAME)
    return kept


def checked_note(text: str) -> str:
    """`text` as a note keeps it.

    Raises:
        NoteEmpty, NoteTooLong
    """
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if not kept:
        raise NoteEmpty
    if len(kept) > LONGEST_NOTE:
        raise NoteTooLong(len(kept), LONGEST_NOTE)
    return kept


def name_case(opened: OpenedCase, *, by: Actor, at: datetime, name: str) -> Case:
    """Write down what the person wants to be called; an empty name takes it away.

    Raises:
        NameTooLong
    """
    rights.require(by, "case.name", at=at)
    kept, case = checked_name(name), opened.case
    case.name = opened.sealer.seal(kept, about=case.name_about) if kept else None
    with writing():
        case.save(update_fields=["name"])
        audit.record("case.name", by=by, on=case, at=at)
        after_commit(lambda: bus.publish("queue"))
    return case


def write_note(
    opened: OpenedCase,
    *,
    by: Actor,
    at: datetime,
    text: str,
    contact: Contact | None = None,
    sent_as: uuid.UUID | None = None,
) -> Note:
    """Write a note in an opened case, beside `contact` where it belongs to one: a guest's is a side note.

    `sent_as` is what its page calls it. Sent again because an answer got lost, it is the note that was kept;
    other words under that name are a note of their own.

    Raises:
        NotYours: a guest who only reads.
        NoteEmpty, NoteTooLong
    """
    rights.require(by, "note.write", contact or opened.case, at=at)
    kept = checked_note(text)
    if contact and contact.case_id != opened.case.pk:
        raise ValueError("the contact is of another case")
    note = Note(case=opened.case, contact=contact, author_id=int(by.id), at=at)
    with writing():
        there, is_new = _kept_once(opened, note, kept, sent_as or uuid.uuid4())
        if is_new:
            audit.record("note.write", by=by, on=opened.case, at=at)
        if is_new and contact and contact.conversation:
            topic = contact.conversation.topic
            after_commit(lambda: bus.publish(topic, "notes"))
    return there


def _kept_once(opened: OpenedCase, note: Note, text: str, name: uuid.UUID) -> tuple[Note, bool]:
    """`note` with `text` under `name`, or the same one that is there already; and whether it is new."""
    while True:
        note.pk = name
        note.body = opened.sealer.seal(text, about=note.about)
        Note.objects.bulk_create([note], ignore_conflicts=True)
        there = Note.objects.get(pk=name)
        if bytes(there.body) == note.body:  # no two sealings are alike, so this is ours
            return there, True
        if _is_same(opened, there, note, text):
            return there, False
        name = uuid.uuid5(name, "next")


def _is_same(opened: OpenedCase, there: Note, note: Note, text: str) -> bool:
    if (there.case_id, there.contact_id, there.author_id) != (note.case_id, note.contact_id, note.author_id):
        return False
    return opened.sealer.open(bytes(there.body), about=there.about).reveal() == text
