"""What the database holds in the end, as JSON on standard output. Run as a module."""

from __future__ import annotations

import json
import sys
from typing import Any

import django


def main() -> None:
    django.setup()
    from hulplijn.casework.models import Contact
    from hulplijn.conversations.models import Conversation
    from hulplijn.privacy.keys import open_key

    conversations = {}
    for conversation in Conversation.objects.all():
        contact = Contact.objects.select_related("case", "owner").get(conversation=conversation)
        sealer = open_key(conversation.key_id)
        conversations[str(conversation.pk)] = {
            "contact": str(contact.pk),
            "state": str(contact.state),
            "owner": contact.owner.username if contact.owner else "",
            "transfers": [one.to.username for one in contact.handovers.filter(state="accepted") if one.to],
            "last": conversation.last_number,
            "how": conversation.closed_how,
            "messages": _messages(conversation, sealer),
            "notes": [sealer.open(note.body, about=note.about).reveal() for note in contact.case.notes.all()],
            "drafts": _drafts(conversation, sealer),
        }
    json.dump(conversations, sys.stdout)


def _messages(conversation: Any, sealer: Any) -> list[dict[str, Any]]:
    from hulplijn.conversations.rules import about

    return [
        {
            "n": row.number,
            "id": str(row.client_id),
            "sender": row.sender,
            "text": sealer.open(row.body, about=about(conversation.pk, row.client_id)).reveal(),
            "event": row.event,
        }
        for row in conversation.messages.order_by("number", "pk")
    ]


def _drafts(conversation: Any, sealer: Any) -> list[str]:
    from hulplijn.conversations.rules import draft_about

    return [
        sealer.open(row.body, about=draft_about(conversation.pk, row.staff_id, row.kind)).reveal()
        for row in conversation.drafts.filter(kind="reply").exclude(staff_id="")
    ]


if __name__ == "__main__":
    main()
