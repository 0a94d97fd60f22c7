"""What a visitor's page says and is told, whichever way it is connected.

WebSocket, SSE + POST and plain forms drive this one set of actions; only they know how bytes travel.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from hulplijn.accounts.queries import aliases
from hulplijn.audit.actors import Actor
from hulplijn.channels.chat import actions, cookie, frames
from hulplijn.channels.chat.grouped import Grouped, written_elsewhere
from hulplijn.channels.chat.queries import visitors_state
from hulplijn.channels.chat.rules import Bringing
from hulplijn.channels.chat.sockets import in_thread
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.committer import SAID, Committer, TooBusy
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import draft_of, messages_after, read_saying, visitors_sealer
from hulplijn.conversations.recent import Written
from hulplijn.conversations.rules import CannotSay
from hulplijn.conversations.writer import Saying
from hulplijn.guidance.sharing import BY_STAFF, BY_VISITOR
from hulplijn.plumbing import bus, clock
from hulplijn.plumbing.bus import Wake
from hulplijn.privacy.sealing import Sealer
from hulplijn.shifts.queries import Line, waiting_lines

Tell = Callable[..., Awaitable[None]]
"""Sends one frame to her page: `await tell(t="ack", …)`."""


class NoHold(Exception):
    """Her browser holds no conversation, or another one than her page shows."""


class HeldElsewhere(Exception):
    """The hold with which this line was opened is over; whether the browser has another, its next shows."""


class Visitor:
    """One visitor's page on one connection."""

    def __init__(self, conversation: Conversation, sealer: Sealer, committer: Committer, tell: Tell) -> None:
        self.conversation, self.sealer = conversation, sealer
        self.committer, self.tell = committer, tell
        self.by = Actor.visitor(conversation.pk)
        self._bringing = Bringing()
        self._one_reading = asyncio.Lock()
        self._is_new = True
        self._names: dict[str, str] = {}
        self._hold = bytes(conversation.token_hash)

    @classmethod
    async def holding(cls, cookies: str, committer: Committer, tell: Tell) -> Visitor:
        """The visitor whose hold the Cookie header carries.

        Raises:
            NoHold
        """
        conversation = await in_thread(cookie.held, cookies)
        if conversation is None:
            raise NoHold
        return cls(conversation, await in_thread(visitors_sealer, conversation), committer, tell)

    async def hear(self, frame: dict[str, Any]) -> None:
        """Do what her page asks, and tell it what comes of it.

        Raises:
            BadFrame: no page of ours sends that.
            NoHold: the page shows another conversation than the browser holds.
            HeldElsewhere
            TooBusy: the message was not taken; the page keeps it and sends it again.
        """
        match frame["t"]:
            case "hello":
                self._require_this(frame)
                self._bringing.hello(frames.number_in(frame, "last"))
                await self.tell_news()
                await self._tell_draft()
            case "say":
                self._require_this(frame)
                await self._say(frame)
            case "typing":
                bus.publish(self.conversation.topic, "typing:visitor")
            case "seen":
                number = frames.number_in(frame, "n")
                await in_thread(conversations.mark_seen, self.conversation, number, by=self.by)
            case "draft":
                text = frames.text_in(frame, "text")
                await in_thread(actions.keep_draft, self.conversation, text, at=clock.now())
                await self.tell(t="kept")
            case "danger":
                await in_thread(actions.danger, self.conversation, at=clock.now())
                await self.tell(t="danger")
            case "consent":
                guest, yes = frames.uuid_in(frame, "id"), frame.get("yes") is True
                await in_thread(actions.consent, self.conversation, guest, yes, at=clock.now())
            case "beat":
                await self.tell(t="beat")
            case _:
                raise frames.BadFrame("t")

    async def wake(self, wake: Wake) -> None:
        """Tell her page what `wake` means for it.

        Raises:
            HeldElsewhere
        """
        if wake.sign == "typing:staff":
            await self.tell(t="typing")
        elif wake.sign == SAID:
            await self._tell_said()
        elif wake.sign == bus.WRITTEN:
            await self._tell_written()
        elif wake.sign in ("", "seen", BY_STAFF, BY_VISITOR):
            await self.tell_news()

    async def _tell_said(self) -> None:
        """What this process has just written; where it doesn't know all of it, what the database has."""
        async with self._one_reading:
            if self._bringing.last is None:
                return
            written = self.committer.recent.after(self.conversation.pk, self._bringing.last)
            if written is not None and await self._has_brought(written):
                return
        await self.tell_news()

    async def _tell_written(self) -> None:
        """What another process has written, read for all lines that wait for some in one query."""
        async with self._one_reading:
            if self._bringing.last is None:
                return
            written = await written_elsewhere.of((self.conversation.pk, self._bringing.last))
            if written is not None and await self._has_brought(written):
                return
        await self.tell_news()

    async def _has_brought(self, written: list[Written]) -> bool:
        """Tell what was written, where all who wrote it have a name here."""
        if not all(saying.staff_id in self._names for _, saying in written):
            return False
        rows = [read_saying(saying, number, self.sealer) for number, saying in written]
        if fresh := self._bringing.messages(rows):
            await self.tell(t="messages", list=frames.messages(fresh, self._names))
        return True

    @property
    def may_wait(self) -> bool:
        """Whether she waits for somebody, as far as her page has been told."""
        return self._bringing.last is None or self._bringing.is_told("s", "waiting")

    async def tell_place(self) -> None:
        """Her place in the line, where it has changed; read for all who wait in one query."""
        if not self._bringing.is_told("s", "waiting"):
            return
        line = await _places.of(self.conversation.pk)
        async with self._one_reading:
            if line is None or not self._bringing.is_told("s", "waiting"):
                return  # taken meanwhile, which has a wake-up of its own
            place = frames.place(line)
            if (changed := self._bringing.state_with(place)) is not None:
                await self.tell(**changed)

    async def tell_news(self) -> None:
        """Everything that her page lacks: messages in their order, then the state where it has changed."""
        async with self._one_reading:
            if self._bringing.last is None:
                return
            rows, state, self._names = await in_thread(self._read)
            while fresh := self._bringing.messages(rows):
                await self.tell(t="messages", list=frames.messages(fresh, self._names))
                rows, state, self._names = await in_thread(self._read)
            if (changed := self._bringing.state(state)) is not None:
                await self.tell(**changed)

    def _require_this(self, frame: dict[str, Any]) -> None:
        if frame.get("c") not in (None, "", str(self.conversation.pk)):
            # Her browser holds another chat by now; what is pending on this page is not for it.
            raise NoHold

    def _require_hold(self) -> None:
        """A line outlives its cookie: her words give the hold to another browser, a timer takes it away. Of a
        talk that has ended, her other tabs still hear the end."""
        now = bytes(self.conversation.token_hash)
        if now != self._hold and (now or self.conversation.is_open):
            raise HeldElsewhere

    async def _say(self, frame: dict[str, Any]) -> None:
        client_id, at = frames.uuid_in(frame, "id"), clock.now()
        text = frames.text_in(frame, "text")
        try:
            saying = await self._prepared(text, client_id, at)
            said = await self.committer.say(saying)
        except TooBusy:
            raise
        except CannotSay as wrong:
            await self.tell(**frames.refusal(wrong, client_id, self.conversation.language))
            return
        if frame.get("drafted") is True:
            await in_thread(conversations.drop_visitors_draft, self.conversation.pk)
        await self.tell(t="ack", id=str(client_id), n=said.number, at=at.isoformat())

    async def _prepared(self, text: str, client_id: UUID, at: datetime) -> Saying:
        saying = actions.saying_of_visitor(
            self.conversation, text, client_id=client_id, at=at, sealer=self.sealer
        )
        # Before it is written: a sign that died between the two would never be seen.
        if actions.alarms(text):
            await in_thread(actions.heed, self.conversation, text, at=at)
        return saying

    async def _tell_draft(self) -> None:
        """What she was typing when she lost this page, once."""
        if not self._is_new:
            return
        self._is_new = False
        draft = await in_thread(draft_of, self.conversation, self.sealer, by=self.by, kind="reply")
        if draft is not None:
            await self.tell(t="draft", text=draft.reveal())

    def _read(self) -> Any:
        try:
            self.conversation.refresh_from_db()
        except Conversation.DoesNotExist:
            raise HeldElsewhere from None  # erased
        self._require_hold()
        rows = messages_after(self.conversation, self._bringing.last or 0, self.sealer)
        state = frames.state(visitors_state(self.conversation, clock.now()))
        more = {"seen": self.conversation.seen_by_staff, "c": str(self.conversation.pk)}
        return rows, {**state, **more}, {"": "", **aliases()}


def _lines(conversations: list[UUID]) -> dict[UUID, Line]:
    found = waiting_lines(clock.now())
    return {one: found[one] for one in conversations if one in found}


_places = Grouped(_lines, rest=0.25)
