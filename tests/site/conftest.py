"""The helpline at a moment of the demonstration clock, with or without somebody at the desk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from hulplijn.audit.actors import Actor
from hulplijn.content import queries as content
from hulplijn.plumbing import clock as plumbing_clock
from hulplijn.shifts import actions as shifts
from tests import environment

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Starts the demonstration clock at a moment: `clock(at)`."""

    def put(moment: datetime) -> None:
        monkeypatch.setattr(plumbing_clock, "_STARTED", datetime.now(UTC))
        settings.HULPLIJN_DEMO_CLOCK = moment

    return put


@pytest.fixture
def at_the_desk(clock: Clock, counsellor: Actor, at: datetime) -> None:
    """Inside opening hours, with a counsellor present."""
    clock(at)
    shifts.come(by=counsellor, at=at)


@pytest.fixture
def real_content(tmp_path: Path) -> Iterator[None]:
    """The same content folder, as a helpline that is no sample."""
    folder = tmp_path / "content"
    shutil.copytree(environment.REPOSITORY / "content", folder)
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("sample: true", "sample: false"))
    with content.use(folder):
        yield
