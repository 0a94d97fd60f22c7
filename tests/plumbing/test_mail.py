"""Letters to a real mail server: what arrives, what is refused, and what never leaves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from hulplijn.plumbing import mail
from hulplijn.plumbing.mail import Letter, MailServer, NotNow, Refused
from hulplijn.plumbing.models import Installation
from hulplijn.plumbing.rules import goes_to_nobody
from tests import mailserver
from tests.live import free_port

OURS = MailServer("localhost", 25, "none", "", "", mailserver.SENDER, "De hulplijn")
TEXT = "Ik ben 15 en woon in Gënt. 💬\n\nWillen jullie mij bellen?\n.\nEen regel met alleen een punt.\n"
LETTER = Letter(
    "intake@partner.test", "Woorden van een bezoeker", TEXT, uuid.UUID(int=7), "info@hulplijn.test"
)


@pytest.fixture(scope="module")
def exim() -> Iterator[mailserver.Exim]:
    with mailserver.running() as server:
        yield server


@pytest.fixture
def ours(exim: mailserver.Exim, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """That server, with a certificate that we trust."""
    monkeypatch.setenv("SSL_CERT_FILE", str(exim.folder / "cert.pem"))
    exim.empty()
    return MailServer(**exim.settings)


@pytest.mark.django_db
def test_what_was_written_arrives_word_for_word_and_tells_nothing_of_this_machine(
    exim: mailserver.Exim, ours: MailServer, at: datetime
) -> None:
    mail.send(LETTER, by=ours, at=at)
    (found,) = exim.letters()
    assert found.get_content() == TEXT
    assert (found["To"], found["Reply-To"]) == ("intake@partner.test", "info@hulplijn.test")
    assert found["From"] == "De hulplijn <post@hulplijn.test>"
    assert found["Message-ID"] == f"<{uuid.UUID(int=7)}@hulplijn.test>"
    assert found["Date"].datetime == at
    assert found["Content-Type"] == 'text/plain; charset="utf-8"'
    ours_alone = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version"}
    added = {"Received", "Return-path", "Envelope-to", "Delivery-date"}
    assert set(found.keys()) - added == ours_alone | {"Content-Type", "Content-Transfer-Encoding"}
    assert "helo=hulplijn.test" in " ".join(found.get_all("Received")[-1].split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "to", "why"),
    [
        ({"password": "een ander"}, "", NotNow("log_in", 535)),  # pragma: allowlist secret
        ({"user": "", "password": ""}, "", Refused("recipient", 550)),
        ({"security": "tls"}, "", NotNow("away")),
        ({"security": "none"}, "", NotNow("log_in")),
        ({"host": "127.0.0.1"}, "", NotNow("certificate")),
        ({}, mailserver.REFUSED, Refused("recipient", 550)),
        ({}, mailserver.LATER, NotNow("busy", 451)),
    ],
)
def test_what_the_server_does_not_take_is_told_by_step_and_code(
    exim: mailserver.Exim, ours: MailServer, at: datetime, change: dict[str, Any], to: str, why: mail.NotSent
) -> None:
    with pytest.raises(mail.NotSent) as told:
        mail.send(replace(LETTER, to=to or LETTER.to), by=replace(ours, **change), at=at)
    assert (type(told.value), told.value.why, told.value.code) == (type(why), why.why, why.code)
    assert exim.letters() == []


@pytest.mark.django_db
def test_a_server_that_is_away_is_asked_later(at: datetime) -> None:
    with pytest.raises(NotNow, match="away"):
        mail.send(LETTER, by=replace(OURS, port=free_port()), at=at)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Hallo\nBcc: iedereen@partner.test"},
        {"subject": "Hallo\r\n\r\nEen andere tekst"},
        {"to": "een@partner.test, twee@partner.test"},
        {"to": "een@partner.test\nBcc: twee@partner.test"},
        {"to": "niemand"},
        {"to": ""},
        {"reply_to": "info@hulplijn.test\r\nBcc: twee@partner.test"},
    ],
)
def test_no_word_of_a_letter_becomes_a_header_and_no_letter_goes_to_two(
    change: dict[str, str], at: datetime
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 what it says is of the library
        mail.compose(replace(LETTER, **change), by=OURS, at=at)


def test_a_line_break_in_the_name_of_the_sender_is_refused(at: datetime) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        mail.compose(LETTER, by=replace(OURS, name="Hulp\nBcc: iedereen@partner.test"), at=at)


@pytest.mark.parametrize(
    "address", ["a@sister.example", "a@example.org", "a@mail.example.com", "a@x.invalid"]
)
def test_an_address_that_nobody_can_have_is_known(address: str) -> None:
    assert goes_to_nobody(address)
    assert not goes_to_nobody(address.replace("example", "voorbeeld").replace("invalid", "nl"))


@pytest.mark.django_db
@pytest.mark.parametrize("is_sample", [True, False])
def test_a_sample_and_an_address_of_nobody_open_no_line(
    is_sample: bool, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("socket.create_connection", lambda *told, **_: opened.append(told))
    if is_sample:
        Installation.objects.create(sample=True)
    letter = LETTER if is_sample else replace(LETTER, to="intake@sister-helpline.example")
    with pytest.raises(Refused, match="nobody"):
        mail.send(letter, by=OURS, at=at)
    assert opened == []
