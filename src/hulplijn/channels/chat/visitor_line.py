"""The visitor's live line."""

from __future__ import annotations

import asyncio
from typing import Any

from hulplijn.accounts.queries import aliases
from hulplijn.audit.actors import Actor
from hulplijn.channels.chat import cookie, frames
from hulplijn.channels.chat.presence import links
from hulplijn.channels.chat.queries import visitors_state
from hulplijn.channels.chat.sockets import BAD_FRAME, NO_HOLD, TRY_AGAIN, Gone, Socket, in_thread
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.committer import Committer, TooBusy
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import messages_after, visitors_sealer
from hulplijn.conversations.rules import CannotSay
from hulplijn.plumbing import bus, clock
from hulplijn.privacy.sealing import Sealer


class VisitorLine:
    """One connection of a visitor: replays what she missed, then brings what is new."""

    def __init__(
        self, socket: Socket, committer: Committer, conversation: Conversation, sealer: Sealer
    ) -> None:
        self.socket, self.committer = socket, committer
        self.conversation, self.sealer = conversation, sealer
        self.by = Actor.visitor(conversation.pk)
        self.brought: int | None = None  # until she has said what she has
        self._told: dict[str, Any] = {}
        self._one_reading = asyncio.Lock()

    @classmethod
    async def serve(cls, socket: Socket, committer: Committer) -> None:
        """Serve the visitor that `socket` belongs to, until either side goes."""
        conversation = await in_thread(cookie.held, socket.headers.get("cookie", ""))
        if conversation is None:
            await socket.refuse(NO_HOLD)
            return
        await socket.accept()
        sealer = await in_thread(visitors_sealer, conversation)
        line = cls(socket, committer, conversation, sealer)
        listening = bus.subscribe([conversation.topic, "queue"])
        links.up(conversation.topic)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(line._hear())
                both.create_task(line._bring(listening))
        except* Gone:
            pass
        finally:
            bus.unsubscribe(listening)
            links.down(conversation.topic)

    async def _hear(self) -> None:
        while True:
            frame = await self.socket.hear()
            try:
                await self._take(frame)
            except frames.BadFrame:
                await self.socket.close(BAD_FRAME)
                raise Gone("bad frame") from None

    async def _take(self, frame: dict[str, Any]) -> None:
        match frame["t"]:
            case "hello":
                if frame.get("c") not in (None, "", str(self.conversation.pk)):
                    # Her browser holds another chat by now; what is pending on this page is not for it.
                    await self.socket.close(NO_HOLD)
                    raise Gone("another conversation")
                self.brought = frames.number_in(frame, "last")
                await self._tell_news()
            case "say":
                await self._say(frame)
            case "typing":
                bus.publish(self.conversation.topic, "typing:visitor")
            case "seen":
                await in_thread(
                    conversations.mark_seen, self.conversation, frames.number_in(frame, "n"), by=self.by
                )
            case "beat":
                await self.socket.tell(t="beat")
            case _:
                raise frames.BadFrame("t")

    async def _say(self, frame: dict[str, Any]) -> None:
        client_id, at = frames.uuid_in(frame, "id"), clock.now()
        try:
            saying = conversations.saying_of(
                self.conversation,
                frames.text_in(frame, "text"),
                by=self.by,
                client_id=client_id,
                at=at,
                sealer=self.sealer,
            )
            said = await self.committer.say(saying)
        except TooBusy:
            # Cut off: the page sends all that is pending again, in its order, on its next line.
            await self.socket.close(TRY_AGAIN)
            raise Gone("too busy") from None
        except CannotSay as wrong:
            await self.socket.tell(**frames.refusal(wrong, client_id, self.conversation.language))
            return
        await self.socket.tell(t="ack", id=str(client_id), n=said.number, at=at.isoformat())

    async def _bring(self, listening: bus.Subscription) -> None:
        while True:
            for wake in await listening.next():
                if wake.sign == "typing:staff":
                    await self.socket.tell(t="typing")
                elif wake.sign in ("", "seen"):
                    await self._tell_news()

    async def _tell_news(self) -> None:
        async with self._one_reading:
            if self.brought is None:
                return
            rows, now, seen, names = await in_thread(self._read)
            while rows:
                self.brought = rows[-1].number
                await self.socket.tell(t="messages", list=frames.messages(rows, names))
                rows, now, seen, names = await in_thread(self._read)
            state = {**frames.state(now), "seen": seen, "c": str(self.conversation.pk)}
            if state != self._told:
                self._told = state
                await self.socket.tell(**state)

    def _read(self) -> Any:
        self.conversation.refresh_from_db()
        rows = messages_after(self.conversation, self.brought or 0, self.sealer)
        return (
            rows,
            visitors_state(self.conversation, clock.now()),
            self.conversation.seen_by_staff,
            aliases(),
        )
