"""What is said reaches the other side from memory, and never somebody who may not read it any more."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.channels.chat.staff_line import OnScreen, StaffLine
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.committer import Committer
from hulplijn.plumbing import bus
from tests import builders


class Told:
    """What her page is told."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []

    async def tell(self, **frame: Any) -> None:
        self.frames.append(frame)

    @property
    def texts(self) -> list[str]:
        return [one["text"] for frame in self.frames if frame["t"] == "messages" for one in frame["list"]]


@pytest.mark.parametrize("way", ["_tell_said", "_tell_written"])
@pytest.mark.django_db(transaction=True)
def test_who_no_longer_owns_a_contact_is_told_nothing_of_it_though_no_wake_up_came(
    way: str, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    """As when another process hands it over, and its wake-up is late."""
    contact = builders.taken_chat(counsellor)
    conversation = contact.conversation
    assert conversation is not None
    told = Told()

    async def story() -> None:
        committer = Committer()
        line = StaffLine(told, committer, "", counsellor, "nl")  # type: ignore[arg-type]
        listening = bus.subscribe([])
        await line._open({"c": str(conversation.pk), "last": 0}, listening)
        shown = line.on_screen[conversation.topic]
        await say(committer, shown, "eerste")
        await from_memory(line, shown)
        assert told.texts[-1] == "eerste"
        await Contact.objects.filter(pk=contact.pk).aupdate(owner_id=colleague.id)
        await say(committer, shown, "tweede")
        await getattr(line, way)(shown)
        bus.unsubscribe(listening)
        await committer.stop()

    async def say(committer: Committer, shown: OnScreen, text: str) -> None:
        visitor, client_id = Actor.visitor(conversation.pk), uuid.uuid4()
        await committer.say(
            conversations.saying_of(
                conversation, text, by=visitor, client_id=client_id, at=at, sealer=shown.sealer
            )
        )

    async def from_memory(line: StaffLine, shown: OnScreen) -> None:
        def read(shown: OnScreen) -> Any:
            raise AssertionError("all was read anew, so that this test says nothing")

        whole, line._read = line._read, read  # type: ignore[method-assign]
        await getattr(line, way)(shown)
        line._read = whole  # type: ignore[method-assign]

    async_to_sync(story)()
    assert "tweede" not in told.texts
    assert told.frames[-1] == {"t": "closed", "c": str(conversation.pk)}


@pytest.mark.django_db(transaction=True)
def test_of_a_conversation_that_she_left_nothing_is_kept_here(counsellor: Actor) -> None:
    conversation = builders.taken_chat(counsellor).conversation
    assert conversation is not None

    async def story() -> None:
        committer = Committer()
        line = StaffLine(Told(), committer, "", counsellor, "nl")  # type: ignore[arg-type]
        listening = bus.subscribe([])
        for _ in range(2):
            await line._open({"c": str(conversation.pk), "last": 0}, listening)
            assert committer.recent.is_watched(conversation.pk)
            await line._leave({"c": str(conversation.pk)}, listening)
            assert not committer.recent.is_watched(conversation.pk)
        bus.unsubscribe(listening)
        await committer.stop()

    async_to_sync(story)()
