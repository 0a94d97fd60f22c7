"""Cases that belong together: those merged as one person's, and those linked as about one incident."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from hulplijn.audit.actors import Actor
from hulplijn.casework import rights
from hulplijn.casework.models import Case, CaseLink, Contact


@dataclass(frozen=True)
class Linked:
    """Another case about one incident, as it is shown: its reference, and whether the reader may open it."""

    link: CaseLink
    other: Case
    may_read: bool


def one_persons(case: Case) -> list[Case]:
    """`case` with what is merged with it, the one that goes on first."""
    return groups([case])[case.pk]


def groups(cases: Iterable[Case]) -> dict[uuid.UUID, list[Case]]:
    """For each of `cases` all that are one person's, the one that goes on first. One query."""
    roots = {case.pk: case.merged_into_id or case.pk for case in cases}
    members: dict[uuid.UUID, list[Case]] = defaultdict(list)
    found = Case.objects.filter(Q(pk__in=roots.values()) | Q(merged_into__in=roots.values()))
    for one in sorted(found, key=lambda one: (one.merged_into_id is not None, one.opened_at, str(one.pk))):
        members[one.merged_into_id or one.pk].append(one)
    return {pk: members[root] for pk, root in roots.items()}


def contacts_of_all(case: Case) -> list[Contact]:
    """The contacts of all that is merged with `case`, the oldest first."""
    rows = Contact.objects.filter(case__in=one_persons(case)).select_related("case", "owner", "coding")
    return list(rows.order_by("started_at", "pk"))


def hang_together(case: Case) -> int:
    """With how many other cases `case` is merged or linked; which they are is told on a page of their own."""
    root = case.merged_into_id or case.pk
    merged = Case.objects.filter(Q(pk=root) | Q(merged_into=root)).exclude(pk=case.pk).count()
    return merged + CaseLink.objects.filter(Q(one=case) | Q(other=case)).count()


def linked(case: Case, by: Actor) -> list[Linked]:
    """What `case` is linked with: references and codes only."""
    rows = CaseLink.objects.filter(Q(one=case) | Q(other=case)).select_related("one", "other")
    found = []
    for row in rows.order_by("at", "pk"):
        other = row.other if row.one_id == case.pk else row.one
        found.append(Linked(row, other, rights.may(by, "case.read", other)))
    return found
