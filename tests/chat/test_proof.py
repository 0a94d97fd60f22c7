"""Under attack a beginning shows a little work, or some patience; a flood without either leaves nothing."""

from __future__ import annotations

import itertools
import json
import uuid
from datetime import datetime, timedelta

import pytest
from django.test import Client

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import gate, proof
from hulplijn.channels.chat.guard import NoSuchTime, is_over, lower_guard, raise_guard
from hulplijn.channels.chat.models import Guard
from hulplijn.channels.chat.rules import is_worked
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import clock, due
from hulplijn.plumbing.models import DueWork
from hulplijn.privacy.keyed import keyed_hash
from hulplijn.privacy.models import CaseKey
from hulplijn.shifts import actions as shifts

pytestmark = pytest.mark.django_db
AFTER = timedelta(seconds=21)


@pytest.fixture
def now(
    at: datetime, counsellor: Actor, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> list[datetime]:
    """The moment, which a test may move; the helpline is open, and its guard is up."""
    moment = [at]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    monkeypatch.setattr(gate, "_gate", gate.Gate())
    monkeypatch.setattr(proof, "is_worked", lambda shown: is_worked(shown, 8))
    shifts.come(by=counsellor, at=at)
    raise_guard(2, by=coordinator, at=at)
    return moment


def worked(asked: str, bits: int = 8) -> str:
    """What a browser finds."""
    return next(shown for n in itertools.count() if is_worked(shown := f"{asked}~{n}", bits))


def visitor() -> tuple[Client, str]:
    """Somebody with the chat page open, and what her page is asked."""
    browser = Client(HTTP_ORIGIN="http://testserver")
    page = browser.get("/chat/")
    return browser, page.context["proof"]


def begin(browser: Client, shown: str = "") -> int:
    sent = json.dumps({"text": "hoi", "proof": shown})
    return int(browser.post("/chat/begin/", sent, content_type="application/json").status_code)


def test_a_flood_without_proof_is_refused_and_leaves_nothing(now: list[datetime]) -> None:
    for _ in range(50):
        browser, asked = visitor()
        assert begin(browser) == 428
        assert begin(browser, asked) == 428
        assert begin(browser, f"{asked}~1") in (200, 428)
    found = Conversation.objects.count()
    assert found < 5, "one in 256 may guess right, with this little work"
    assert (Contact.objects.count(), CaseKey.objects.count()) == (found, found)


def test_a_flood_uses_up_nobodys_share_of_an_address(
    now: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_gate", gate.Gate())
    browser, asked = visitor()
    for _ in range(500):
        assert begin(browser) == 428
    assert begin(browser, worked(asked)) == 200


def test_with_its_work_a_beginning_goes_through_and_is_there_once(now: list[datetime]) -> None:
    browser, asked = visitor()
    shown = worked(asked)
    assert begin(browser, shown) == 200
    assert begin(browser, shown) == 200, "the answer was lost, and she sends it again"
    assert Conversation.objects.count() == 1


def test_a_proof_counts_for_no_other_beginning(now: list[datetime]) -> None:
    first, asked = visitor()
    shown = worked(asked)
    assert begin(first, shown) == 200
    other, _ = visitor()
    assert begin(other, shown) == 428
    assert Conversation.objects.count() == 1


def test_a_proof_does_not_outlive_its_hours_and_none_is_made_up(now: list[datetime]) -> None:
    browser, asked = visitor()
    shown = worked(asked)
    made_up = f"{int(now[0].timestamp()):x}.{uuid.uuid4().hex}"
    assert begin(browser, worked(made_up)) == 428
    now[0] += timedelta(hours=1, minutes=59)
    raise_guard(2, by=Actor("staff", "1", frozenset({"coordinator"})), at=now[0])
    now[0] += timedelta(minutes=2)
    assert begin(browser, shown) == 428


def test_a_proof_that_a_process_asked_for_whose_clock_is_ahead_counts(now: list[datetime]) -> None:
    browser, asked = visitor()
    now[0] -= timedelta(seconds=3)
    assert begin(browser, worked(asked)) == 200


def test_what_was_worked_for_elsewhere_counts_for_nothing_here(now: list[datetime]) -> None:
    start_id = uuid.uuid4()
    for made_for in ("chat-form", "visitor"):
        moment = f"{int(now[0].timestamp()):x}"
        mark = keyed_hash(made_for, f"{start_id.hex}:{moment}").hex()[:32]
        with pytest.raises(proof.Unproven):
            proof.require(worked(f"{moment}.{mark}"), start_id, at=now[0])


def test_who_has_no_script_waits_and_her_text_stays(now: list[datetime]) -> None:
    browser, asked = visitor()
    form = {
        "form": browser.get("/chat/").context["form_token"],
        "text": "ik weet niet wat ik moet doen",
        "message_id": str(uuid.uuid4()),
        "proof": asked,
    }
    refused = browser.post("/chat/zonder/zeg/", form)
    assert refused.status_code == 429
    assert "over 20 seconden opnieuw" in refused.content.decode()
    assert "ik weet niet wat ik moet doen" in refused.content.decode()
    assert not Conversation.objects.exists()
    assert refused.context["proof"] == asked, "to send it again does not begin the wait anew"
    now[0] += AFTER
    assert browser.post("/chat/zonder/zeg/", form).status_code == 303
    assert Conversation.objects.count() == 1


def test_those_without_script_are_let_in_slowly_all_together(now: list[datetime]) -> None:
    waiting = [visitor() for _ in range(int(gate.SLOW_BURST) + 20)]
    now[0] += AFTER
    let_in = [begin(browser, asked) for browser, asked in waiting].count(200)
    assert gate.SLOW_BURST <= let_in < gate.SLOW_BURST + 10
    browser, asked = visitor()
    assert begin(browser, worked(asked)) == 200, "who works is not held up by them"


def test_a_message_while_closed_waits_as_well(now: list[datetime], closed_at: datetime) -> None:
    now[0] = closed_at
    Guard.objects.update(until=closed_at + timedelta(hours=1))
    browser = Client(HTTP_ORIGIN="http://testserver")
    page = browser.get("/chat/bericht/").context
    form = {"form": page["form_token"], "text": "hoi", "proof": page["proof"]}
    assert browser.post("/chat/bericht/", form).status_code == 429
    now[0] += AFTER
    assert browser.post("/chat/bericht/", form).status_code == 200
    assert Conversation.objects.count() == 1


def test_who_talks_and_who_comes_back_with_words_is_asked_nothing(now: list[datetime]) -> None:
    browser, asked = visitor()
    begin(browser, worked(asked))
    assert browser.post("/chat/gevaar/", HTTP_ACCEPT="application/json").status_code == 204
    words = browser.post("/chat/code/", HTTP_ACCEPT="application/json").json()["words"]
    other = Client(HTTP_ORIGIN="http://testserver")
    assert other.post("/mijn-code/", {"code": " ".join(words)}).status_code == 303
    assert other.get("/chat/").context["proof"] == ""


def test_while_it_is_down_a_page_holds_nothing_of_it(now: list[datetime], coordinator: Actor) -> None:
    lower_guard(by=coordinator, at=now[0])
    browser = Client(HTTP_ORIGIN="http://testserver")
    page = browser.get("/chat/").content.decode()
    assert "proof" not in page
    assert begin(browser) == 200


def test_it_goes_down_by_itself(now: list[datetime], at: datetime) -> None:
    over = at + timedelta(hours=2)
    assert proof.guard_until(over - timedelta(seconds=1)) == over
    assert proof.guard_until(over) is None
    due.run_due(over)
    assert not Guard.objects.exists()
    is_over("1", over)


def test_both_are_in_the_audit_log_and_for_coordinators_only(
    now: list[datetime], counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    assert lower_guard(by=coordinator, at=at)
    assert not lower_guard(by=coordinator, at=at)
    assert not DueWork.objects.filter(kind="chat.guard_down").exists()
    for forbidden in (
        lambda: raise_guard(1, by=counsellor, at=at),
        lambda: lower_guard(by=counsellor, at=at),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    with pytest.raises(NoSuchTime):
        raise_guard(24, by=coordinator, at=at)
    told = AuditEntry.objects.filter(verb__startswith="guard.").order_by("pk").values_list("verb", "outcome")
    assert list(told) == [
        ("guard.raise", "done"),
        ("guard.lower", "done"),
        ("guard.raise", "refused"),
        ("guard.lower", "refused"),
    ]
