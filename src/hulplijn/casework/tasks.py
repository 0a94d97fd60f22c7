"""Reads of what must still be done. The words are read in an opened case only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import COORDINATOR
from hulplijn.casework.actions.reading import OpenedCase
from hulplijn.casework.models import Contact, Task
from hulplijn.privacy.private_text import PrivateText


@dataclass(frozen=True)
class ReadTask:
    """A task with its words, which are gone where what was said in the case is."""

    task: Task
    words: PrivateText | None


def tasks(opened: OpenedCase) -> list[ReadTask]:
    """What is to be done in an opened case, the first to come first, and then what is done."""
    rows = Task.objects.filter(case=opened.case).select_related("case", "whose")
    found = sorted(rows, key=lambda one: (one.done_at is not None, one.due_at, str(one.pk)))
    return [
        ReadTask(row, opened.sealer.open(row.words, about=row.about) if row.words else None) for row in found
    ]


def still_to_do(by: Actor) -> QuerySet[Task]:
    """What `by` has to do, the most overdue first: her own, all for a coordinator."""
    rows = (
        Task.objects.filter(done_at=None, case__practice=False)
        .select_related("case", "whose")
        .order_by("due_at", "pk")
    )
    return rows if COORDINATOR in by.roles else rows.filter(whose_id=int(by.id))


def due_in(contact: Contact) -> list[datetime]:
    """When each thing is due that is still to be done in the case of `contact`."""
    rows = Task.objects.filter(case=contact.case_id, done_at=None)
    return list(rows.values_list("due_at", flat=True))


def overdue(by: Actor, at: datetime) -> int:
    """How much `by` herself should have done before `at`; for a coordinator also what is nobody's."""
    whose = Q(whose_id=int(by.id))
    if COORDINATOR in by.roles:
        whose |= Q(whose=None)
    return Task.objects.filter(whose, case__practice=False, done_at=None, due_at__lt=at).count()
