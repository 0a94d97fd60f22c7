"""Members of staff who are logged in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.plumbing import clock


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """The pages' clock stands at the moment of the tests."""
    monkeypatch.setattr(clock, "now", lambda: at)
    for module in (
        "answers",
        "cases",
        "coding",
        "content.beginning",
        "content.editing",
        "content.listing",
        "content.opened",
        "content.previewing",
        "content.publishing",
        "content.upgrading",
        "conversation",
        "desk",
        "joined",
        "keeping",
        "later",
        "log",
        "meldcode",
        "menu",
        "offenders",
        "own_fields",
        "plan",
        "referral",
        "quality",
        "removal",
        "risk",
        "settings",
        "tasks",
        "team",
        "timeline",
        "together",
        "wall",
        "wrapping",
    ):
        monkeypatch.setattr(f"hulplijn.workspace.views.{module}.now", lambda: at)
    monkeypatch.setattr("hulplijn.workspace.views.now.clock", lambda: at)


@pytest.fixture
def as_(db: None) -> Callable[[Actor], Client]:
    """A browser in which somebody is logged in: `as_(counsellor)`."""

    def log_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(Staff.objects.get(pk=actor.id))
        return client

    return log_in
