"""A case goes to the next shift with a summary: `pass_on`, `take_on`."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights, sealed
from hulplijn.casework.actions import tasks, waking
from hulplijn.casework.actions.reading import checked_note
from hulplijn.casework.actions.rows import held
from hulplijn.casework.errors import HandedOverAlready, NotTakenYet, StillTalking, TakenByColleague
from hulplijn.casework.models import Contact, Note, PassedOn, Task
from hulplijn.plumbing.database import writing


def pass_on(
    contact: Contact,
    *,
    is_so: str,
    was_done: str,
    to_do: str,
    due_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> PassedOn:
    """Leave `contact` for the next shift, with what is so, what was done, and what must be done until when.

    The three become one note in the case, and what must be done a task that is nobody's yet. A talk that
    goes on is handed to a colleague instead (`hand_over`).

    Raises:
        NotYours: `by` neither owns the contact nor is a coordinator.
        StillTalking, NotTakenYet, HandedOverAlready
        NoteEmpty: it does not say how things are.
        NoteTooLong
    """
    rights.require(by, "case.pass_on", contact, at=at)
    kept = checked_note(_summary(checked_note(is_so), was_done, to_do))
    with writing():
        contact = held(contact)
        if contact.goes_on:
            raise StillTalking
        if contact.owner_id is None:
            raise NotTakenYet
        if contact.passed_on.filter(taken_at=None).exists():
            raise HandedOverAlready
        note = Note(case=contact.case, contact=contact, author_id=int(by.id), at=at)
        note.body = sealed.write(contact.case, kept, about=note.about)
        note.save(force_insert=True)
        if to_do.strip():
            words = " ".join(to_do.split())[: tasks.LONGEST_TASK]
            task = Task(
                case=contact.case, contact=contact, kind=Task.Kind.FOLLOW_UP, due_at=due_at or at, added_at=at
            )
            tasks.write_down(task, words, by=by, at=at)
        passed = PassedOn.objects.create(contact=contact, note=note, by_id=int(by.id), at=at, due_at=due_at)
        audit.record("case.pass_on", by=by, on=contact, at=at)
        waking.wake(contact, by.id, contact.owner_id, at=at)
    return passed


def take_on(passed: PassedOn, *, by: Actor, at: datetime) -> Contact:
    """Go on with what the shift before left: the contact, what is to be done in it, and so the case are
    `by`'s.

    Raises:
        TakenByColleague: somebody was first.
    """
    rights.require(by, "case.take_on", at=at)
    with writing():
        contact = held(passed.contact)
        before = contact.owner_id
        open_still = PassedOn.objects.filter(pk=passed.pk, taken_at=None)
        if not open_still.update(taken_at=at, taken_by_id=int(by.id)):
            first = PassedOn.objects.filter(pk=passed.pk).values_list("taken_by__alias", flat=True).first()
            raise TakenByColleague(first or "")
        Contact.objects.filter(pk=contact.pk).update(
            owner_id=int(by.id), last_owner_id=before, snoozed_at=None, snoozed_until=None
        )
        contact.refresh_from_db(fields=["owner", "last_owner", "snoozed_until"])
        for whose in (before, None):
            tasks.move_along(contact, whose, int(by.id))
        audit.record("case.take_on", by=by, on=contact, at=at)
        waking.wake(contact, by.id, before, at=at)
    return contact


def _summary(is_so: str, was_done: str, to_do: str) -> str:
    parts = ((_("How things are"), is_so), (_("What was done"), was_done), (_("What must be done"), to_do))
    return "\n\n".join(f"{head}:\n{text.strip()}" for head, text in parts if text.strip())
