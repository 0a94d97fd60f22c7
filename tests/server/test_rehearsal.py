"""A restore is rehearsed: backed up while people write, put back in an empty place, read case by case."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import databases, environment, published
from tests.chat.lines import Browser, Line, at_work, begin
from tests.live import Helpline, free_port, opened

VISITORS = 4
_PACE = 0.25
"""Seconds between two messages: one connection may say five in a second."""


@dataclass
class Talk:
    """One visitor who writes on and on, and what was acknowledged to her."""

    line: Line
    number: int
    acknowledged: list[str] = field(default_factory=list)

    def write(self, stop: threading.Event, enough: threading.Semaphore) -> None:
        while not stop.wait(_PACE):
            text = f"visitor {self.number} says {len(self.acknowledged)}"
            self.line.say(text)
            self.acknowledged.append(text)
            enough.release()


@dataclass
class Evening:
    """A helpline that was backed up while people wrote, and then lost."""

    before: list[list[str]]
    """What each visitor had seen acknowledged before the backup began."""
    said: list[list[str]]
    note: str
    backup: Path
    told: str
    lost: Helpline
    during: int
    """Messages that were acknowledged while the backup was made."""
    counsellor: Browser


@pytest.fixture(scope="module")
def evening(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    folder = tmp_path_factory.mktemp("evening")
    copies = {"HULPLIJN_KEY_COPIES": str(folder / "key-copies")}
    with opened(prepared_data, folder / "data", **copies) as helpline:
        published.add_line(helpline, "pages/bellen.nl.md", "Dit schreven twee mensen samen.")
        anouk = at_work(helpline)
        talks = [Talk(begin(Browser(helpline)), number) for number in range(VISITORS)]
        stop, enough = threading.Event(), threading.Semaphore(0)
        writers = [threading.Thread(target=talk.write, args=(stop, enough)) for talk in talks]
        for writer in writers:
            writer.start()
        for _ in range(4 * VISITORS):
            enough.acquire()
        before = [list(talk.acknowledged) for talk in talks]
        made = helpline.command("backup", str(folder / "backups"))
        during = sum(len(talk.acknowledged) for talk in talks) - sum(len(one) for one in before)
        stop.set()
        for writer in writers:
            writer.join()
        helpline.kill()
        (backup,) = (folder / "backups").iterdir()
        yield Evening(
            before, [talk.acknowledged for talk in talks], "", backup, made.stdout, helpline, during, anouk
        )


@pytest.fixture(scope="module")
def restored(evening: Evening, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    """The same helpline on an empty disk, from the backup and the copy of the keys."""
    data = tmp_path_factory.mktemp("elsewhere")
    port = free_port()
    env = {**empty_place(evening, data), "HULPLIJN_LISTEN": f"127.0.0.1:{port}"}
    helpline = Helpline(f"http://127.0.0.1:{port}", data, env, data / "server.log")
    # On a disk of their own, the anchors know of entries that came after the backup.
    beyond = {"number": 10**6, "digest": "ab" * 32, "at": environment.AT.isoformat()}
    anchors = data / "audit" / "anchors"
    anchors.parent.mkdir()
    before = (evening.lost.data / "audit" / "anchors").read_bytes()
    anchors.write_bytes(before + json.dumps(beyond).encode() + b"\n")
    told = helpline.command("restore", str(evening.backup)).stdout
    assert "Now: hulplijn serve" in told
    helpline.start()
    yield helpline
    helpline.stop()


def empty_place(evening: Evening, data: Path) -> dict[str, str]:
    """The settings of the lost helpline, with another folder and empty databases."""
    return {**evening.lost.env, "HULPLIJN_DATA": str(data), **databases.new(data)}


def test_what_was_acknowledged_before_the_backup_is_read_in_every_case(
    evening: Evening, restored: Helpline
) -> None:
    anouk = at_work(restored)
    read = sorted(texts_of(anouk, contact) for contact in waiting(anouk))
    assert len(read) == VISITORS
    for number, texts in enumerate(read):
        assert texts[: len(evening.before[number])] == evening.before[number]
        assert texts == evening.said[number][: len(texts)]


def test_what_the_helpline_wrote_of_its_own_is_shown_again(restored: Helpline) -> None:
    assert "Dit schreven twee mensen samen." in Browser(restored).get("/bel/")


def test_the_audit_log_is_whole_although_its_anchors_knew_more(restored: Helpline) -> None:
    said = restored.command("audit", "verify").stdout
    assert "none was changed, taken out or put in" in said
    assert (restored.data / "audit" / "anchors").read_text().count('"restored": true') == 1


def waiting(counsellor: Browser) -> list[str]:
    found = re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", counsellor.get("/werk/"))
    return list(dict.fromkeys(found))


def texts_of(counsellor: Browser, contact: str) -> list[str]:
    """What the visitor said, read by who takes the talk."""
    _, page = counsellor.form(f"/werk/gesprek/{contact}/neem/")
    (conversation,) = set(re.findall(r'data-conversation="([0-9a-f-]{36})"', page))
    line = counsellor.line("/ws/werk")
    line.send(t="open", c=conversation, last=0)
    line.until("messages", c=conversation)
    return [message["text"] for message in line.all_messages() if message["from"] == "visitor"]


def test_people_went_on_writing_while_it_was_made(evening: Evening) -> None:
    assert evening.during > 0


def test_the_backup_says_its_recovery_point_and_where_the_keys_are(evening: Evening) -> None:
    assert re.search(r"Recovery point: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", evening.told)
    assert "Keys: " in evening.told


def test_nothing_that_was_said_and_no_secret_is_in_it_to_be_read(evening: Evening) -> None:
    content = evening.backup.read_bytes()
    for word in (b"visitor 0 says", b"Anouk", b"anouk", evening.lost.env["HULPLIJN_SECRET"].encode()):
        assert word not in content


def test_who_was_logged_in_is_not_any_more(evening: Evening, restored: Helpline) -> None:
    moved = Browser(restored)
    for cookie in evening.counsellor.jar:
        moved.jar.set_cookie(cookie)
    assert "/inloggen/" in moved._opener.open(restored.url + "/werk/").url


def test_a_place_that_is_not_empty_is_left_as_it_is(evening: Evening, restored: Helpline) -> None:
    restored.stop()
    again = restored.command("restore", str(evening.backup), check=False)
    assert again.returncode == 2
    assert "is not empty" in flat(again.stderr)
    restored.start()


def refused(evening: Evening, tmp_path: Path, *words: str, **more: str) -> str:
    """What `hulplijn restore …` says in an empty place where it does nothing."""
    place = tmp_path / "place"
    place.mkdir()
    env = {**empty_place(evening, place), **more}
    program = str(Path(sys.executable).with_name("hulplijn"))
    ended = subprocess.run([program, "restore", *words], env=env, capture_output=True, text=True)
    assert ended.returncode == 2, ended.stdout + ended.stderr
    assert not (place / "hulplijn.sqlite3").exists()
    return flat(ended.stderr)


def flat(words: str) -> str:
    return " ".join(words.split())


def test_a_backup_that_was_cut_off_is_refused(evening: Evening, tmp_path: Path) -> None:
    cut = tmp_path / "cut.backup"
    cut.write_bytes(evening.backup.read_bytes()[:-30])
    assert "cut.backup is damaged: it ends too early" in refused(evening, tmp_path, str(cut))


def test_a_backup_with_a_changed_byte_is_refused(evening: Evening, tmp_path: Path) -> None:
    content = bytearray(evening.backup.read_bytes())
    content[len(content) // 2] ^= 1
    changed = tmp_path / "changed.backup"
    changed.write_bytes(content)
    assert "changed.backup is damaged: it is not as it was written" in refused(
        evening, tmp_path, str(changed)
    )


def test_another_root_key_is_named(evening: Evening, tmp_path: Path) -> None:
    other = subprocess.run(
        [str(Path(sys.executable).with_name("hulplijn")), "keys", "new"], capture_output=True, text=True
    ).stdout.split()[0]
    key = other.partition("=")[2]
    assert "made under another root key" in refused(evening, tmp_path, str(evening.backup), HULPLIJN_KEY=key)


def test_a_copy_of_the_keys_that_is_damaged_is_refused(evening: Evening, tmp_path: Path) -> None:
    copy = sorted(Path(evening.lost.env["HULPLIJN_KEY_COPIES"]).glob("*.copy"))[-1]
    content = bytearray(copy.read_bytes())
    content[40] ^= 1
    broken = tmp_path / copy.name
    broken.write_bytes(content)
    told = refused(evening, tmp_path, str(evening.backup), "--keys", str(broken))
    assert "is damaged" in told


def test_without_a_copy_of_the_keys_it_says_that_nobody_could_read(evening: Evening, tmp_path: Path) -> None:
    nowhere = {"HULPLIJN_KEY_COPIES": str(tmp_path / "no-copies")}
    told = refused(evening, tmp_path, str(evening.backup), **nowhere)
    assert "Name one with --keys" in told
