"""What has come to its term goes, by itself: `let_go_what_is_due`, once a day in small pieces."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM
from hulplijn.casework import joined, keeping
from hulplijn.casework.actions.ending import settle
from hulplijn.casework.models import Case, Contact
from hulplijn.content.queries import helpline
from hulplijn.plumbing import clock, due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import erasure, holders, keys
from hulplijn.privacy.retention_rules import Term, next_round
from hulplijn.privacy.sealing import CannotOpen

log = structlog.get_logger(__name__)

ROUND = "casework.retention"
_KEY = "daily"
PIECE = 25
"""Cases looked at between two looks at what else is due. Each that loses something is a write of its own."""
_MISSED = timedelta(days=3)
"""After so long without a round it waits as long again: a machine whose clock is wrong looks the same."""
_ASTRAY = timedelta(days=1)


def begin(at: datetime) -> None:
    """See at start that the daily round is set, and not put far off by a clock that was wrong."""
    first, planned = _next(at), due.moment(ROUND, _KEY)
    if planned is None or planned > first + _MISSED:
        due.put(ROUND, _KEY, first)


def daily_round(_: str, at: datetime) -> None:
    """Due: one piece of the round; the next piece follows at once, the next round tomorrow.

    Where a process dies in it, another goes on: a case that was looked at is not looked at again. While it
    is not sure what day it is nothing goes, as nothing brings it back.
    """
    planned = due.moment(ROUND, _KEY)
    if planned is not None and at - planned > _MISSED:
        log.warning("retention_waits", says="it was long since a round; see that the clock is right")
        due.put(ROUND, _KEY, _next(at) + _MISSED)
    elif clock.astray() > _ASTRAY:
        log.error("retention_waits", says="our clock and the machine's differ by more than a day")
        due.put(ROUND, _KEY, _next(at))
    else:
        more = let_go_what_is_due(at=at)
        due.put(ROUND, _KEY, at if more else _next(at))


def _next(at: datetime) -> datetime:
    return next_round(at, ZoneInfo(helpline().timezone))


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
        if not _may_go(case, at):
            return
        _end_practice(case, at=at)
        audit.record("case.erase:term", by=SYSTEM, on=case, at=at)
        erasure.begin(case.key_id, why="term", at=at)
    erasure.carry_out(case.key_id, why="term", at=at)


def _end_practice(case: Case, *, at: datetime) -> None:
    """What somebody practised with goes at its day, also where she never closed it."""
    for contact in case.contacts.filter(practice=True, ended_at=None):
        settle(contact, by=SYSTEM, at=at)


def _shorten(case: Case, terms: Collection[Term], *, at: datetime) -> None:
    """Take away what is at its term; what stays gets another key, and the one before is erased."""
    old_id = case.key_id
    try:
        old = keys.open_key(old_id)
    except (keys.KeyGone, CannotOpen):
        _shorten_unread(case, terms, at=at)
        return
    new_id = keys.new_key()
    with writing():
        if not _may_go(case, at):
            keys.destroy_key(new_id)
            return
        holders.shorten(old_id, new_id, terms, old, keys.open_key(new_id))
        _record(case, terms, at=at)
        erasure.begin(old_id, why="term", at=at)
    erasure.carry_out(old_id, why="term", at=at)


def _shorten_unread(case: Case, terms: Collection[Term], *, at: datetime) -> None:
    """The same for a case whose key is lost: nobody can read what stays, so there is nothing to seal anew."""
    with writing():
        if _may_go(case, at):
            holders.erase_at(terms, case.key_id)
            _record(case, terms, at=at)


def _record(case: Case, terms: Collection[Term], *, at: datetime) -> None:
    for term in sorted(terms):
        audit.record(f"case.term:{term}", by=SYSTEM, on=case, at=at)


def _may_go(case: Case, at: datetime) -> bool:
    """Held until the commit: somebody may have come back, held it, or erased it, since it was looked at."""
    now = Case.objects.select_for_update().filter(pk=case.pk, key_id=case.key_id).first()
    if now is None:
        return False
    if now.practice:
        return True
    group = joined.one_persons(now)
    is_open = Contact.objects.filter(case__in=group, closed_at=None).exists()
    return not is_open and all(keeping.hold_on(one, at) is None for one in group)
