"""A process that dies, or sleeps for too long, takes no talk with it."""

from __future__ import annotations

import signal
import uuid
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed

from tests.chat.lines import PATIENCE, Browser, Line, at_work, begin
from tests.live import Helpline
from tests.processes.people import moved, take

pytestmark = pytest.mark.postgresql


@pytest.fixture
def pair(two: list[Helpline]) -> Iterator[list[Helpline]]:
    """Two processes; one that died is started again."""
    yield two
    for one in two:
        assert one.process is not None
        if one.process.poll() is not None:
            one.start()


def test_the_other_side_sees_it_within_seconds_and_the_talk_goes_on_through_the_other_process(
    pair: list[Helpline],
) -> None:
    first, second = pair
    counsellor, browser = at_work(second), Browser(first)
    line = begin(browser)
    line.say("hoi")
    conversation, staff = take(counsellor)
    staff.until("link", up=True)
    assert first.process is not None
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    staff.until("link", up=False)
    back = moved(browser, second).line("/ws/chat")
    back.send(t="hello", last=1)
    staff.until("link", up=True)
    back.say("ik ben er weer")
    assert staff.messages(3)[-1]["text"] == "ik ben er weer"
    staff.send(t="say", c=conversation, id=uuid.uuid4(), text="fijn")
    assert back.messages(3)[-1]["text"] == "fijn"


def test_a_process_that_slept_and_was_taken_for_gone_lets_its_connections_go(pair: list[Helpline]) -> None:
    first, second = pair
    counsellor = at_work(second)
    line = begin(Browser(first))
    line.say("hoi")
    _, staff = take(counsellor)
    staff.until("link", up=True)
    assert first.process is not None
    first.process.send_signal(signal.SIGSTOP)
    try:
        staff.until("link", up=False)
    finally:
        first.process.send_signal(signal.SIGCONT)
    assert ends(line)
    again = begin(Browser(first))
    again.say("en nu weer gewoon")


def ends(line: Line) -> bool:
    """Whether the server ends the line."""
    try:
        while True:
            line.socket.recv(timeout=PATIENCE)
    except ConnectionClosed:
        return True
    except TimeoutError:
        return False
