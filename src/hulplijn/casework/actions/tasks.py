"""What must still be done in a case: `add_task`, `finish_task`, `reopen_task`, `move_task`, and what follows
a handover: `move_along`."""

from __future__ import annotations

from datetime import datetime

from hulplijn.accounts.models import Staff
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights, sealed
from hulplijn.casework.actions.reading import OpenedCase
from hulplijn.casework.errors import TaskEmpty, TaskTooLong, UnknownCode
from hulplijn.casework.models import Case, Contact, Task
from hulplijn.plumbing.database import writing

LONGEST_TASK = 200


def add_task(
    case: Case | OpenedCase,
    *,
    words: str,
    due_at: datetime,
    contact: Contact | None = None,
    kind: str = "other",
    whose: Staff | None = None,
    by: Actor,
    at: datetime,
) -> Task:
    """Write down what is to be done in `case` before `due_at`: by `whose`, or else by who adds it.

    Raises:
        NotYours: neither hers nor shared with her, or a talk goes on in it without her.
        TaskEmpty, TaskTooLong
        UnknownCode: no such kind.
    """
    found = case.case if isinstance(case, OpenedCase) else case
    rights.require(by, "task.add", contact or found, at=at)
    kept = checked_task(words)
    if kind not in Task.Kind.values:
        raise UnknownCode("kind", kind)
    if contact and contact.case_id != found.pk:
        raise ValueError("the contact is of another case")
    task = Task(case=found, contact=contact, kind=kind, due_at=due_at, added_at=at)
    adds = int(by.id) if by.kind == "staff" else None
    task.whose_id = whose.pk if whose else adds or (contact.owner_id if contact else None)
    with writing():
        write_down(task, kept, by=by, at=at)
    return task


def write_down(task: Task, kept: str, *, by: Actor, at: datetime) -> None:
    """`task` with its words, checked before. Inside a write of its caller, who asked the right."""
    task.by_id = int(by.id) if by.kind == "staff" else None
    task.words = sealed.write(task.case, kept, about=task.about)
    task.save(force_insert=True)
    audit.record("task.add", by=by, on=task, at=at)


def finish_task(task: Task, *, by: Actor, at: datetime) -> None:
    """It is done; nothing happens where it was.

    Raises:
        NotYours: neither hers to do, nor in a case of hers.
    """
    rights.require(by, "task.finish", task, at=at)
    with writing():
        if Task.objects.filter(pk=task.pk, done_at=None).update(done_at=at):
            audit.record("task.finish", by=by, on=task, at=at)


def reopen_task(task: Task, *, by: Actor, at: datetime) -> None:
    """It is not done after all.

    Raises:
        NotYours
    """
    rights.require(by, "task.reopen", task, at=at)
    with writing():
        if Task.objects.filter(pk=task.pk, done_at__isnull=False).update(done_at=None):
            audit.record("task.reopen", by=by, on=task, at=at)


def move_task(task: Task, due_at: datetime, *, by: Actor, at: datetime) -> None:
    """Let it be done before another moment.

    Raises:
        NotYours
    """
    rights.require(by, "task.move", task, at=at)
    with writing():
        if Task.objects.filter(pk=task.pk).exclude(due_at=due_at).update(due_at=due_at):
            audit.record("task.move", by=by, on=task, at=at)


def move_along(contact: Contact, before: int | None, after: int) -> None:
    """What `before` had still to do in the case is `after`'s, who takes it over. Inside a write."""
    Task.objects.filter(case=contact.case_id, done_at=None, whose_id=before).update(whose_id=after)


def checked_task(words: str) -> str:
    """`words` as a task keeps them, on one line.

    Raises:
        TaskEmpty, TaskTooLong
    """
    kept = " ".join(words.replace("\0", "").split())
    if not kept:
        raise TaskEmpty
    if len(kept) > LONGEST_TASK:
        raise TaskTooLong(len(kept), LONGEST_TASK)
    return kept
