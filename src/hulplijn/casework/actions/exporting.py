"""What is held about a person, handed out to her: `export_case`."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import joined, looks, rights
from hulplijn.casework.actions.reading import open_case
from hulplijn.casework.models import Case
from hulplijn.privacy import holders
from hulplijn.privacy.holders import Told
from hulplijn.privacy.keys import open_key


def export_case(case: Case, *, by: Actor, at: datetime, with_notes: bool = False) -> list[Told]:
    """Everything that is held about the person of `case`, the oldest first; then when staff looked, and in
    which role, without their names.

    A visitor gets what she said and what was said to her, and every coded fact. What counsellors wrote for
    each other is hers too (`with_notes`), though only a coordinator hands it out, after a look: others, such
    as a friend who called about her, may be in it (art. 15.4 GDPR).

    Raises:
        NotYours: the visitor of another case, or somebody else than a coordinator.
        ReasonNeeded: a coordinator who has not said why she looks.
        KeyGone: the case was erased.
    """
    rights.require(by, "case.export", case, at=at)
    notes = with_notes and by.kind != "visitor"
    found, looked = [], []
    # What staff merged with it is handed out by staff only: her words prove that this one case is hers.
    for one in [case] if by.kind == "visitor" else joined.one_persons(case):
        # Of the staff only who may read it hands it out, and who had no business in it says why first.
        sealer = open_key(one.key_id) if by.kind == "visitor" else open_case(one, by=by, at=at).sealer
        found += list(holders.tell_all(one.key_id, sealer, after_a_look=notes))
        looked += looks.told_to_her(one)
        audit.record("case.export:notes" if notes else "case.export", by=by, on=one, at=at)
    return sorted(found, key=lambda one: one.at or case.opened_at) + looked
