"""Whether a visitor is connected, and what follows when she is not any more.

Every connection is a row, so that each process knows it and a killed one leaves no false "connected".
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from hulplijn.audit.actors import SYSTEM
from hulplijn.casework import actions as casework
from hulplijn.casework.actions.rows import held
from hulplijn.casework.models import Contact, ReturnCode
from hulplijn.channels.chat.models import Link
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.plumbing.models import DueWork

HOLD = timedelta(minutes=15)
"""How long a visitor's hold outlives her last connection: a tunnel, a dead phone, a fright."""

LET_GO, LOOK, PROCESS_GONE, DROP_DRAFT = "chat.let_go", "chat.look", "chat.process_gone", "chat.drop_draft"


def up(
    conversation: Conversation,
    *,
    who_hash: bytes,
    at: datetime,
    process_id: uuid.UUID | None = None,
    until: datetime | None = None,
) -> Link:
    """One more connection: for as long as the process lives that holds it, or `until`."""
    with writing():
        link = Link.objects.create(
            conversation=conversation, process_id=process_id, until=until, who_hash=who_hash
        )
        due.cancel(LET_GO, conversation.pk)
        casework.is_back(conversation.pk, at=at)
        if until is not None:
            due.put(LOOK, conversation.pk, until)
        _tell(conversation)
    return link


def stay(conversation: Conversation, *, who_hash: bytes, until: datetime, at: datetime) -> None:
    """A visitor without a socket is there `until`: she looked, wrote, or her page gave a sign."""
    with writing():
        if not Link.objects.filter(conversation=conversation, process=None).update(until=until):
            up(conversation, who_hash=who_hash, until=until, at=at)
            return
        due.put(LOOK, conversation.pk, until)


def down(link: Link, *, at: datetime) -> None:
    """A connection has ended. With the last one the hold begins to run out."""
    with writing():
        Link.objects.filter(pk=link.pk).delete()
        _last_gone(link.conversation_id, at)


def is_up(conversation: Conversation, at: datetime) -> bool:
    """Whether the visitor is connected, to whichever process."""
    return _living(at).filter(conversation=conversation).exists()


def wait_for(conversation: Conversation, at: datetime) -> None:
    """A chat has begun whose visitor has not connected yet; one whose answer was lost ends by itself."""
    with writing():
        if not is_up(conversation, at):
            due.put(LET_GO, conversation.pk, at + HOLD)


def let_go(key: str, at: datetime) -> None:
    """Due: the visitor has been away for long enough. Her cookie opens nothing any more.

    With a return code her contact stays as it is. Else one whom nobody took is abandoned, and a talk
    ends as lost: its counsellor sees the words and wraps up.
    """
    conversation = Conversation.objects.filter(pk=uuid.UUID(key)).first()
    contact = Contact.objects.filter(conversation=conversation).first() if conversation else None
    if conversation is None or contact is None:
        return
    with writing():
        contact = held(contact)
        if is_up(conversation, at):
            return
        conversations.let_go(conversation)
        if not ReturnCode.objects.filter(case=contact.case_id).exists():
            casework.visitor_left(contact, by=SYSTEM, how="lost", at=at)
        _tell(conversation)


def look(key: str, at: datetime) -> None:
    """Due: a page without a socket has not given a sign for too long."""
    with writing():
        gone, _ = Link.objects.filter(conversation=uuid.UUID(key), until__lte=at).delete()
        if gone:
            _last_gone(uuid.UUID(key), at)


def process_gone(key: str, at: datetime) -> None:
    """Due: a process has died, and with it the connections that it held.

    Its links may have gone with its row by now, so every held conversation is looked at that has neither
    a connection nor a timer.
    """
    with writing():
        Link.objects.filter(process_id=uuid.UUID(key)).delete()
        links = Link.objects.filter(conversation=OuterRef("pk"))
        held_by_nobody = Conversation.objects.exclude(token_hash=b"").filter(~Exists(links))
        timed = set(DueWork.objects.filter(kind=LET_GO).values_list("key", flat=True))
        for conversation in held_by_nobody.only("pk"):
            if str(conversation.pk) not in timed:
                due.put(LET_GO, conversation.pk, at + HOLD)
                _tell(conversation)


def drop_draft(key: str, at: datetime) -> None:
    """Due: what the visitor typed and did not send is gone fifteen minutes after her last key."""
    conversations.drop_visitors_draft(uuid.UUID(key), typed_before=at - HOLD)


def register() -> None:
    """Enter the timers of the chat."""
    due.register(LET_GO, let_go)
    due.register(LOOK, look)
    due.register(PROCESS_GONE, process_gone)
    due.register(DROP_DRAFT, drop_draft, long=True)  # it stays no longer because nothing ran


def _last_gone(conversation_id: uuid.UUID, at: datetime) -> None:
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation is None:
        return
    if not is_up(conversation, at) and conversation.token_hash:
        due.put(LET_GO, conversation_id, at + HOLD)
        casework.is_away(conversation_id, at=at)
    _tell(conversation)


def _living(at: datetime) -> QuerySet[Link]:
    return Link.objects.filter(Q(process__isnull=False, process__gone_at=None) | Q(until__gt=at))


def _tell(conversation: Conversation) -> None:
    topic = conversation.topic
    after_commit(lambda: bus.publish(topic, "link"))
