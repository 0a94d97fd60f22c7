"""A visitor on one process and a counsellor on the other notice nothing of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

import pytest

from tests import environment
from tests.chat.lines import PATIENCE, Browser, Line, at_work, begin, still_there
from tests.live import Helpline
from tests.processes.people import moved, take
from tests.processes.services import RedisServer
from tests.processes.waiting import until_log_says

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def counsellor(two: list[Helpline]) -> Browser:
    """Anouk, at work on the second process."""
    return at_work(two[1])


@pytest.fixture
def visitor(two: list[Helpline]) -> Browser:
    """Somebody on the first process."""
    return Browser(two[0])


@pytest.fixture
def talk(visitor: Browser, counsellor: Browser) -> Iterator[tuple[Line, Line, str]]:
    """A talk across both: the visitor's line, the counsellor's, and the conversation."""
    still_there(counsellor)
    line = begin(visitor)
    line.say("hoi")
    conversation, staff = take(counsellor)
    staff.messages(2)
    line.until("state", s="talking")
    yield line, staff, conversation
    line.socket.close()
    staff.socket.close()


def test_what_one_says_the_other_hears(talk: tuple[Line, Line, str]) -> None:
    line, staff, conversation = talk
    staff.send(t="say", c=conversation, id=uuid.uuid4(), text="goed dat je er bent")
    assert line.messages(3)[-1]["text"] == "goed dat je er bent"
    line.say("dank je")
    assert staff.messages(4)[-1]["text"] == "dank je"


def test_who_is_logged_out_at_one_process_hears_nothing_more_at_the_other(two: list[Helpline]) -> None:
    there, bram = Browser(two[0]), Browser(two[1])
    bram.log_in("bram")
    line = bram.line("/ws/werk")
    there.log_in("bram")
    for end in reversed(re.findall(r'action="(/ingelogd/[^"]+)"', there.get("/mijn-inlog/"))):
        there.form(end)
    assert line.until("over") == {"t": "over"}
    assert line.closed_with() == 4401


def test_one_sees_the_other_type(talk: tuple[Line, Line, str]) -> None:
    line, staff, conversation = talk
    line.send(t="typing")
    staff.until("typing")
    staff.send(t="typing", c=conversation)
    line.until("typing")


def test_a_counsellor_sees_at_once_that_the_visitor_is_not_connected_and_that_she_is_back(
    two: list[Helpline], talk: tuple[Line, Line, str], visitor: Browser
) -> None:
    line, staff, _ = talk
    line.socket.close()
    staff.until("link", up=False)
    back = moved(visitor, two[1]).line("/ws/chat")
    staff.until("link", up=True)
    back.send(t="hello", last=0)
    assert back.messages(2)[0]["text"] == "hoi"
    back.socket.close()


def test_somebody_who_comes_in_is_seen_in_the_queue_of_the_other_process(
    two: list[Helpline], counsellor: Browser
) -> None:
    staff = counsellor.line("/ws/werk")
    begin(Browser(two[0])).socket.close()
    staff.until("queue")
    staff.socket.close()


def test_the_home_page_of_one_process_says_what_was_changed_on_the_other(
    two: list[Helpline], counsellor: Browser
) -> None:
    front = Browser(two[0])

    def until_open_is(wanted: bool) -> None:
        until = time.monotonic() + PATIENCE
        while json.loads(front.get("/open.json"))["open"] is not wanted:
            assert time.monotonic() < until, f"the other process never said open: {wanted}"
            time.sleep(0.05)

    until_open_is(True)
    counsellor.form("/werk/aanwezig/", to="go")
    until_open_is(False)
    counsellor.form("/werk/aanwezig/", to="come")
    until_open_is(True)


def test_a_key_that_is_destroyed_elsewhere_opens_nothing_here_any_more(
    two: list[Helpline], talk: tuple[Line, Line, str]
) -> None:
    _, staff, conversation = talk
    destroy = f"""
import django; django.setup()
from django.conf import settings
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import bus
from hulplijn.plumbing.relay import Relay
from hulplijn.privacy import keys
from hulplijn.server.living import channel
relay = Relay(settings.HULPLIJN_REDIS_URL, channel=channel(), me="elsewhere")
relay.start()
conversation = Conversation.objects.get(pk="{conversation}")
keys.destroy_key(conversation.key_id)
bus.publish(conversation.topic)
relay.stop()
"""
    subprocess.run([sys.executable, "-c", destroy], env=two[0].env, cwd=environment.REPOSITORY, check=True)
    staff.send(t="say", c=conversation, id=uuid.uuid4(), text="ben je er nog?")
    # What she sends is refused, or what is being brought to her breaks off: whichever is first.
    assert staff.closed_with() in (4400, 1011)


def test_after_keys_were_renewed_elsewhere_old_and_new_talks_go_on_in_every_process(
    two: list[Helpline], talk: tuple[Line, Line, str], counsellor: Browser
) -> None:
    line, staff, conversation = talk
    two[0].command("keys", "rotate")
    assert len(list((two[0].data / "keys").glob("*-*.key"))) == 1
    staff.send(t="say", c=conversation, id=uuid.uuid4(), text="na de nacht")
    assert line.messages(3)[-1]["text"] == "na de nacht"
    newcomer = begin(Browser(two[0]))
    newcomer.say("onder de nieuwe sleutel")
    _, across = take(counsellor)
    assert "onder de nieuwe sleutel" in [one["text"] for one in across.messages(2)]
    newcomer.socket.close()
    across.socket.close()


def test_while_redis_is_away_talks_go_on_and_when_it_is_back_they_are_quick_again(
    two: list[Helpline], talk: tuple[Line, Line, str], redis_server: RedisServer
) -> None:
    line, staff, conversation = talk
    redis_server.kill()
    for number in range(3):
        line.say(f"zonder {number}")
    assert [one["text"] for one in staff.messages(5)[2:]] == ["zonder 0", "zonder 1", "zonder 2"]
    staff.send(t="say", c=conversation, id=uuid.uuid4(), text="ik lees je")
    assert line.messages(6)[-1]["text"] == "ik lees je"
    told = [json.loads(Browser(one).get("/health/ready")) for one in two]
    assert told == [{"ready": True, "redis": "away"}] * 2
    redis_server.start()
    for helpline in two:
        until_log_says(helpline, "bus_back")
    line.send(t="typing")  # a passing sign goes over Redis only
    staff.until("typing")
