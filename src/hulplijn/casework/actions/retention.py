"""What has come to its term goes, by itself: `let_go_what_is_due`, once a day in small pieces."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM
from hulplijn.casework import keeping
from hulplijn.casework.models import Case
from hulplijn.content.queries import helpline
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import erasure, holders, keys
from hulplijn.privacy.retention_rules import Term, next_round

ROUND = "casework.retention"
_KEY = "daily"
PIECE = 25
"""Cases looked at between two looks at what else is due. Each that loses something is a write of its own."""


def begin(at: datetime) -> None:
    """See at start that the daily round is set."""
    if due.moment(ROUND, _KEY) is None:
        due.put(ROUND, _KEY, next_round(at, ZoneInfo(helpline().timezone)))


def daily_round(_: str, at: datetime) -> None:
    """Due: one piece of the round; the next piece follows at once, the next round tomorrow.

    Where a process dies in it, another goes on: a case that was looked at is not looked at again.
    """
    more = let_go_what_is_due(at=at)
    due.put(ROUND, _KEY, at if more else next_round(at, ZoneInfo(helpline().timezone)))


def let_go_what_is_due(*, at: datetime, most: int = PIECE) -> bool:
    """Look at up to `most` cases and take away what has come to its term; whether there may be more."""
    cases = list(keeping.to_look_at(at)[:most])
    for looked in keeping.look(cases, at):
        terms = looked.due(at)
        if Term.RECORD in terms:
            _erase(looked.case, at=at)
            continue
        if terms:
            _shorten(looked.case, terms, at=at)
        with writing():
            Case.objects.filter(pk=looked.case.pk).update(look_at=looked.next_look(at))
    return len(cases) == most


def _erase(case: Case, *, at: datetime) -> None:
    with writing():
        if not _is_still_closed(case):
            return
        audit.record("case.erase:term", by=SYSTEM, on=case, at=at)
        erasure.begin(case.key_id, why="term", at=at)
    erasure.carry_out(case.key_id, why="term", at=at)


def _shorten(case: Case, terms: Collection[Term], *, at: datetime) -> None:
    """Take away what is at its term; what stays gets another key, and the one before is erased."""
    old_id = case.key_id
    new_id = keys.new_key()
    with writing():
        if not _is_still_closed(case):
            keys.destroy_key(new_id)
            return
        holders.shorten(old_id, new_id, terms, keys.open_key(old_id), keys.open_key(new_id))
        for term in sorted(terms):
            audit.record(f"case.term:{term}", by=SYSTEM, on=case, at=at)
        erasure.begin(old_id, why="term", at=at)
    erasure.carry_out(old_id, why="term", at=at)


def _is_still_closed(case: Case) -> bool:
    """Held until the commit: somebody may have come back, or erased it, since it was looked at."""
    now = Case.objects.select_for_update().filter(pk=case.pk, key_id=case.key_id).first()
    return now is not None and not now.contacts.filter(closed_at=None).exists()
