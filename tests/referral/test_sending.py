"""Mailing a visitor's words: to a real mail server, after her yes, once, and never anybody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework.actions import erase_case
from hulplijn.casework.models import Case, Contact, Task
from hulplijn.plumbing import due, mail
from hulplijn.plumbing.models import DueWork
from hulplijn.referral import handing, sending
from hulplijn.referral.models import PassedOn, Referral
from tests import builders, mailserver
from tests.real_helpline import ADDRESS, PARTNER, real_helpline, uncheck

pytestmark = pytest.mark.django_db
SAID = "Ik word afgeperst. Ik heet Gé 💬 en woon in Gent.\n\nWillen jullie mij bellen?"
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def exim() -> Iterator[mailserver.Exim]:
    with mailserver.running() as server:
        yield server


@pytest.fixture
def real(
    tmp_path: Path, exim: mailserver.Exim, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A real helpline with that mail server, whose mailbox is empty."""
    monkeypatch.setenv("SSL_CERT_FILE", str(exim.folder / "cert.pem"))
    settings.HULPLIJN_MAIL = exim.settings
    exim.empty()
    with real_helpline(tmp_path) as made:
        yield made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every line that somebody tries to open; none is."""
    tried: list[object] = []

    def refuse(*told: object, **_: object) -> None:
        tried.append(told)
        raise OSError

    monkeypatch.setattr("socket.create_connection", refuse)
    return tried


@pytest.fixture
def contact(counsellor: Actor) -> Contact:
    return builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)


def said(contact: Contact, by: Actor, at: datetime, *, yes: bool = True, partner: str = PARTNER) -> PassedOn:
    asked = handing.ask_words(contact, partner=partner, text=SAID, by=by, at=at)
    assert contact.conversation
    assert handing.answer_words(contact.conversation, asked.ask, yes=yes, at=at)
    asked.refresh_from_db()
    return asked


def now(passed: PassedOn) -> PassedOn:
    return PassedOn.objects.get(pk=passed.pk)


def test_the_exact_text_arrives_after_her_yes_and_nothing_else_of_her(
    real: Path, exim: mailserver.Exim, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    passed = said(contact, counsellor, at)
    sending.send_words(passed, by=counsellor, at=at)
    due.run_due(at)
    (found,) = exim.letters()
    text = found.get_content()
    assert f"\n\n{SAID}\n\n" in text
    assert (found["To"], found["Reply-To"]) == (ADDRESS, "info@helpwanted.nl")
    assert found["Subject"] == "Een vraag om hulp, via Hulplijn"
    assert passed.reference in text
    told = found.as_string()
    for secret in (contact.case.reference, str(contact.pk), str(contact.case_id), str(passed.ask), "Anouk"):
        assert secret not in told
    row = Referral.objects.get()
    assert (row.state, row.how, now(passed).sent_at) == ("warm_transfer", "mail", at)
    done = AuditEntry.objects.filter(verb__startswith="referral.").values_list("verb", "actor_kind")
    assert ("referral.words_sent", SYSTEM.kind) in set(done)
    assert ("referral.send_words", counsellor.kind) in set(done)
    assert not DueWork.objects.filter(kind=sending.SENDING).exists()


def test_while_the_mail_server_is_away_it_waits_and_goes_later_once(
    real: Path, exim: mailserver.Exim, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    passed = said(contact, counsellor, at)
    sending.send_words(passed, by=counsellor, at=at)
    exim.stop()
    due.run_due(at)
    assert (now(passed).waits, now(passed).why_not, now(passed).is_under_way(at)) == (True, "away", False)
    exim.start()
    due.run_due(at + timedelta(seconds=59))
    assert exim.letters() == []
    for minutes in (1, 2, 3):
        due.run_due(at + timedelta(minutes=minutes))
    (found,) = exim.letters()
    assert found["Message-ID"] == f"<{passed.letter_id}@hulplijn.test>"
    assert now(passed).sent_at == at + timedelta(minutes=1)


def test_a_process_that_died_while_sending_sends_again_under_the_same_name(
    real: Path,
    exim: mailserver.Exim,
    contact: Contact,
    counsellor: Actor,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed = said(contact, counsellor, at)
    sending.send_words(passed, by=counsellor, at=at)
    with monkeypatch.context() as dying:
        dying.setattr(sending, "_mine", lambda _: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(MemoryError):
            sending.send_due(str(passed.pk), at)
    assert now(passed).is_under_way(at)
    assert contact.conversation
    assert not handing.answer_words(contact.conversation, passed.ask, yes=False, at=at + SECOND)
    later = at + due.SLOW_LEASE
    due.run_due(later)
    names = {one["Message-ID"] for one in exim.letters()}
    assert len(exim.letters()) == 2
    assert names == {f"<{passed.letter_id}@hulplijn.test>"}
    assert now(passed).sent_at == later


def test_what_the_server_refuses_for_good_is_given_up_and_shown_with_what_to_do(
    tmp_path: Path,
    exim: mailserver.Exim,
    settings: Any,
    contact: Contact,
    counsellor: Actor,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(exim.folder / "cert.pem"))
    settings.HULPLIJN_MAIL = exim.settings
    page = reverse("workspace:referral", args=[contact.pk, PARTNER])
    browser = Client()
    browser.force_login(Staff.objects.get(pk=counsellor.id))
    with real_helpline(tmp_path, address=mailserver.REFUSED):
        passed = said(contact, counsellor, at)
        before = browser.get(page).content.decode()
        assert mailserver.REFUSED in before
        sent = {"do": "send", "ask": re.findall(r'name="ask" value="([0-9a-f-]+)"', before)[0]}
        assert browser.post(page, sent).status_code == 302
        assert "Wacht op versturen" in browser.get(page).content.decode()
        due.run_due(now(passed).to_send_at)
        assert now(passed).gave_up_at
        after = browser.get(page).content.decode()
        assert "dit adres niet bestaat of geen mail aanneemt" in after
        assert "Probeer het opnieuw" in after
        assert "Ik heb het verstuurd" in after
        sending.send_words(now(passed), by=counsellor, at=at)
        handing.words_sent(now(passed), by=counsellor, at=at)
    assert now(passed).sent_at == at
    assert not DueWork.objects.filter(kind=sending.SENDING).exists()


@pytest.mark.parametrize("why", ["no", "taken back", "taken back late", "unchecked", "erased", "asked anew"])
def test_no_letter_goes_without_a_yes_that_stands_to_an_address_that_is_checked(
    real: Path, contact: Contact, counsellor: Actor, at: datetime, opened: list[object], why: str
) -> None:
    passed = said(contact, counsellor, at, yes=why != "no")
    assert contact.conversation
    if why == "no":
        with pytest.raises(handing.NoYes):
            sending.send_words(passed, by=counsellor, at=at)
    else:
        sending.send_words(passed, by=counsellor, at=at)
    match why:
        case "taken back":
            assert handing.answer_words(contact.conversation, passed.ask, yes=False, at=at)
        case "taken back late":
            PassedOn.objects.update(answer="no", to_send_at=None)  # the timer is about to run
        case "unchecked":
            uncheck(real)
        case "erased":
            erase_case(contact.case, by=SYSTEM, at=at)
        case "asked anew":
            handing.ask_words(contact, partner=PARTNER, text="Iets anders.", by=counsellor, at=at)
    due.run_due(at + SECOND)
    assert opened == []
    assert not PassedOn.objects.filter(sent_at__isnull=False).exists()
    if why == "unchecked":
        assert now(passed).why_not == "not_checked"


def test_after_a_day_it_is_given_up(
    real: Path, contact: Contact, counsellor: Actor, at: datetime, opened: list[object]
) -> None:
    passed = said(contact, counsellor, at)
    sending.send_words(passed, by=counsellor, at=at)
    moment: datetime | None = at
    while moment is not None:
        due.run_due(moment)
        moment = due.moment(sending.SENDING, passed.pk)
    given_up = now(passed).gave_up_at
    assert given_up
    assert timedelta(hours=22) < given_up - at <= timedelta(days=1)
    assert len(opened) < 40
    assert AuditEntry.objects.get(verb="referral.words_not_sent").why == "away"
    task = Task.objects.get()
    assert (task.kind, task.whose_id) == ("referral", int(counsellor.id))


def test_a_sample_shows_the_way_of_a_letter_and_opens_no_line(
    exim: mailserver.Exim,
    settings: Any,
    contact: Contact,
    counsellor: Actor,
    at: datetime,
    opened: list[object],
) -> None:
    settings.HULPLIJN_MAIL = exim.settings
    passed = said(contact, counsellor, at, partner="sister_example")
    sending.send_words(passed, by=counsellor, at=at)
    due.run_due(at)
    assert now(passed).sent_at == at
    assert opened == []


def test_a_sample_case_of_a_real_helpline_opens_no_line(
    real: Path, counsellor: Actor, at: datetime, opened: list[object]
) -> None:
    contact = builders.taken_chat(counsellor, "hoi", sample=True)
    passed = said(contact, counsellor, at)
    sending.send_words(passed, by=counsellor, at=at)
    due.run_due(at)
    assert opened == []


def test_without_a_mail_server_it_is_mailed_by_hand(
    real: Path, settings: Any, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    settings.HULPLIJN_MAIL = None
    passed = said(contact, counsellor, at)
    with pytest.raises(sending.NoServer):
        sending.send_words(passed, by=counsellor, at=at)
    handing.words_sent(passed, by=counsellor, at=at)
    assert now(passed).sent_at == at


def test_what_somebody_practises_with_is_never_mailed(
    real: Path, contact: Contact, counsellor: Actor, at: datetime, opened: list[object]
) -> None:
    passed = said(contact, counsellor, at)
    sending.send_words(passed, by=counsellor, at=at)
    Case.objects.update(practice=True)  # as nobody can: asking is refused before
    due.run_due(at)
    assert opened == []
    assert mail.server() is not None
