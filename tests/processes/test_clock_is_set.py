"""Somebody sets the machine's clock, by an hour, while people talk: nobody notices."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.chat.lines import Browser, at_work, begin
from tests.environment import AT
from tests.live import Helpline, opened, several
from tests.processes.people import moved, take
from tests.processes.services import RedisServer
from tests.processes.waiting import until_log_says

HOUR = 3600


@pytest.fixture
def set_clock(tmp_path: Path) -> Callable[[int], None]:
    """Sets the clock of the server below so many seconds from the real one."""
    file = tmp_path / "clock"

    def to(seconds: int) -> None:
        (tmp_path / "clock.new").write_text(f"{seconds:+d}\n")
        (tmp_path / "clock.new").rename(file)

    to(0)
    return to


def a_clock_that_can_be_set(folder: Path) -> dict[str, str]:
    """Variables of a server whose wall clock is set by `set_clock`; how long the machine is on stays true."""
    return {
        "LD_PRELOAD": str(next(Path("/usr/lib").rglob("libfaketimeMT.so.1"))),
        "FAKETIME_TIMESTAMP_FILE": str(folder / "clock"),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


@pytest.fixture
def helpline(prepared_data: Path, tmp_path: Path, set_clock: Callable[[int], None]) -> Iterator[Helpline]:
    with opened(prepared_data, tmp_path / "data", **a_clock_that_can_be_set(tmp_path)) as helpline:
        yield helpline


@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["forward", "back"])
def test_an_hour_forward_or_back_reorders_expires_and_doubles_nothing(
    helpline: Helpline, set_clock: Callable[[int], None], step: int
) -> None:
    anouk = at_work(helpline)
    line = begin(Browser(helpline))
    line.say("voor")
    _, staff = take(anouk)
    line.until("state", s="talking")
    waiting = begin(Browser(helpline))
    waiting.say("ik wacht")

    set_clock(step)
    until_log_says(helpline, "system_clock_stepped")
    staff.send(t="beat")
    staff.until("beat")
    line.say("na")
    set_clock(0)
    line.say("weer goed")

    heard = staff.messages(4)
    assert [one["n"] for one in heard] == [1, 2, 3, 4]
    moments = [datetime.fromisoformat(one["at"]) for one in heard]
    assert moments == sorted(moments)
    assert moments[-1] - moments[0] < timedelta(minutes=2)
    assert json.loads(anouk.get("/open.json"))["open"], "the counsellor counts as gone"
    assert "/neem/" in anouk.get("/werk/"), "whoever waits does not wait any more"
    assert not any(frame["t"] == "ended" for frame in line.came + staff.came + waiting.came)


@pytest.mark.postgresql
@pytest.mark.parametrize("off", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_a_process_whose_clock_is_an_hour_off_goes_by_that_of_the_others(
    prepared_data: Path,
    tmp_path: Path,
    redis_server: RedisServer,
    set_clock: Callable[[int], None],
    off: int,
) -> None:
    set_clock(off)
    start = (AT + timedelta(seconds=off)).isoformat()
    own = a_clock_that_can_be_set(tmp_path) | {"HULPLIJN_DEMO_CLOCK": start}
    data = tmp_path / "data"
    with several(prepared_data, data, 2, redis_server.url, of_the_last=own) as (first, second):
        anouk, browser = at_work(first), Browser(first)
        here = begin(browser)
        here.say("eerst")
        there = moved(browser, second).line("/ws/chat")
        there.send(t="hello", last=0)
        there.say("dan")
        _, staff = take(anouk)
        moments = [datetime.fromisoformat(one["at"]) for one in staff.messages(3)]
        here.socket.close()
    assert moments == sorted(moments)
    assert moments[-1] - moments[0] < timedelta(minutes=2)
