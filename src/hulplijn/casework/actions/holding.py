"""What keeps a case beyond its term: `hold`, `lift_hold`; and for a demonstration `hold_samples`."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework import rights
from hulplijn.casework.errors import CaseGone, HeldAlready, NoEnd
from hulplijn.casework.models import Case, Hold
from hulplijn.plumbing.database import writing


def hold(case: Case, *, reason: str, until: datetime, by: Actor, at: datetime) -> Hold:
    """Keep everything of `case` until then, for a coded `reason`.

    Raises:
        NotAllowed
        NoEnd: `until` is not later than now.
        HeldAlready
        CaseGone: it was erased meanwhile.
    """
    rights.require(by, "hold.put", case, at=at)
    if until <= at:
        raise NoEnd
    with writing():
        # Held until the commit: what is about to erase it comes before this, or sees it.
        if Case.objects.select_for_update().filter(pk=case.pk).first() is None:
            raise CaseGone
        # One that has ended by itself makes room.
        Hold.objects.filter(case=case, lifted_at=None, until__lte=at).update(lifted_at=at)
        try:
            with transaction.atomic():
                made = Hold.objects.create(
                    case=case, reason=Hold.Reason(reason), by_id=int(by.id), at=at, until=until
                )
        except IntegrityError as twice:
            raise HeldAlready from twice
        audit.record(f"hold.put:{reason}", by=by, on=case, at=at)
    return made


def lift_hold(held: Hold, *, by: Actor, at: datetime) -> None:
    """End a hold: what has come to its term meanwhile goes in the next round. Twice does nothing.

    Raises:
        NotAllowed
    """
    rights.require(by, "hold.lift", held.case, at=at)
    with writing():
        won = Hold.objects.filter(pk=held.pk, lifted_at=None).update(
            lifted_at=at, lifted_by=int(by.id) if by.kind == "staff" else None
        )
        if won:
            kept = Q(pk=held.case_id) if held.case_id else Q(sample=True)
            Case.objects.filter(kept).update(look_at=None)
            audit.record("hold.lift", by=by, on=held.case or held, at=at)


def hold_samples(*, at: datetime) -> None:
    """A demonstration keeps what was made for it, until somebody lifts this; made once, ever."""
    with writing():
        if not Hold.objects.filter(case=None).exists():
            Hold.objects.create(case=None, reason=Hold.Reason.SAMPLE, at=at)
            audit.record("hold.put:sample", by=SYSTEM, at=at)
