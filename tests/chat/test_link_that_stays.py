"""A database that is away when a visitor goes: once it is back, she is not shown as connected."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime

import pytest
from django.db import OperationalError

from hulplijn.channels.chat import presence, visitor_line
from hulplijn.channels.chat.models import Link

# A thread that an earlier test left connected looks at its connection before it works.
pytestmark = pytest.mark.django_db


def test_the_end_of_a_connection_is_written_once_the_database_is_back(
    monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    ended: list[uuid.UUID] = []
    moods = iter([OperationalError("away"), OperationalError("away"), None])

    def down(link: Link, *, at: datetime) -> None:
        if mood := next(moods):
            raise mood
        ended.append(link.pk)

    async def no_wait(seconds: float) -> None:
        pass

    monkeypatch.setattr(presence, "down", down)
    monkeypatch.setattr(visitor_line.asyncio, "sleep", no_wait)
    link = Link(id=uuid.uuid4())
    asyncio.run(visitor_line._down_for_sure(link))
    assert ended == [link.pk]
