"""Whoever steals the files of a helpline on SQLite reads nothing that anybody said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import planted_words as words
from tests.chat.lines import Browser
from tests.environment import REPOSITORY
from tests.live import Helpline, opened

pytestmark = pytest.mark.sqlite


@pytest.fixture
def helpline(prepared_data: Path, tmp_path: Path) -> Iterator[Helpline]:
    content, temporary = tmp_path / "content", tmp_path / "tmp"
    temporary.mkdir()
    shutil.copytree(REPOSITORY / "content", content)
    facts = content / "helpline.yaml"
    facts.write_text(facts.read_text().replace("screenshots: false", "screenshots: true"))
    own = {"HULPLIJN_CONTENT": str(content), "TMPDIR": str(temporary)}
    with opened(prepared_data, tmp_path / "data", **own) as helpline:
        yield helpline


def test_nothing_private_lies_in_the_clear_in_any_file(helpline: Helpline, tmp_path: Path) -> None:
    counsellor = Browser(helpline)
    counsellor.log_in("anouk")
    planted = words.plant(Browser(helpline), Browser(helpline), counsellor)
    helpline.command("keys", "copy")
    log_before = (helpline.data / "hulplijn.sqlite3-wal").stat().st_size
    running = words.search(planted, words.files_in(helpline.data, tmp_path / "tmp"))
    helpline.stop()
    stopped = words.search(planted, words.files_in(helpline.data, tmp_path / "tmp"))
    print(f"{running.size + stopped.size} bytes in {running.files + stopped.files} files")
    assert running.found == []
    assert stopped.found == []

    assert len(planted.ways) == 16
    assert log_before > 100_000, "the newest rows were in the log while it was searched"
    rows = b"".join(path.read_bytes() for path in helpline.data.glob("hulplijn.sqlite3*"))
    assert b"Anouk" in rows, "it was this helpline's database, with what is no secret in it"
    assert b"privacy.night" in rows, "the table of jobs is in it"
    assert list((helpline.data / "key-copies").glob("*.copy"))
    for what, bytes_of_it in words.every_form(planted):
        assert words.search(planted, [], [("", bytes_of_it)]).found, f"the search is blind for {what}"
