"""On SQLite a command that writes hands its work to the server that runs."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hulplijn.server import door, jobs
from tests.chat.lines import Browser
from tests.environment import PASSWORD
from tests.live import Helpline

pytestmark = pytest.mark.sqlite


def test_a_member_of_staff_who_is_added_beside_the_server_logs_in_at_once(live: Helpline) -> None:
    added = live.command("staff", "add", "fien", "--alias", "Fien", "--password", PASSWORD)
    assert added.stdout == "Fien can log in as fien.\n"
    fien = Browser(live)
    fien.log_in("fien")
    assert "Fien" in fien.get("/werk/")


def test_a_refusal_by_the_server_is_the_same_sentence_with_the_same_exit_code(live: Helpline) -> None:
    words = ("staff", "add", "anouk", "--alias", "Anouk", "--password", PASSWORD)
    beside = live.command(*words, check=False)
    live.stop()
    alone = live.command(*words, check=False)
    assert beside.returncode == alone.returncode == 2
    assert "Somebody logs in as anouk already" in beside.stderr
    assert beside.stderr == alone.stderr


def test_when_the_server_ends_the_door_is_gone(live: Helpline) -> None:
    assert stat.S_ISSOCK((live.data / door.NAME).stat().st_mode)
    live.stop()
    assert not (live.data / door.NAME).exists()


def test_a_server_that_is_killed_at_it_is_told_with_whether_to_ask_again(live: Helpline) -> None:
    assert live.process is not None
    live.process.send_signal(signal.SIGSTOP)  # it takes the work, and never answers
    command = live.begin("staff", "add", "gijs", "--alias", "Gijs", "--password", PASSWORD)
    while not _stands_at_a_door(command.pid):
        assert command.poll() is None, command.communicate()
        time.sleep(0.05)
    live.kill()
    _, told = command.communicate()
    assert command.returncode == 2, told
    assert "where it was done already, the name is taken" in told.replace("\n", " ")


def _stands_at_a_door(process: int) -> bool:
    """Whether a command has knocked: it has a socket with somebody at the other end, open or not."""
    sockets = (line.split() for line in Path("/proc/net/unix").read_text().splitlines()[1:])
    # A process that is just being made still has what this one has open.
    connected = {f"socket:[{one[6]}]" for one in sockets if one[5] == _CONNECTED} - _open_files("self")
    return bool(connected & _open_files(str(process)))


_CONNECTED = "03"


def _open_files(process: str) -> set[str]:
    try:
        return {str(one.readlink()) for one in Path(f"/proc/{process}/fd").iterdir()}
    except OSError:  # it has just ended, or has just closed one of them
        return set()


@pytest.fixture
def opened_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A door without a server behind it, deeper in the tree than a socket's path may be long."""
    folder = tmp_path / ("deep" * 30)
    folder.mkdir()
    monkeypatch.setattr(jobs, "_jobs", dict(jobs.jobs()))

    @jobs.job("test.count", again="Do.")
    def count(say: jobs.Say, *, to: int) -> None:
        for number in range(to):
            say(str(number))
        if to > 3:
            raise jobs.AtFault

    @jobs.job("test.break", again="Do.")
    def breaks(say: jobs.Say) -> None:
        raise ValueError("private words")

    it = door.Door(folder)
    it.start()
    yield folder
    it.stop()


def test_nobody_else_on_the_machine_may_knock(opened_door: Path) -> None:
    assert stat.S_IMODE((opened_door / door.NAME).stat().st_mode) == 0o600


def test_what_the_work_says_comes_line_by_line_with_its_exit_code(opened_door: Path) -> None:
    said: list[str] = []
    assert door.knock(opened_door, "test.count", {"to": 2}, said.append) == 0
    assert door.knock(opened_door, "test.count", {"to": 4}, said.append) == 1
    assert said == ["0", "1", "0", "1", "2", "3"]


def test_work_that_breaks_is_told_without_its_words(opened_door: Path) -> None:
    with pytest.raises(jobs.Refused, match="ValueError") as refused:
        door.knock(opened_door, "test.break", {}, print)
    assert "private" not in str(refused.value)


@pytest.mark.parametrize(("name", "given"), [("no.such", {}), ("test.count", {"from": 1})])
def test_what_another_version_asks_for_is_refused(
    opened_door: Path, name: str, given: dict[str, object]
) -> None:
    with pytest.raises(jobs.Refused, match="Restart it"):
        door.knock(opened_door, name, given, print)


@pytest.mark.parametrize("asked", [b"x" * 70_000 + b"\n", b"[1]\n", b'{"job": "test.count"}\n', b"\n"])
def test_what_is_no_question_is_refused_and_the_next_is_answered(opened_door: Path, asked: bytes) -> None:
    here = os.open(opened_door, os.O_PATH)
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(f"/proc/self/fd/{here}/{door.NAME}")
        line.sendall(asked)
        with line.makefile("rb") as answers:
            assert "refused" in json.loads(answers.readline())
    os.close(here)
    assert door.knock(opened_door, "test.count", {"to": 0}, print) == 0


def test_where_nobody_opens_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(door.NobodyOpens):
        door.knock(tmp_path, "test.count", {"to": 1}, print)
