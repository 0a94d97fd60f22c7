"""What a visitor asks is bounded over all her connections together; nobody types that fast."""

from __future__ import annotations

import json
import uuid

from hulplijn.channels.chat.rules import Bucket
from tests.chat.lines import Browser, at_work, begin
from tests.chat.streams import said
from tests.live import Helpline

BURST = int(Bucket().burst)


def test_connections_of_one_visitor_share_one_bound(live: Helpline) -> None:
    at_work(live)
    browser = Browser(live)
    lines = [begin(browser)]
    for _ in range(2):
        lines.append(browser.line("/ws/chat"))
        lines[-1].send(t="hello", last=0)
        lines[-1].until("state")
    for number in range(BURST + 40):
        lines[number % 3].send(t="say", id=str(uuid.uuid4()), text=f"{number}")
    codes = [line.closed_with() for line in lines]
    assert 4429 in codes
    status, _ = browser.post_raw("/chat/zeg/", json.dumps([said("door een andere deur")] * 40))
    assert status == 429
    other = begin(Browser(live))
    other.say("een ander merkt er niets van")


def test_a_form_counts_as_well(live: Helpline) -> None:
    at_work(live)
    browser = Browser(live)
    line = begin(browser)
    for _ in range(BURST + 30):
        line.send(t="beat")
    assert line.closed_with() == 4429
    status, page = browser.post(
        "/chat/zonder/zeg/", text="en nu een formulier", message_id=str(uuid.uuid4()), do="send"
    )
    assert status == 429
    assert "en nu een formulier" in page
