"""The doctor and the command on mail: whether the server lets us in, and one letter on somebody's word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from hulplijn.audit.models import AuditEntry
from hulplijn.plumbing.doctor import Asked
from hulplijn.server import jobs
from hulplijn.server.checks import around
from hulplijn.server.commands import mail as command
from tests import mailserver
from tests.real_helpline import real_helpline

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def exim() -> Iterator[mailserver.Exim]:
    with mailserver.running() as server:
        yield server


@pytest.fixture
def real(tmp_path: Path, exim: mailserver.Exim, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A real helpline with that server, whose certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(exim.folder / "cert.pem"))
    with real_helpline(tmp_path) as made:
        yield made


def told(at: datetime) -> tuple[str, str, str]:
    (found,) = around.mail(Asked(at=at))
    return astuple(found)[:3]


@pytest.mark.parametrize(
    ("change", "state", "says", "do"),
    [
        ({}, "ok", "lets us in", ""),
        ({"password": "nee"}, "look", "log_in 535", "HULPLIJN_MAIL_PASSWORD"),  # pragma: allowlist secret
        ({"security": "tls"}, "look", "away", "HULPLIJN_MAIL_HOST"),
        ({"host": "127.0.0.1"}, "look", "certificate", "SSL_CERT_FILE"),
    ],
)
def test_the_doctor_says_whether_the_mail_server_lets_us_in_and_what_to_do(
    real: Path,
    exim: mailserver.Exim,
    at: datetime,
    settings: Any,
    change: dict[str, Any],
    state: str,
    says: str,
    do: str,
) -> None:
    settings.HULPLIJN_MAIL = {**exim.settings, **change}
    found = told(at)
    assert found[0] == state
    assert says in found[1]
    assert do in found[2]
    assert exim.letters() == []


def test_a_test_letter_goes_on_somebodys_word_and_is_in_the_log_before_it_goes(
    real: Path,
    exim: mailserver.Exim,
    settings: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.HULPLIJN_MAIL = exim.settings
    gone: list[int] = []

    def ask(name: str, **asked: object) -> None:
        gone.append(len(exim.letters()))
        jobs.do(name, print, asked)

    monkeypatch.setattr(command, "ask", ask)
    command.test(to="beheer@hulplijn.test")
    assert gone == [0]
    entry = AuditEntry.objects.get(verb="mail.test")
    assert (entry.actor_kind, entry.object_kind, entry.object_id, entry.why) == ("system", "", "", "")
    (found,) = exim.letters()
    assert (found["To"], found["Auto-Submitted"]) == ("beheer@hulplijn.test", "auto-generated")
    for wrong in ("niemand", mailserver.REFUSED, "iemand@voorbeeld.example"):
        with pytest.raises((SystemExit, typer.Exit)):
            command.test(to=wrong)
    assert "recipient 550" in capsys.readouterr().err
    assert len(exim.letters()) == 1
    assert len(gone) == 3, "what is no address is not tried"


def test_a_sample_is_not_asked_and_sends_no_test_letter(
    exim: mailserver.Exim, at: datetime, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("socket.create_connection", lambda *told, **_: opened.append(told))
    settings.HULPLIJN_MAIL = exim.settings
    assert told(at)[0] == "ok"
    with pytest.raises((SystemExit, typer.Exit)):
        command.test(to="beheer@hulplijn.test")
    assert opened == []
