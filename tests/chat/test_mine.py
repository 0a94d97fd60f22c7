"""A visitor sees what is kept of her, takes it along, and has all of it erased, without script."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case
from hulplijn.conversations.models import Message
from hulplijn.plumbing import clock
from hulplijn.privacy.models import CaseKey
from tests.chat.test_code_pages import set_clock
from tests.full_case import ANSWERED, BEGUN, NAME, NOTED, SAID, TOLD, TYPED, WHERE, FullCase, full_case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(counsellor: Actor, at: datetime, settings: object, monkeypatch: pytest.MonkeyPatch) -> FullCase:
    set_clock(at + timedelta(hours=3), settings, monkeypatch)
    return full_case(counsellor, at=at)


@pytest.fixture
def browser(case: FullCase) -> Client:
    """A browser in which she has typed her words, and asked for what we keep."""
    browser = Client(headers={"accept-language": "nl"})
    form = _form(browser, reverse("chat:my_code"))
    answer = browser.post(
        reverse("chat:my_code"), {"form": form, "code": " ".join(case.words), "to": "mine"}, headers=FORM
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("chat:mine"))
    return browser


FORM = {"sec-fetch-site": "same-origin"}


def _form(browser: Client, address: str) -> str:
    found = re.search(r'name="form" value="([0-9a-f]+)"', browser.get(address).content.decode())
    assert found
    return found[1]


def _export(browser: Client, form: str) -> str:
    sent = {"form": _form(browser, reverse("chat:mine")), "as": form}
    answer = browser.post(reverse("chat:take_along"), sent, headers=FORM)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


def test_she_sees_how_much_there_is_and_when_it_goes_but_no_word_of_it(browser: Client) -> None:
    page = browser.get(reverse("chat:mine")).content.decode()
    assert "Er zijn 2 berichten" in page
    assert "24 december 2026" in page
    assert SAID not in page


def test_her_export_has_all_that_is_hers_and_no_note_of_a_counsellor(browser: Client) -> None:
    told = json.loads(_export(browser, "json"))["items"]
    kinds = {one["kind"] for one in told}
    assert {"case", "contact", "message", "draft", "picture", "notice", "location", "referral"} <= kinds
    everything = json.dumps(told, ensure_ascii=False)
    for hers in (SAID, ANSWERED, NAME, TYPED, WHERE, "16_17"):
        assert hers in everything
    for theirs in (NOTED, BEGUN, TOLD):
        assert theirs not in everything
    assert AuditEntry.objects.filter(verb="case.export", actor_kind="visitor").count() == 1


def test_the_same_as_a_page_that_asks_nothing_of_any_network(browser: Client) -> None:
    page = _export(browser, "page")
    for words in (SAID, ANSWERED, NAME, "Jij schreef", "Wij schreven", "Instagram"):
        assert words in page
    assert not re.search(r'(src|href)="(?!data:)', page)
    assert "<script" not in page


def test_her_export_says_on_which_day_in_which_role_somebody_looked_and_never_who(
    case: FullCase, browser: Client, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    later = at + timedelta(days=1)
    casework.look_wider(case.case, by=coordinator, at=later, why="quality")
    for _ in range(2):
        casework.open_case(case.case, by=coordinator, at=later)
    looks = [one for one in json.loads(_export(browser, "json"))["items"] if one["kind"] == "look"]
    assert all(set(one) == {"kind", "at", "day", "looked_as"} for one in looks)
    told = [(one["day"], one["looked_as"]) for one in looks]
    assert told.count(("2026-11-25", "coordinator")) == 1
    assert (str(at.date()), "counsellor") in told
    page = _export(browser, "page")
    assert "25-11-2026" in page
    assert "Coördinator" in page
    assert coordinator.name not in page


def test_the_ledger_cannot_be_found_from_an_export(browser: Client) -> None:
    assert "ledger" not in _export(browser, "json")


def test_a_coordinator_hands_out_the_notes_too(case: FullCase, coordinator: Actor, at: datetime) -> None:
    casework.look_wider(case.case, by=coordinator, at=at, why="quality")
    told = casework.export_case(case.case, by=coordinator, at=at, with_notes=True)
    texts = [one.facts["text"].reveal() for one in told if "text" in one.facts]  # type: ignore[attr-defined]
    assert {NOTED, TOLD} <= set(texts)
    own = casework.export_case(case.case, by=case.visitor, at=at, with_notes=True)
    assert not {"note", "handover"} & {one.kind for one in own}


def test_everything_goes_after_one_question_and_she_is_told_the_day(browser: Client) -> None:
    form = _form(browser, reverse("chat:erase"))
    assert Case.objects.exists()
    answer = browser.post(reverse("chat:erase"), {"form": form}, headers=FORM)
    page = answer.content.decode()
    assert "Het is weg." in page
    assert "2 december 2026" in page
    assert not Case.objects.exists()
    assert not Message.objects.exists()
    assert not CaseKey.objects.exists()
    assert all(not morsel.value for morsel in answer.cookies.values())
    assert browser.get(reverse("chat:mine")).headers["Location"] == reverse("chat:my_code")


def test_another_page_cannot_have_it_erased(browser: Client) -> None:
    assert (
        browser.post(reverse("chat:erase"), headers={"origin": "https://elders.example"}).status_code == 403
    )
    assert browser.post(reverse("chat:erase"), {"form": "0" * 32}, headers=FORM).status_code == 403
    assert Case.objects.exists()


def test_without_her_words_there_is_nothing_to_see_or_to_erase(case: FullCase) -> None:
    browser = Client()
    for name in ("chat:mine", "chat:erase"):
        assert browser.get(reverse(name)).headers["Location"] == reverse("chat:my_code")
    browser.post(reverse("chat:erase"), headers={"origin": "http://testserver"})
    assert Case.objects.exists()


def test_who_is_told_to_wait_by_a_hold_hears_until_when(
    case: FullCase, browser: Client, coordinator: Actor
) -> None:
    now = clock.now()
    casework.hold(case.case, reason="police", until=now + timedelta(days=9), by=coordinator, at=now)
    form = _form(browser, reverse("chat:erase"))
    answer = browser.post(reverse("chat:erase"), {"form": form}, headers=FORM)
    assert answer.status_code == 409
    assert "3 december 2026" in answer.content.decode()
    assert Case.objects.exists()
