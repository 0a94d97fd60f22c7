"""What is said reaches the other side from memory, and never somebody who may not read it any more."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.channels.chat.staff_screen import OnScreen, Screen
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


@pytest.mark.parametrize("here", [True, False])
@pytest.mark.django_db(transaction=True)
def test_who_no_longer_owns_a_contact_is_told_nothing_of_it_though_no_wake_up_came(
    here: bool, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    """As when another process hands it over, and its wake-up is late."""
    contact = builders.taken_chat(counsellor)
    conversation = contact.conversation
    assert conversation is not None
    told = Told()

    async def story() -> None:
        committer = Committer()
        screen = Screen(told, committer.recent, counsellor)  # type: ignore[arg-type]
        shown = await screen.open(conversation.pk, 0)
        await screen.tell_news(shown)
        await say(committer, shown, "eerste")
        await from_memory(screen, shown)
        assert told.texts[-1] == "eerste"
        await Contact.objects.filter(pk=contact.pk).aupdate(owner_id=colleague.id)
        await say(committer, shown, "tweede")
        await screen.tell_said(shown, here=here)
        await committer.stop()

    async def say(committer: Committer, shown: OnScreen, text: str) -> None:
        visitor, client_id = Actor.visitor(conversation.pk), uuid.uuid4()
        await committer.say(
            conversations.saying_of(
                conversation, text, by=visitor, client_id=client_id, at=at, sealer=shown.sealer
            )
        )

    async def from_memory(screen: Screen, shown: OnScreen) -> None:
        def read(shown: OnScreen) -> Any:
            raise AssertionError("all was read anew, so that this test says nothing")

        whole, screen._read = screen._read, read  # type: ignore[method-assign]
        await screen.tell_said(shown, here=here)
        screen._read = whole  # type: ignore[method-assign]

    async_to_sync(story)()
    assert "tweede" not in told.texts
    assert told.frames[-1] == {"t": "closed", "c": str(conversation.pk)}


@pytest.mark.django_db(transaction=True)
def test_of_a_conversation_that_she_left_nothing_is_kept_here(counsellor: Actor) -> None:
    conversation = builders.taken_chat(counsellor).conversation
    assert conversation is not None

    async def story() -> None:
        committer = Committer()
        screen = Screen(Told(), committer.recent, counsellor)  # type: ignore[arg-type]
        listening = bus.subscribe([])
        for _ in range(2):
            await screen.open(conversation.pk, 0)
            assert committer.recent.is_watched(conversation.pk)
            await screen.close(conversation.topic, listening)
            assert not committer.recent.is_watched(conversation.pk)
        bus.unsubscribe(listening)
        await committer.stop()

    async_to_sync(story)()
