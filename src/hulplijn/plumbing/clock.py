"""The one clock, read at the edges only (views, gateway, commands)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

_STARTED = datetime.now(UTC)


def now() -> datetime:
    """The moment, aware and in UTC. A demonstration clock starts at its own moment and then runs on."""
    return datetime.now(UTC) + shift()


def shift() -> timedelta:
    """How far the demonstration clock is ahead of the real one; zero without one."""
    start: datetime | None = settings.HULPLIJN_DEMO_CLOCK
    return start.astimezone(UTC) - _STARTED if start else timedelta(0)
