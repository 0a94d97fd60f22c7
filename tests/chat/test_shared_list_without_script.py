"""What was agreed, on the pages without script: asked, seen, ticked and taken back with plain forms."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.guidance import actions, queries, sharing
from tests import builders
from tests.chat.test_sheet import browser_of

pytestmark = pytest.mark.django_db


def test_she_is_asked_sees_ticks_and_takes_it_back(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    builders.ready_to_close(contact, by=counsellor, reason="sextortion_financial")
    actions.tick(contact, "stop_replying", by=counsellor, at=at)
    contact.refresh_from_db()
    sharing.show_list(contact, by=counsellor, at=at)
    browser, page, answer = browser_of(contact), reverse("chat:plain"), reverse("chat:answer_list")
    listed = '<section class="chat-card chat-shared">'
    assert "Ja, laat zien" in browser.get(page).content.decode()
    assert browser.post(answer, {"yes": "yes"}).status_code == 303
    shown = browser.get(page).content.decode().partition(listed)[2].partition("</section>")[0]
    assert "Ik antwoord niet meer" in shown
    assert "Ik betaal niet" not in shown
    browser.post(reverse("chat:tick"), {"plan": "sextortion", "done": "stop_replying"})
    own = queries.first_aid_of(contact)
    assert own
    assert own.done == ["stop_replying"]
    browser.post(answer, {"yes": "stop"})
    assert listed not in browser.get(page).content.decode()
