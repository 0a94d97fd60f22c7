"""A note that is not finished: `keep_note_draft`."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit.actors import Actor
from hulplijn.casework import rights, sealed
from hulplijn.casework.models import Contact, NoteDraft
from hulplijn.conversations.rules import printable
from hulplijn.plumbing.database import writing

LONGEST = 40_000
"""Characters that are kept; a note that is too long must still be there to be made shorter."""


def keep_note_draft(contact: Contact, text: str, *, by: Actor, at: datetime) -> None:
    """Keep what `by` is typing beside `contact`; an empty text takes the draft away.

    Raises:
        NotYours: `by` may not read the case.
    """
    rights.require(by, "case.read", contact, at=at)
    draft = NoteDraft(contact=contact, staff_id=int(by.id))
    with writing():
        hers = NoteDraft.objects.filter(contact=contact, staff_id=int(by.id))
        if not text.strip():
            hers.delete()
            return
        body = sealed.write(contact.case, printable(text)[:LONGEST], about=draft.about)
        NoteDraft.objects.update_or_create(contact=contact, staff_id=int(by.id), defaults={"body": body})
