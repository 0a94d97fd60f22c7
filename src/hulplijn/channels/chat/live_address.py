"""From where somebody in danger is connected: asked by a coordinator, agreed by a second person, seen once by
each of them, and written down nowhere. Off unless HULPLIJN_LIVE_ADDRESS is set.

Only the process that holds her connection knows the address, for as long as it holds it. It is asked over
the bus, and comes back sealed under the key of her case; so it lies in memory, for a minute at most.
"""

from __future__ import annotations

import base64
import threading
import time
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework.errors import NoDanger, NotTheSecond
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import presence, rights
from hulplijn.channels.chat.models import AddressAsk
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.privacy.keys import open_key
from hulplijn.privacy.private_text import PrivateText

ASKED, ANSWER = "address-asked:", "address-answer:"
"""Beginnings of bus topics: the question goes to a conversation, the sealed answer to everybody."""
TO_AGREE, TO_SEE = timedelta(minutes=10), timedelta(minutes=1)


class NotConnected(Exception):
    """She is not connected, so there is no address."""


class TooLate(Exception):
    """The question is over: agreed already, too long ago, or seen already."""


class NotHereYet(Exception):
    """The process that holds her connection has not answered."""


class _Answers:
    """Sealed addresses of the last minute, by the id of the question."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: dict[uuid.UUID, tuple[float, bytes]] = {}

    def hear(self, topic: str) -> None:
        said = topic.removeprefix(ANSWER)
        if said:
            ask, _, sealed = said.partition(":")
            with self._guard:
                self._held[uuid.UUID(ask)] = (time.monotonic(), base64.b64decode(sealed))
        self.forget_old()

    def of(self, ask: uuid.UUID) -> bytes | None:
        self.forget_old()
        with self._guard:
            return self._held.get(ask, (0.0, None))[1]

    def forget_old(self) -> None:
        oldest = time.monotonic() - TO_SEE.total_seconds()
        with self._guard:
            self._held = {ask: one for ask, one in self._held.items() if one[0] > oldest}


_answers = _Answers()


def listen() -> None:
    """Hear the answers; called once, when the room is ready."""
    bus.watch(ANSWER, _answers.hear)


def is_on() -> bool:
    """Whether this helpline allows it at all."""
    return bool(settings.HULPLIJN_LIVE_ADDRESS)


def topics(conversation: Conversation) -> list[str]:
    """What a visitor's connection listens to for this."""
    return [f"{ASKED}{conversation.pk}"] if is_on() else []


def in_danger() -> QuerySet[Contact]:
    """The talks, and who waits, where somebody called for danger or pressed the button."""
    danger = Q(danger_called_at__isnull=False) | Q(urgency=Contact.Urgency.DANGER)
    return Contact.real.filter(danger, conversation__isnull=False, ended_at=None).order_by("started_at")


def asks(by: Actor, at: datetime) -> list[AddressAsk]:
    """The questions that wait for a second person, and those agreed of which `by` is one and has yet to see
    the address.
    """
    waiting = Q(agreed_by=None, asked_at__gt=at - TO_AGREE)
    hers = Q(asked_by=int(by.id), asker_saw_at=None) | Q(agreed_by=int(by.id), second_saw_at=None)
    found = AddressAsk.objects.filter(waiting | (hers & Q(agreed_at__gt=at - TO_SEE)))
    return list(found.select_related("contact__case", "asked_by", "agreed_by").order_by("asked_at"))


def ask(contact: Contact, *, why: str, by: Actor, at: datetime) -> AddressAsk:
    """Ask to see the address of `contact`, for a reason of the list.

    Raises:
        NoDanger: nobody called for help here, or it is over.
        NotConnected
    """
    rights.require(by, "address.ask", at=at)
    if not is_on() or not in_danger().filter(pk=contact.pk).exists():
        raise NoDanger
    if contact.conversation is None or not presence.is_up(contact.conversation, at):
        raise NotConnected
    asked = AddressAsk(contact=contact, why=AddressAsk.Why(why), asked_by_id=int(by.id), asked_at=at)
    with writing():
        asked.save(force_insert=True)
        audit.record("address.ask", by=by, on=asked, at=at, why=why)
    return asked


def agree(asked: AddressAsk, *, by: Actor, at: datetime) -> None:
    """A second person agrees; now the connection is asked.

    Raises:
        NotTheSecond: she asked herself.
        TooLate
    """
    rights.require(by, "address.agree", at=at)
    if str(asked.asked_by_id) == by.id:
        raise NotTheSecond
    if not is_on():
        raise TooLate
    topic = f"{ASKED}{asked.contact.conversation_id}"
    with writing():
        open_still = AddressAsk.objects.filter(pk=asked.pk, agreed_by=None, asked_at__gt=at - TO_AGREE)
        if not open_still.update(agreed_by_id=int(by.id), agreed_at=at):
            raise TooLate
        audit.record("address.agree", by=by, on=asked, at=at, why=asked.why)
        after_commit(lambda: bus.publish(topic, str(asked.pk)))
    asked.refresh_from_db()


def tell(conversation: Conversation, sign: str, address: str) -> None:
    """The process that holds the connection answers, sealed; where two people asked."""
    asked = AddressAsk.objects.filter(
        pk=uuid.UUID(sign), contact__conversation=conversation, agreed_by__isnull=False
    )
    if sign and is_on() and asked.exists():
        sealed = open_key(conversation.key_id).seal(address, about=_about(sign))
        bus.publish(f"{ANSWER}{sign}:{base64.b64encode(sealed).decode()}")


def see(asked: AddressAsk, *, by: Actor, at: datetime) -> PrivateText:
    """The address, once for each of the two, within a minute and while she is connected.

    Raises:
        NotYours: neither of the two.
        NotConnected, NotHereYet, TooLate
    """
    rights.require(by, "address.see", asked, at=at)
    conversation = asked.contact.conversation
    if conversation is None or not presence.is_up(conversation, at):
        raise NotConnected
    sealed = _answers.of(asked.pk)
    if sealed is None:
        raise NotHereYet
    column = "asker_saw_at" if str(asked.asked_by_id) == by.id else "second_saw_at"
    with writing():
        unseen = AddressAsk.objects.filter(pk=asked.pk, agreed_at__gt=at - TO_SEE, **{column: None})
        if not is_on() or not unseen.update(**{column: at}):
            raise TooLate
        audit.record("address.see", by=by, on=asked, at=at, why=asked.why)
    return open_key(conversation.key_id).open(sealed, about=_about(str(asked.pk)))


def _about(ask: str) -> str:
    return f"live-address:{ask}"
