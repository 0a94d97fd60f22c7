"""People on a helpline of several processes, each at the process that she happened to get."""

from __future__ import annotations

import re

from tests.chat.lines import Browser, Line, waiting
from tests.live import Helpline


def moved(browser: Browser, helpline: Helpline) -> Browser:
    """The same browser, whose requests go to another process from now on."""
    there = Browser(helpline)
    for cookie in browser.jar:
        there.jar.set_cookie(cookie)
    return there


def take(counsellor: Browser) -> tuple[str, Line]:
    """Take the one who came last; returns the conversation and the counsellor's line.

    Somebody may still wait since an earlier test.
    """
    contact = waiting(counsellor)[-1]
    _, page = counsellor.form(f"/werk/gesprek/{contact}/neem/")
    conversation = re.findall(r'data-conversation="([0-9a-f-]{36})"', page)[0]
    line = counsellor.line("/ws/werk")
    line.send(t="open", c=conversation, last=0)
    return conversation, line
