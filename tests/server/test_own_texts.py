"""What the doctor and the commands say of the helpline's own texts, after an upgrade too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from hulplijn.content import queries as content
from hulplijn.content.models import OwnText
from hulplijn.plumbing.doctor import Asked, State
from hulplijn.server.checks import own_texts
from hulplijn.server.commands.content import content_check, content_differences

pytestmark = pytest.mark.django_db
NAME = "replies/ending.yaml"


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The content folder of a helpline, in which one text is its own."""
    made = Path(shutil.copytree(content.folder(), tmp_path / "content"))
    settings.HULPLIJN_CONTENT = made
    with content.use(made):
        yield made


@pytest.fixture
def ours(folder: Path, at: datetime) -> str:
    before = (folder / NAME).read_text("utf-8")
    text = before.replace("place: 7", "place: 8", 1)
    OwnText.objects.create(name=NAME, version=1, source=text, base=before, made_by="1", agreed_by="2", at=at)
    return text


def test_as_long_as_nothing_changed_all_is_in_order(ours: str, at: datetime) -> None:
    (found,) = own_texts.fit(Asked(at))
    assert found.state is State.OK


def test_after_an_upgrade_it_names_the_files_and_shows_their_lines(
    folder: Path, ours: str, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    upgraded = (folder / NAME).read_text("utf-8").replace("nl: Afronden", "nl: Afsluiten", 1)
    (folder / NAME).write_text(upgraded, "utf-8")
    (found,) = own_texts.fit(Asked(at))
    assert found.state is State.LOOK
    assert NAME in found.says
    content_differences(ours=True)
    told = capsys.readouterr().out
    assert f"{NAME}: ours; the product's has changed since" in told
    assert "    -  nl: Afronden" in told
    assert "    +  nl: Afsluiten" in told
    assert "  | +place: 8" in told


def test_what_no_longer_fits_is_wrong_and_the_check_names_its_line(
    folder: Path, ours: str, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    OwnText.objects.create(
        name=NAME, version=2, source=ours + "colour: red\n", base="", made_by="1", agreed_by="2", at=at
    )
    first, *_ = own_texts.fit(Asked(at))
    assert first.state is State.WRONG
    assert NAME in first.says
    content_check(folder)
    assert "No mistakes found." in capsys.readouterr().out
    with pytest.raises(SystemExit):
        content_check(folder, own=True)
    line = len(ours.splitlines()) + 1
    assert f"{NAME}:{line}:" in capsys.readouterr().out
