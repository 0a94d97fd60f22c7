"""To practise: `begin` a talk with a scripted visitor, `throw_away` all of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import CaseGone
from hulplijn.conversations import actions as conversations
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.practice import queries, rights
from hulplijn.practice.models import Practice
from hulplijn.practice.playing import PLAY
from hulplijn.privacy import keys


class PractisesAlready(Exception):
    """She has a talk to practise with that is not closed; `practice` is it."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(str(practice.pk))
        self.practice = practice


def begin(script: str, *, language: str, by: Actor, at: datetime, source: str = "") -> Practice:
    """Begin a talk with the visitor of `script`: it is `by`'s at once, and the visitor speaks first.

    `source` is the text of a draft, to be tried before it is in use.

    Raises:
        NoSuchContent: there is no such visitor.
        BadContent: the draft has mistakes.
        PractisesAlready: one at a time.
    """
    rights.require(by, "practice.begin", at=at)
    about_someone_else = queries.played(script, source).about_someone_else
    there = queries.under_way(by)
    if there is not None:
        raise PractisesAlready(there)
    key_id = keys.new_key()
    with writing():
        conversation = conversations.open_unheld(
            start_id=uuid.uuid4(), key_id=key_id, language=language, at=at
        )
        contact = casework.practise(conversation, by=by, at=at, about_someone_else=about_someone_else)
        practice = Practice.objects.create(
            contact=contact, staff_id=int(by.id), script=script, source=source, began_at=at
        )
        due.put(PLAY, practice.pk, at)
        audit.record("practice.begin", by=by, on=practice, at=at)
    return practice


def throw_away(practice: Practice, *, by: Actor, at: datetime) -> None:
    """Erase what was said and ticked in `practice`, whether it goes on or is over.

    Raises:
        NotYours
    """
    rights.require(by, "practice.throw_away", practice, at=at)
    with writing():
        audit.record("practice.throw_away", by=by, on=practice, at=at)
        due.cancel(PLAY, practice.pk)
    try:
        casework.erase_case(practice.contact.case, by=SYSTEM, at=at, why="practised")
    except CaseGone:
        return
