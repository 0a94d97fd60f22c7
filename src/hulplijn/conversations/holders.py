"""What conversations hold of a person: what was said, what was being typed, screenshots, her hold."""

from __future__ import annotations

from typing import Any

from hulplijn.conversations.models import Attachment, Conversation, Draft, Message
from hulplijn.conversations.rules import about, draft_about
from hulplijn.privacy.holders import Holder, Told
from hulplijn.privacy.retention_rules import Term
from hulplijn.privacy.sealing import Sealer


def _message_about(row: Any) -> str:
    return about(row.conversation_id, row.client_id)


def _draft_about(row: Any) -> str:
    return draft_about(row.conversation_id, row.staff_id, row.kind)


def _message(row: Any, sealer: Sealer) -> Told | None:
    if row.sender == Message.Sender.SYSTEM:
        return Told("event", row.at, {"event": row.event})
    return Told(
        "message", row.at, {"from": row.sender, "text": sealer.open(row.body, about=_message_about(row))}
    )


def _own_draft(row: Any, sealer: Sealer) -> Told | None:
    """What she was typing is hers; a counsellor's unsent words were never said to anybody."""
    if row.staff_id:
        return None
    return Told("draft", row.saved_at, {"text": sealer.open(row.body, about=_draft_about(row))})


def _picture(row: Any, sealer: Sealer) -> Told | None:
    if row.body is None:
        return None
    return Told("picture", row.sent_at, {"bytes": sealer.open_bytes(row.body, about=row.about)})


HOLDERS = (
    Holder(
        Conversation,
        "that there was a chat, her hold on it and what leads back to it",
        Term.RECORD,
        key="key_id",
    ),
    Holder(
        Message,
        "what was said",
        Term.TEXT,
        key="conversation__key_id",
        sealed={"body": _message_about},
        tell=_message,
    ),
    Holder(
        Draft,
        "what was typed and not yet said, the preview of it too",
        Term.TEXT,
        key="conversation__key_id",
        sealed={"body": _draft_about},
        tell=_own_draft,
    ),
    Holder(
        Attachment,
        "screenshots (files), sealed in the row",
        Term.TEXT,
        key="conversation__key_id",
        sealed={"body": lambda row: row.about},
        tell=_picture,
    ),
)
