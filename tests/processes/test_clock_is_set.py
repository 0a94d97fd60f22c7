"""Somebody sets the machine's clock, by an hour, while people talk: nobody notices."""

from __future__ import annotations

import json
from collections.abc import Iterator
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


class WallClock:
    """A wall clock that can be set, of servers that run with its variables; how long the machine is on stays
    true."""

    def __init__(self, folder: Path, off: int = 0) -> None:
        folder.mkdir(exist_ok=True)
        self._file, self._off = folder / "clock", off
        self.set(off)

    def set(self, seconds: int) -> None:
        """Set it so many seconds from the real one."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n")
        new.rename(self._file)

    @property
    def env(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(next(Path("/usr/lib").rglob("libfaketimeMT.so.1"))),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "HULPLIJN_DEMO_CLOCK": (AT + timedelta(seconds=self._off)).isoformat(),
        }


@pytest.fixture
def wall_clock(tmp_path: Path) -> WallClock:
    return WallClock(tmp_path)


@pytest.fixture
def helpline(prepared_data: Path, tmp_path: Path, wall_clock: WallClock) -> Iterator[Helpline]:
    with opened(prepared_data, tmp_path / "data", **wall_clock.env) as helpline:
        yield helpline


@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["forward", "back"])
def test_an_hour_forward_or_back_reorders_expires_and_doubles_nothing(
    helpline: Helpline, wall_clock: WallClock, step: int
) -> None:
    anouk = at_work(helpline)
    line = begin(Browser(helpline))
    line.say("voor")
    _, staff = take(anouk)
    line.until("state", s="talking")
    waiting = begin(Browser(helpline))
    waiting.say("ik wacht")

    wall_clock.set(step)
    until_log_says(helpline, "system_clock_stepped")
    staff.send(t="beat")
    staff.until("beat")
    line.say("na")
    wall_clock.set(0)
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
def test_processes_whose_clocks_are_an_hour_off_go_by_that_of_the_others(
    prepared_data: Path, tmp_path: Path, redis_server: RedisServer
) -> None:
    off = [WallClock(tmp_path / "ahead", HOUR).env, WallClock(tmp_path / "behind", -HOUR).env]
    with several(prepared_data, tmp_path / "data", 3, redis_server.url, of_the_last=off) as processes:
        right, ahead, behind = processes
        anouk, browser = at_work(right), Browser(right)
        here = begin(browser)
        here.say("eerst")
        for other in (ahead, behind):
            there = moved(browser, other).line("/ws/chat")
            there.send(t="hello", last=0)
            there.say("dan")
        here.say("toen")
        _, staff = take(anouk)
        moments = [datetime.fromisoformat(one["at"]) for one in staff.messages(5)]
        here.socket.close()
    assert moments == sorted(moments)
    assert moments[-1] - moments[0] < timedelta(minutes=2)
