"""What a process remembers for itself is never another truth than the other process's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import environment, published
from tests.chat.lines import PATIENCE, Browser, at_work, begin
from tests.live import Helpline
from tests.processes.people import moved, take

pytestmark = pytest.mark.postgresql

REGISTRIES = """
import json, django; django.setup()
from hulplijn.casework import closing
from hulplijn.content import on_paper
from hulplijn.ledger import kinds
from hulplijn.plumbing import bus, due
from hulplijn.privacy import holders
print(json.dumps([
    [holder.name for holder in holders.registered()],
    [check.__name__ for check in closing.registered()],
    sorted(kinds.registered()), sorted(on_paper.registered()),
    sorted(due.kinds()), sorted(kind for kind in due.kinds() if due.keeps_its_moment(kind)),
    sorted(start for start, _ in bus._watchers),
]))
"""

YEARS = """
import django; django.setup()
from hulplijn.figures.queries import years
print(years(), flush=True)
input()
print(years(), flush=True)
"""

ENTER = """
import django; django.setup()
from tests.environment import AT
from tests.figures.builders import contact
contact(at=AT)
"""


def run(script: str, helpline: Helpline) -> str:
    command = [sys.executable, "-c", script]
    return subprocess.run(
        command, env=helpline.env, cwd=environment.REPOSITORY, check=True, capture_output=True, text=True
    ).stdout


def until(what: Callable[[], bool], never: str) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, never
        time.sleep(0.05)


def test_what_is_entered_at_start_is_the_same_in_every_process(two: list[Helpline]) -> None:
    assert len({run(REGISTRIES, one) for one in two}) == 1


def test_messages_said_at_once_through_both_have_one_order(two: list[Helpline]) -> None:
    anouk, browser = at_work(two[1]), Browser(two[0])
    here = begin(browser)
    _, staff = take(anouk)
    there = moved(browser, two[1]).line("/ws/chat")
    there.send(t="hello", last=0)
    twice = uuid.uuid4()

    def talk(line: object, name: str) -> None:
        for number in range(15):
            line.say(f"{name} {number}")  # type: ignore[attr-defined]
        line.say("dezelfde", twice)  # type: ignore[attr-defined]

    threads = [threading.Thread(target=talk, args=(line, name)) for line, name in ((here, "a"), (there, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heard = staff.messages(32)
    assert [one["n"] for one in heard] == list(range(1, 33))
    assert sum(one["text"] == "dezelfde" for one in heard) == 1
    for name in "ab":
        said = [one["text"] for one in heard if one["text"].startswith(name)]
        assert said == [f"{name} {number}" for number in range(15)]


def test_a_page_of_one_process_finds_its_files_at_the_other(two: list[Helpline]) -> None:
    page = Browser(two[0]).get("/")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert files
    for file in files:
        assert Browser(two[1]).get(file) == Browser(two[0]).get(file)


def test_one_address_is_let_in_by_every_process(two: list[Helpline]) -> None:
    anouk = at_work(two[0])
    for one in [*two, *two]:
        begin(Browser(one)).socket.close()
    assert anouk.get("/werk/").count("/neem/") >= 4


def test_figures_counted_here_follow_what_is_entered_elsewhere(two: list[Helpline]) -> None:
    counting = subprocess.Popen(
        [sys.executable, "-c", YEARS],
        env=two[0].env,
        cwd=environment.REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert counting.stdout is not None
    before = counting.stdout.readline()
    run(ENTER, two[1])
    after, _ = counting.communicate("\n")
    assert json.loads(before) == []
    assert json.loads(after) == [environment.AT.year]


def test_a_page_that_the_helpline_writes_anew_is_new_in_every_process(two: list[Helpline]) -> None:
    page = Path(two[0].env["HULPLIJN_CONTENT"]) / "pages" / "eerste-hulp.nl.md"
    page.write_text(page.read_text() + "\nDit stond er gisteren niet.\n")
    os.utime(page)
    for one in two:
        until(lambda one=one: "Dit stond er gisteren niet." in Browser(one).get("/eerste-hulp/"), one.url)  # type: ignore[misc]


def test_what_two_people_published_is_shown_by_every_process(two: list[Helpline]) -> None:
    published.add_line(two[0], "pages/bellen.nl.md", "Dit schreven twee mensen samen.")
    for one in two:
        until(lambda one=one: "Dit schreven twee mensen samen." in Browser(one).get("/bel/"), one.url)  # type: ignore[misc]
