"""The way of a letter in a running helpline that is no demonstration: from her yes to the mailbox."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases, environment, mailserver
from tests.chat.lines import Browser, Line, at_work, begin, waiting
from tests.live import Helpline, opened
from tests.real_helpline import ADDRESS, PARTNER, real_helpline

WORDS = "Ik word afgeperst met een foto. Willen jullie mij bellen?"
OTHER_WORDS = "Mijn ouders mogen dit niet weten."
REAL = {"HULPLIJN_MODE": "test"}
"""A demonstration mails nobody."""


@pytest.fixture
def exim() -> Iterator[mailserver.Exim]:
    with mailserver.running() as server:
        yield server


@pytest.fixture
def real(exim: mailserver.Exim, tmp_path: Path) -> Iterator[Helpline]:
    """A helpline of its own, with one partner that somebody has checked, and that mail server."""
    prepared = tmp_path / "prepared"
    prepared.mkdir()
    made = subprocess.run(
        [sys.executable, "-m", "tests.prepare"],
        env=environment.for_a_server(prepared, port=1, **REAL, **databases.new(prepared)),
        cwd=environment.REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    named = {f"HULPLIJN_MAIL_{name.upper()}": str(value) for name, value in exim.settings.items()}
    named["HULPLIJN_MAIL_FROM"] = named.pop("HULPLIJN_MAIL_SENDER")
    with (
        real_helpline(tmp_path) as content,
        opened(
            prepared,
            tmp_path / "data",
            **REAL,
            **named,
            HULPLIJN_CONTENT=str(content),
            SSL_CERT_FILE=str(exim.folder / "cert.pem"),
        ) as helpline,
    ):
        yield helpline


def test_after_her_yes_exactly_her_words_lie_in_the_mailbox_of_the_partner(
    real: Helpline, exim: mailserver.Exim
) -> None:
    anouk, she = at_work(real), Browser(real)
    line: Line = begin(she)
    line.say(OTHER_WORDS)
    [contact] = waiting(anouk)
    anouk.form(f"/werk/gesprek/{contact}/neem/")
    page = f"/werk/gesprek/{contact}/verwijs/{PARTNER}/"
    anouk.form(page, do="ask", text=WORDS)
    shown = she.get("/chat/verder/")
    assert WORDS in shown
    form, ask = (re.search(rf'name="{name}" value="([^"]+)"', shown)[1] for name in ("form", "ask"))  # type: ignore[index]
    refused, _ = anouk.form(page, do="send", ask=ask)
    assert refused == 422
    she.post("/chat/verder/antwoord/", form=form, ask=ask, says="yes")
    anouk.form(page, do="send", ask=ask)
    end = time.monotonic() + 60
    while "Doorgegeven" not in anouk.get(page):
        assert time.monotonic() < end, "the page does not say that it has gone"
        time.sleep(0.1)
    [letter] = exim.letters()
    assert letter["To"] == ADDRESS
    assert WORDS in letter.get_content()
    assert OTHER_WORDS not in letter.get_content()
