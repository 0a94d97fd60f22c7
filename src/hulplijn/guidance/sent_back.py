"""A draft that was asked to be published, and goes back to who wrote it with a word."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.content.models import Draft
from hulplijn.guidance import rights
from hulplijn.guidance.editing import DraftChanged, NotAsked, SamePerson
from hulplijn.plumbing.database import writing

LONGEST = 500


class WordMissing(Exception):
    """Who sends a text back says in a few words, 500 letters at most, what should become of it."""


def send_back(draft: Draft, *, words: str, by: Actor, at: datetime) -> Draft:
    """Send `draft` back to who wrote it. It stays as it is, and what was asked is no longer asked.

    Raises:
        NotAllowed, WordMissing, NotAsked, DraftChanged
        SamePerson: whoever changed it last simply goes on.
    """
    rights.require(by, "content.send_back", at=at)
    words = " ".join(words.replace("\0", "").split())
    if not words or len(words) > LONGEST:
        raise WordMissing
    if draft.changed_by == by.id:
        raise SamePerson
    if draft.asked_at is None:
        raise NotAsked(draft.name)
    with writing():
        asked = Draft.objects.filter(pk=draft.pk, version=draft.version, asked_at__isnull=False)
        if not asked.update(asked_by="", asked_at=None, sent_back_by=by.id, sent_back=words):
            raise DraftChanged(Draft.objects.filter(name=draft.name).first())
        audit.record("content.send_back", by=by, on=draft, at=at, why=draft.name)
    draft.refresh_from_db()
    return draft
