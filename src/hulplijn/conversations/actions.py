"""What is done in a conversation.

Begin and end: `open_conversation`, `open_unheld`, `renew_hold`, `give_hold`, `end`, `let_go`
Talk: `say`, `announce`, `mark_seen`
Not yet said: `save_draft`, `drop_visitors_draft`, `drop_drafts`
"""

from __future__ import annotations

import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.conversations import rights, writer
from hulplijn.conversations.models import Conversation, Draft, Message
from hulplijn.conversations.rules import (
    ENDS,
    EVENTS,
    LONGEST_DRAFT,
    CannotSay,
    ConversationClosed,
    Said,
    check_text,
    draft_about,
    drafts_of,
    hash_of,
    printable,
)
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.privacy.keys import KeyGone, open_key
from hulplijn.privacy.sealing import Sealer


@dataclass(frozen=True)
class Opened:
    """A conversation and the visitor's hold on it. `token` is new where it was opened before."""

    conversation: Conversation
    token: str
    is_new: bool


def open_conversation(*, start_id: uuid.UUID, key_id: uuid.UUID, language: str, at: datetime) -> Opened:
    """Open the conversation that `start_id` begins, or return it where it is open already.

    Whoever knows the start id began the conversation, so a repeated beginning gets a fresh token, as long
    as the conversation is open and its visitor has a hold on it.

    Raises:
        ConversationClosed: it has ended, or was let go; its start id opens nothing any more.
    """
    token = secrets.token_urlsafe(32)
    with writing():
        conversation, is_new = _begun(start_id, key_id, language, at, token_hash=hash_of(token))
        if not is_new:
            token = renew_hold(conversation)
    return Opened(conversation, token, is_new)


def open_unheld(*, start_id: uuid.UUID, key_id: uuid.UUID, language: str, at: datetime) -> Conversation:
    """The same for who leaves a message: nobody holds it, and begun before it is returned as it stands."""
    with writing():
        return _begun(start_id, key_id, language, at, token_hash=b"")[0]


def _begun(
    start_id: uuid.UUID, key_id: uuid.UUID, language: str, at: datetime, *, token_hash: bytes
) -> tuple[Conversation, bool]:
    return Conversation.objects.get_or_create(
        start_hash=hash_of(str(start_id)),
        defaults={"key_id": key_id, "language": language, "opened_at": at, "token_hash": token_hash},
    )


def give_hold(conversation: Conversation) -> str:
    """A new hold on `conversation`, whether it goes on or has ended. The one before opens nothing now.

    Nor does its beginning, whose cookie may still be in a browser that she left behind; and a line that is
    open there hears that it is over.
    """
    token = secrets.token_urlsafe(32)
    with writing():
        Conversation.objects.filter(pk=conversation.pk).update(
            token_hash=hash_of(token), start_hash=secrets.token_bytes(32)
        )
        after_commit(lambda: bus.publish(conversation.topic))
    return token


def renew_hold(conversation: Conversation) -> str:
    """A fresh token for a visitor whose hold goes on; the one before opens nothing any more.

    Raises:
        ConversationClosed: it has ended, or she was let go.
    """
    token = secrets.token_urlsafe(32)
    with writing():
        still_held = Conversation.objects.filter(pk=conversation.pk, closed_at=None)
        if not still_held.exclude(token_hash=b"").update(token_hash=hash_of(token)):
            raise ConversationClosed(str(conversation.pk))
    return token


def let_go(conversation: Conversation) -> None:
    """Take the visitor's hold on `conversation` away: her token opens nothing any more, her draft is gone."""
    with writing():
        Conversation.objects.filter(pk=conversation.pk).update(token_hash=b"")
        drop_visitors_draft(conversation.pk)


def say(conversation: Conversation, text: str, *, by: Actor, client_id: uuid.UUID, at: datetime) -> Said:
    """Say `text` in `conversation`; when this returns, it is on disk.

    Raises:
        TooLong, Empty, ConversationClosed
    """
    rights.require(by, "conversation.say", at=at)
    result = writer.write([saying_of(conversation, text, by=by, client_id=client_id, at=at)])[0]
    if isinstance(result, CannotSay):
        raise result
    after_commit(lambda: bus.publish(conversation.topic))
    return result


def saying_of(
    conversation: Conversation,
    text: str,
    *,
    by: Actor,
    client_id: uuid.UUID,
    at: datetime,
    sealer: Sealer | None = None,
) -> writer.Saying:
    """`text` checked and sealed, ready for the writer.

    Raises:
        TooLong, Empty
    """
    return writer.Saying.of(
        conversation,
        check_text(text),
        sealer=sealer or _sealer(conversation),
        client_id=client_id,
        sender=Message.Sender.VISITOR if by.kind == "visitor" else Message.Sender.STAFF,
        staff_id=by.id if by.kind == "staff" else "",
        at=at,
    )


def announce(
    conversation: Conversation, event: str, *, by: Actor = SYSTEM, at: datetime, text: str = ""
) -> Said | None:
    """A system message such as "joined"; it takes its number from the same writer. None once closed."""
    if event not in EVENTS:
        raise ValueError(event)
    saying = writer.Saying.of(
        conversation,
        text or by.name,
        sealer=_sealer(conversation),
        client_id=uuid.uuid4(),
        sender=Message.Sender.SYSTEM,
        staff_id=by.id if by.kind == "staff" else "",
        event=event,
        at=at,
    )
    result = writer.write([saying])[0]
    after_commit(lambda: bus.publish(conversation.topic))
    return result if isinstance(result, Said) else None


def end(conversation: Conversation, *, by: Actor, how: str, at: datetime) -> bool:
    """End `conversation` (`how`: one of `ENDS`); False where somebody was first."""
    rights.require(by, "conversation.end", at=at)
    event = ENDS[how]
    with writing():
        if not Conversation.objects.filter(pk=conversation.pk, closed_at=None).exists():
            return False
        with suppress(KeyGone):  # its key is lost: it ends without a word
            announce(conversation, event, by=by, at=at)
        won = Conversation.objects.filter(pk=conversation.pk, closed_at=None).update(
            closed_at=at, closed_how=how
        )
        drop_visitors_draft(conversation.pk)
    conversation.refresh_from_db(fields=["closed_at", "closed_how", "last_number"])
    return bool(won)


def mark_seen(conversation: Conversation, number: int, *, by: Actor) -> None:
    """`by` has the messages up to `number` on screen; it never goes back, nor past the last one."""
    column = "seen_by_visitor" if by.kind == "visitor" else "seen_by_staff"
    with writing():
        moved = Conversation.objects.filter(
            pk=conversation.pk, last_number__gte=number, **{f"{column}__lt": number}
        ).update(**{column: number})
        if moved:
            after_commit(lambda: bus.publish(conversation.topic, "seen"))


def save_draft(conversation: Conversation, text: str, *, kind: str, by: Actor, at: datetime) -> None:
    """Keep what `by` is typing, sealed; an empty text takes the draft away."""
    rights.require(by, "draft.save", at=at)
    staff_id = drafts_of(by)
    whose: dict[str, Any] = {"conversation": conversation, "staff_id": staff_id, "kind": kind}
    with writing():
        if not text.strip():
            Draft.objects.filter(**whose).delete()
            return
        body = _sealer(conversation).seal(
            printable(text)[:LONGEST_DRAFT], about=draft_about(conversation.pk, staff_id, kind)
        )
        Draft.objects.update_or_create(**whose, defaults={"body": body, "saved_at": at})


def drop_visitors_draft(conversation_id: uuid.UUID, *, typed_before: datetime | None = None) -> bool:
    """Take away what the visitor typed and did not send; with `typed_before`, only where it is that old."""
    found = Draft.objects.filter(conversation=conversation_id, staff_id="")
    if typed_before is not None:
        found = found.filter(saved_at__lte=typed_before)
    with writing():
        return bool(found.delete()[0])


def drop_drafts(conversation: Conversation) -> None:
    """Take away what was typed and never sent, once the contact is closed."""
    with writing():
        Draft.objects.filter(conversation=conversation).delete()


def _sealer(conversation: Conversation) -> Sealer:
    return open_key(conversation.key_id)
