"""The visitor's live line: a WebSocket or an event stream that brings what is new as it comes."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import structlog
from django.db import DatabaseError

from hulplijn.channels.chat import frames, live_address, presence
from hulplijn.channels.chat.grouped import Calm
from hulplijn.channels.chat.models import Link
from hulplijn.channels.chat.posting import pace
from hulplijn.channels.chat.sockets import BAD_FRAME, NO_HOLD, TOO_FAST, TRY_AGAIN, Gone, Line, in_thread
from hulplijn.channels.chat.streams import whole_number
from hulplijn.channels.chat.visitor import HeldElsewhere, NoHold, Visitor
from hulplijn.channels.chat.who import who_hash
from hulplijn.conversations.committer import Committer, TooBusy
from hulplijn.plumbing import bus, clock, processes
from hulplijn.plumbing.addresses import address_of
from hulplijn.plumbing.database import writing
from hulplijn.privacy.sealing import KeyGone

QUEUE = "queue"
_BETWEEN_PLACES = 1.0
"""Seconds between two looks at her place in the line."""

log = structlog.get_logger(__name__)


class VisitorLine:
    """One connection of a visitor: replays what she missed, then brings what is new."""

    def __init__(self, line: Line, visitor: Visitor) -> None:
        self.line, self.visitor = line, visitor

    @staticmethod
    def first_of(asked: dict[str, str]) -> dict[str, Any]:
        """What the address of an event stream says: the hello of its page."""
        return {"t": "hello", "last": whole_number(asked.get("last", "0")), "c": asked.get("c", "")}

    @classmethod
    async def serve(cls, line: Line, committer: Committer) -> None:
        """Serve the visitor that `line` belongs to, until either side goes."""
        try:
            visitor = await Visitor.holding(line.headers.get("cookie", ""), committer, line.tell)
        except NoHold:
            await line.refuse(NO_HOLD)
            return
        await line.accept()
        topic = visitor.conversation.topic
        listening = bus.subscribe([topic, QUEUE, *live_address.topics(visitor.conversation)])
        committer.recent.watch(visitor.conversation.pk)
        link: Link | None = None
        served = cls(line, visitor)
        try:
            link = await in_thread(_up, visitor, line)
            async with asyncio.TaskGroup() as beside:
                moved = Calm(beside, visitor.tell_place, _BETWEEN_PLACES)
                beside.create_task(served._bring(listening, moved))
                beside.create_task(line.keep())
                # In the task of the line itself: one task less for each of thousands.
                await served._hear()
        except* Gone:
            pass
        finally:
            bus.unsubscribe(listening)
            committer.recent.leave(visitor.conversation.pk)
            if link is not None:
                # Shielded, so that a process that stops still writes down that she is not connected to it.
                await asyncio.shield(_down_for_sure(link))

    async def _hear(self) -> None:
        while True:
            frame = await self.line.hear()
            if not pace.takes(self.visitor.conversation.topic, time.monotonic()):
                await self.line.leave(TOO_FAST)
            try:
                await self.visitor.hear(frame)
            except frames.BadFrame:
                await self.line.leave(BAD_FRAME)
            except NoHold:
                await self.line.leave(NO_HOLD)
            except (TooBusy, HeldElsewhere, KeyGone):
                # Cut off: the page sends all that is pending again, in its order, on its next line.
                await self.line.leave(TRY_AGAIN)

    async def _bring(self, listening: bus.Subscription, moved: Calm) -> None:
        while True:
            for wake in await listening.next():
                if wake.topic == QUEUE:
                    moved()
                elif wake.topic.startswith(live_address.ASKED):
                    await self._tell_address(wake.sign)
                else:
                    await self._wake(wake)
            # Who is talking does not hear of the line: of five thousand lines, only those who wait wake up.
            if not self.visitor.may_wait and QUEUE in listening.topics:
                bus.drop(listening, QUEUE)
            elif self.visitor.may_wait and QUEUE not in listening.topics:
                bus.add(listening, QUEUE)

    async def _tell_address(self, sign: str) -> None:
        if sign:  # none where wake-ups may have been lost: whoever asked asks again
            address = address_of(self.line.client, self.line.headers)
            await in_thread(live_address.tell, self.visitor.conversation, sign, address)

    async def _wake(self, wake: bus.Wake) -> None:
        try:
            await self.visitor.wake(wake)
        except (HeldElsewhere, KeyGone):
            await self.line.leave(TRY_AGAIN)


async def _down_for_sure(link: Link) -> None:
    """Write down that a connection has ended, once the database takes it: a row that stays says that she is
    connected, for as long as this process lives."""
    wait = 0.5
    while True:
        try:
            await in_thread(presence.down, link, at=clock.now())
        except DatabaseError as wrong:
            log.error("link_not_ended", error=type(wrong).__name__)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 30)
        else:
            return


def _up(visitor: Visitor, line: Line) -> Link:
    at = clock.now()
    who = who_hash(line.client, line.headers)
    if line.lasts is not None:
        until = at + timedelta(seconds=line.lasts)
        return presence.up(visitor.conversation, who_hash=who, until=until, at=at)
    with writing():
        return presence.up(visitor.conversation, who_hash=who, process_id=processes.here(at), at=at)
