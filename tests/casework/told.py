"""What the system told a visitor."""

from __future__ import annotations

from hulplijn.casework.models import Contact
from hulplijn.conversations.queries import messages_after, visitors_sealer


def events(contact: Contact) -> list[tuple[str, str]]:
    """The system messages of her conversation, with their texts."""
    assert contact.conversation
    rows = messages_after(contact.conversation, 0, visitors_sealer(contact.conversation))
    return [(row.event, row.text.reveal()) for row in rows if row.event]
