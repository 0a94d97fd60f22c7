"""Cases that belong together: `link_cases`, `unlink_cases` (two people, one incident), `merge_cases`,
`undo_merge` (one person, two cases)."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights
from hulplijn.casework.errors import LinkedAlready, MergedAlready, NotTwoCases, UnknownReason
from hulplijn.casework.models import Case, CaseLink
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing


def link_cases(case: Case, other: Case, *, reason: str, by: Actor, at: datetime) -> CaseLink:
    """Say that `case` and `other` are about one incident. Neither opens by it; `other` need not be hers.

    Raises:
        NotYours: `case` is neither hers, nor is she a coordinator.
        UnknownReason, NotTwoCases, LinkedAlready
        MergedAlready: they are one person's.
    """
    rights.require(by, "case.link", case, at=at)
    if reason not in CaseLink.Reason.values:
        raise UnknownReason
    if case.pk == other.pk or other.practice:
        raise NotTwoCases
    one, two = sorted((case, other), key=lambda each: str(each.pk))
    with writing():
        _held(case, other)
        if (one.merged_into_id or one.pk) == (two.merged_into_id or two.pk):
            raise MergedAlready
        link, is_new = CaseLink.objects.get_or_create(
            one=one, other=two, defaults={"reason": reason, "by_id": int(by.id), "at": at}
        )
        if not is_new:
            raise LinkedAlready
        for each in (one, two):
            audit.record("case.link", by=by, on=each, at=at, why=reason)
    return link


def unlink_cases(link: CaseLink, case: Case, *, by: Actor, at: datetime) -> None:
    """They have nothing to do with each other after all; `case` is the one of the two that is hers.

    Raises:
        NotYours
    """
    if case.pk not in (link.one_id, link.other_id):
        raise NotTwoCases
    rights.require(by, "case.unlink", case, at=at)
    with writing():
        if CaseLink.objects.filter(pk=link.pk).delete()[0]:
            for each in (link.one, link.other):
                audit.record("case.unlink", by=by, on=each, at=at)


def merge_cases(case: Case, into: Case, *, by: Actor, at: datetime) -> None:
    """`case` and `into` are one person's: from now on they are read, kept and erased together.

    Nothing moves and nothing is sealed anew: `case` points at `into`, so that `undo_merge` finds both as they
    were. `into` goes on.

    Raises:
        NotYours: not both are hers, and she is no coordinator.
        NotTwoCases
        MergedAlready: one of them is merged, or others are merged with `case`.
        LinkedAlready: they are linked as two people's.
    """
    rights.require(by, "case.merge", case, at=at)
    rights.require(by, "case.merge", into, at=at)
    if case.pk == into.pk:
        raise NotTwoCases
    with writing():
        _held(case, into)
        if case.merged_into_id or into.merged_into_id or case.merged.exists():
            raise MergedAlready
        one, two = sorted((case, into), key=lambda each: str(each.pk))
        if CaseLink.objects.filter(one=one, other=two).exists():
            raise LinkedAlready
        Case.objects.filter(pk=case.pk).update(merged_into=into)
        case.merged_into = into
        for each in (case, into):
            audit.record("case.merge", by=by, on=each, at=at)
        after_commit(lambda: bus.publish("queue"))


def undo_merge(case: Case, *, by: Actor, at: datetime) -> None:
    """`case` is somebody else's after all: both are again as they were, and nothing in either tells of the
    other. What came in since is in the case that it came in.

    Raises:
        NotYours: not both are hers, and she is no coordinator.
        NotTwoCases: it is not merged.
    """
    into = case.merged_into
    if into is None:
        raise NotTwoCases
    rights.require(by, "case.undo_merge", case, at=at)
    rights.require(by, "case.undo_merge", into, at=at)
    with writing():
        if Case.objects.filter(pk=case.pk, merged_into=into).update(merged_into=None):
            for each in (case, into):
                audit.record("case.undo_merge", by=by, on=each, at=at)
            after_commit(lambda: bus.publish("queue"))
    case.merged_into = None


def _held(*cases: Case) -> None:
    """These rows as they are now, ours until the commit; always in one order."""
    rows = Case.objects.select_for_update().filter(pk__in=[one.pk for one in cases]).order_by("pk")
    now = {row.pk: row.merged_into_id for row in rows}
    if len(now) < len(cases):
        raise NotTwoCases
    for one in cases:
        one.merged_into_id = now[one.pk]
