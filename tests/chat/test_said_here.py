"""What is said reaches the other side from memory, and never somebody who may not read it any more."""

from __future__ import annotations

import re
import sqlite3

import pytest

from tests.chat.lines import Browser, at_work, begin
from tests.live import Helpline

_GIVE_AWAY = "UPDATE casework_contact SET owner_id = (SELECT id FROM accounts_staff WHERE username = 'bram')"


@pytest.mark.sqlite
def test_who_no_longer_owns_a_contact_is_told_nothing_of_it_though_no_wake_up_came(live: Helpline) -> None:
    """As when another process hands it over, and its wake-up is late."""
    anouk = at_work(live)
    visitor = begin(Browser(live))
    contact = re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", anouk.get("/werk/"))[-1]
    _, page = anouk.form(f"/werk/gesprek/{contact}/neem/")
    c = re.findall(r'data-conversation="([0-9a-f-]{36})"', page)[0]
    line = anouk.line("/ws/werk")
    line.send(t="open", c=c, last=0)
    visitor.say("eerste")
    line.messages(2)
    rows = sqlite3.connect(live.data / "hulplijn.sqlite3", timeout=10)
    rows.execute(_GIVE_AWAY)
    rows.commit()
    rows.close()
    visitor.say("tweede")
    line.until("closed", c=c)
    assert "tweede" not in [one["text"] for one in line.all_messages()]
