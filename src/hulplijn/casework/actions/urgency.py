"""`raise_urgency`: signs of danger bring a contact forward, and nothing brings it back."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import line, rights
from hulplijn.casework.models import Contact
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing


def raise_urgency(contact: Contact, level: int, *, by: Actor, at: datetime, why: str = "") -> bool:
    """Let `contact` go before others from `level` on (1 raised, 2 danger); False where it did already.

    `why` is the code of the sign, as `content/risk.yaml` names them. It goes up only: whoever reads the words
    and finds no danger talks to her, and no machine decides that.
    """
    rights.require(by, "contact.raise_urgency", at=at)
    level = int(Contact.Urgency(level))
    with writing():
        won = Contact.objects.filter(pk=contact.pk, ended_at=None, urgency__lt=level).update(
            urgency=level, urgent_why=why
        )
        if won:
            contact.urgency, contact.urgent_why = level, why
            audit.record("contact.raise_urgency", by=by, on=contact, at=at, why=f"{level}:{why}")
            line.changed(contact, at=at)
            conversation = contact.conversation
            if conversation:
                after_commit(lambda: bus.publish(conversation.topic))
    return bool(won)
