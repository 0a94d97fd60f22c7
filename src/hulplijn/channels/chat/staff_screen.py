"""What a counsellor's live line shows: each conversation on her screen, and how far it was brought."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from hulplijn.accounts.queries import aliases
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import queries, rights
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import frames, presence
from hulplijn.channels.chat.grouped import Grouped, written_elsewhere
from hulplijn.channels.chat.sockets import Line, in_thread
from hulplijn.channels.chat.streams import Post
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import messages_after, read_saying
from hulplijn.conversations.recent import Recent, Written
from hulplijn.plumbing import bus, clock
from hulplijn.privacy.keys import open_key
from hulplijn.privacy.sealing import Sealer


@dataclass
class OnScreen:
    """A conversation that this connection shows; `brought` is the last number it has."""

    contact: Contact
    conversation: Conversation
    sealer: Sealer
    brought: int
    seen: int = -1
    viewers: list[str] | None = None
    link: bool | None = None
    may_answer: bool = False
    names: dict[str, str] = field(default_factory=dict)
    one_reading: asyncio.Lock = field(default_factory=asyncio.Lock)


class Screen:
    """The conversations that one connection shows, by their topic."""

    def __init__(self, socket: Line | Post, recent: Recent, by: Actor) -> None:
        self.socket, self.recent, self.by = socket, recent, by
        self._shown: dict[str, OnScreen] = {}

    def get(self, topic: str) -> OnScreen | None:
        """What is shown of it; None where it is not on this screen."""
        return self._shown.get(topic)

    async def open(self, conversation_id: uuid.UUID, last: int) -> OnScreen:
        """Put a conversation on the screen, which has its messages up to number `last`.

        Raises:
            Contact.DoesNotExist, NotAllowed, KeyGone
        """
        shown = await in_thread(self._open_case, conversation_id, last)
        if shown.conversation.topic not in self._shown:
            self.recent.watch(shown.conversation.pk)
        self._shown[shown.conversation.topic] = shown
        return shown

    async def recall(self, conversation_id: uuid.UUID) -> None:
        """The same for one frame that was posted: the page's stream has opened it, and nothing is read here.

        Raises:
            Contact.DoesNotExist, KeyGone
        """
        shown = await in_thread(self._recalled, conversation_id)
        self._shown[shown.conversation.topic] = shown

    async def close(self, topic: str, listening: bus.Subscription | None = None) -> None:
        """Take a conversation off the screen, where it is on it."""
        shown = self._shown.pop(topic, None)
        if shown is None:
            return
        if listening is not None:
            bus.drop(listening, topic)
            self.recent.leave(shown.conversation.pk)
        await in_thread(casework.look_away, shown.contact, by=self.by)

    async def clear(self) -> None:
        """Take all off the screen."""
        for shown in self._shown.values():
            self.recent.leave(shown.conversation.pk)
        await in_thread(self._look_away)
        self._shown.clear()

    def go_on_looking(self) -> None:
        """Write down that all of it is still looked at."""
        for shown in list(self._shown.values()):
            casework.view(shown.contact, by=self.by, at=clock.now())

    def may_answer(self, shown: OnScreen) -> bool:
        """Asked anew for every answer: a contact is handed over while a page still shows it."""
        shown.contact.refresh_from_db(fields=["owner", "ended_at"])
        shown.may_answer = rights.may(self.by, "contact.answer", shown.contact)
        return shown.may_answer

    async def tell_said(self, shown: OnScreen, *, here: bool) -> None:
        """What this process (`here`) or another has just written, to the contact's owner; all else is read
        from the database, where the right to read is asked as well."""
        async with shown.one_reading:
            if shown.names and await self.is_owner(shown):
                since = (shown.conversation.pk, shown.brought)
                written = self.recent.after(*since) if here else await written_elsewhere.of(since)
                if written is not None and await self._has_brought(shown, written):
                    return
        await self.tell_news(shown)

    async def _has_brought(self, shown: OnScreen, written: list[Written]) -> bool:
        """Tell what was written, where all who wrote it have a name here."""
        if not all(saying.staff_id in shown.names for _, saying in written):
            return False
        if written:
            rows = [read_saying(saying, number, shown.sealer) for number, saying in written]
            shown.brought = rows[-1].number
            c = str(shown.conversation.pk)
            await self.socket.tell(t="messages", c=c, list=frames.messages(rows, shown.names))
        return True

    async def is_owner(self, shown: OnScreen) -> bool:
        """Asked of the database each time, for all lines that ask at once in one query."""
        owner = await _owners.of(shown.contact.pk)
        return owner is not None and str(owner) == self.by.id

    async def tell_news(self, shown: OnScreen) -> None:
        """All that is new of it, read anew; `closed` where she may not read it any more."""
        async with shown.one_reading:
            await self._tell_news_of(shown)

    async def _tell_news_of(self, shown: OnScreen) -> None:
        c = str(shown.conversation.pk)
        rows, shown.names, viewers = await in_thread(self._read, shown)
        while rows:
            shown.brought = rows[-1].number
            await self.socket.tell(t="messages", c=c, list=frames.messages(rows, shown.names))
            rows, shown.names, viewers = await in_thread(self._read, shown)
        if viewers is None:
            # Handed over, given back, or no longer a guest: from now on she reads nothing here.
            if self._shown.pop(shown.conversation.topic, None):
                self.recent.leave(shown.conversation.pk)
            await in_thread(casework.look_away, shown.contact, by=self.by)
            await self.socket.tell(t="closed", c=c)
            return
        if viewers != shown.viewers:
            shown.viewers = viewers
            await self.socket.tell(t="viewers", c=c, names=viewers)
        if shown.seen != shown.conversation.seen_by_visitor:
            shown.seen = shown.conversation.seen_by_visitor
            await self.socket.tell(t="seen", c=c, n=shown.seen)
        # Whoever plays in a practice has no connection to lose.
        up = shown.contact.practice or await in_thread(presence.is_up, shown.conversation, clock.now())
        if shown.link != up and shown.conversation.is_open:
            shown.link = up
            await self.socket.tell(t="link", c=c, up=up)
        if not shown.conversation.is_open:
            await self.socket.tell(t="ended", c=c, how=shown.conversation.closed_how)

    def _read(self, shown: OnScreen) -> Any:
        try:
            shown.conversation.refresh_from_db()
            shown.contact.refresh_from_db(fields=["owner", "ended_at"])
        except ObjectDoesNotExist:
            return [], {}, None  # erased
        if not rights.may(self.by, "case.read", shown.contact):
            return [], {}, None
        shown.may_answer = rights.may(self.by, "contact.answer", shown.contact)
        viewers = [
            one.staff.alias
            for one in queries.viewers(shown.contact, clock.now())
            if str(one.staff_id) != self.by.id
        ]
        names = {"": "", **aliases()}
        return messages_after(shown.conversation, shown.brought, shown.sealer), names, viewers

    def _look_away(self) -> None:
        for shown in self._shown.values():
            casework.look_away(shown.contact, by=self.by)

    def _recalled(self, conversation_id: uuid.UUID) -> OnScreen:
        contact = Contact.objects.select_related("case", "conversation").get(conversation_id=conversation_id)
        conversation = contact.conversation
        if conversation is None or not rights.may(self.by, "case.read", contact):
            raise Contact.DoesNotExist
        may_answer = rights.may(self.by, "contact.answer", contact)
        return OnScreen(contact, conversation, open_key(conversation.key_id), 0, may_answer=may_answer)

    def _open_case(self, conversation_id: uuid.UUID, last: int) -> OnScreen:
        contact = Contact.objects.select_related("case", "conversation").get(conversation_id=conversation_id)
        opened = casework.open_case(contact.case, by=self.by, at=clock.now(), contact=contact)
        casework.view(contact, by=self.by, at=clock.now())
        conversation = contact.conversation
        if conversation is None:
            raise Contact.DoesNotExist
        may_answer = rights.may(self.by, "contact.answer", contact)
        return OnScreen(contact, conversation, opened.sealer, last, may_answer=may_answer)


_owners = Grouped(queries.owners)
