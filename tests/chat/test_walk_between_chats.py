"""A counsellor goes from one chat to another on one line, and hears of those that are on her screen only."""

from __future__ import annotations

from tests.chat.lines import Browser, at_work, begin
from tests.chat.test_live_line import take
from tests.live import Helpline


def test_what_she_left_is_silent_until_she_opens_it_again(live: Helpline) -> None:
    staff, visitor = at_work(live), begin(Browser(live))
    visitor.say("hoi")
    conversation, line = take(staff)
    line.messages(2)
    line.send(t="leave", c=conversation)
    line.send(t="beat")
    line.until("beat")
    visitor.say("ben je er nog")
    line.send(t="beat")
    line.until("beat")
    assert len(line.all_messages()) == 2
    line.send(t="open", c=conversation, last=2)
    assert line.messages(3)[-1]["text"] == "ben je er nog"


def test_nothing_is_said_in_a_chat_that_she_left(live: Helpline) -> None:
    staff, visitor = at_work(live), begin(Browser(live))
    visitor.say("hoi")
    conversation, line = take(staff)
    line.messages(2)
    for _ in range(2):
        line.send(t="leave", c=conversation)
    line.send(t="typing", c=conversation)
    assert line.closed_with() == 4400
