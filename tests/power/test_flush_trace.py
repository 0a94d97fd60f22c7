"""A trace shows it: between a message's coming in and its acknowledgement the disk is flushed."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
import websockets.frames

from tests.chat.lines import Browser, Line, at_work, begin
from tests.live import Helpline, opened
from tests.power.cluster import Cluster

pytestmark = pytest.mark.sqlite
MESSAGES = 20
CALLS = "read,recvfrom,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync"
_LINE = re.compile(
    r"^(?:\d+ +)?(?P<began>\d+\.\d+) (?P<call>\w+)\((?P<what>.*) = (?P<result>-?\d+).*<(?P<took>[\d.]+)>$"
)


@dataclass(frozen=True)
class Call:
    """One system call: when it began and ended (seconds), and what it was given."""

    began: float
    ended: float
    name: str
    what: str


def traced(output: Path) -> tuple[str, ...]:
    """The words in front of a program so that its system calls go to `output`."""
    if not shutil.which("strace"):
        pytest.fail("strace is missing. Install it with: apt-get install strace", pytrace=False)
    return ("strace", "-f", "-ttt", "-T", "-y", "-s", "400", "-e", f"trace={CALLS}", "-o", str(output))


def calls_of(output: Path) -> list[Call]:
    """The calls of a trace; one that another thread interrupted in the text is put together again."""
    unfinished: dict[str, str] = {}
    calls = []
    for line in output.read_text(errors="replace").splitlines():
        pid, _, rest = line.partition(" ")
        if rest.rstrip().endswith("<unfinished ...>"):
            unfinished[pid] = rest.rsplit("<unfinished", 1)[0].rstrip()
            continue
        if resumed := re.match(r"\s*[\d.]+ <\.\.\. \w+ resumed>(.*)$", rest):
            rest = unfinished.pop(pid, "") + resumed[1]
        if found := _LINE.match(rest.strip()):
            began = float(found["began"])
            calls.append(Call(began, began + float(found["took"]), found["call"], found["what"]))
    return calls


def say_some(helpline: Helpline) -> list[str]:
    """Say things one after another, each acknowledged before the next; return their client ids."""
    at_work(helpline)
    line: Line = begin(Browser(helpline))
    ids = [str(uuid.uuid4()) for _ in range(MESSAGES)]
    for client_id in ids:
        line.say("een bericht", uuid.UUID(client_id))
    return ids


def flushed_between(ids: list[str], serving: list[Call], flushes: list[Call]) -> int:
    """Assert for each message: it came in, a flush ended, then it was acknowledged. Count flushes."""
    used = set()
    for client_id in ids:
        came = next(
            call.ended
            for call in serving
            if call.name in ("read", "recvfrom", "recvmsg") and client_id in call.what
        )
        acked = next(
            call.began
            for call in serving
            if call.name in ("write", "writev", "sendto", "sendmsg")
            and client_id in call.what
            and "ack" in call.what
        )
        between = [call for call in flushes if call.began > came and call.ended < acked]
        assert between, (
            f"{client_id} came at {came}, was acknowledged at {acked}, and nothing was flushed between"
        )
        used.update(between)
    return len(used)


@pytest.fixture
def readable_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser masks what it sends; with a mask of zeros, a trace shows the words."""
    monkeypatch.setattr(websockets.frames.secrets, "token_bytes", bytes)


@pytest.mark.usefixtures("readable_frames")
def test_sqlite_flushes_before_each_acknowledgement(prepared_data: Path, tmp_path: Path) -> None:
    with opened(prepared_data, tmp_path / "data") as helpline:
        assert helpline.process is not None
        output = tmp_path / "trace"
        words = [*traced(output), "-p", str(helpline.process.pid)]
        tracer = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        assert tracer.stderr is not None
        assert "attached" in tracer.stderr.readline()
        ids = say_some(helpline)
        tracer.send_signal(signal.SIGINT)
        tracer.communicate()
    calls = calls_of(output)
    flushes = [call for call in calls if call.name == "fdatasync" and "hulplijn.sqlite3-wal" in call.what]
    assert flushed_between(ids, calls, flushes) >= MESSAGES


@pytest.mark.usefixtures("readable_frames")
def test_postgresql_flushes_before_each_acknowledgement(cluster: Cluster, tmp_path: Path) -> None:
    cluster.make()
    cluster.start()
    cluster.create()
    helpline = cluster.helpline()
    cluster.stop()
    database, serving = cluster.folder / "trace", tmp_path / "serving"
    cluster.start(under=traced(database))
    helpline.start()
    try:
        assert helpline.process is not None
        words = [*traced(serving), "-p", str(helpline.process.pid)]
        tracer = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        assert tracer.stderr is not None
        assert "attached" in tracer.stderr.readline()
        ids = say_some(helpline)
        tracer.send_signal(signal.SIGINT)
        tracer.communicate()
    finally:
        helpline.stop()
        cluster.kill()
    flushes = [call for call in calls_of(database) if call.name == "fdatasync" and "/pg_wal/" in call.what]
    assert flushed_between(ids, calls_of(serving), flushes) >= MESSAGES
