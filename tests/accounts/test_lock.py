"""A screen that is left alone shows nothing until the same person proves herself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff, StaffSession
from hulplijn.audit.models import AuditEntry
from hulplijn.channels.chat.staff_line import standing
from hulplijn.plumbing import clock
from tests.environment import PASSWORD

Make = Callable[..., Staff]
Later = Callable[[float], None]
PAGE = "/mijn-inlog/"


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Later:
    """The clock stands; `later(minutes)` moves it on."""
    now = [at]

    def on(minutes: float) -> None:
        now[0] += timedelta(minutes=minutes)

    monkeypatch.setattr(clock, "now", lambda: now[0])
    monkeypatch.setattr(clock, "outside", lambda: now[0])
    return on


@pytest.fixture
def hers(staff: Make) -> Client:
    browser = Client()
    browser.force_login(staff("anouk", role="coordinator"))
    assert browser.get(PAGE).status_code == 200
    return browser


def is_open(browser: Client) -> bool:
    return browser.get(PAGE).status_code == 200


def key_of(browser: Client) -> str:
    return browser.cookies["hulplijn-staff"].value


def test_after_the_lock_no_page_shows_anything_and_the_way_back_is_kept(hers: Client) -> None:
    hers.post("/slot/dicht/")
    assert hers.get(PAGE).headers["Location"] == "/slot/?next=%2Fmijn-inlog%2F"
    assert hers.get("/werk/").headers["Location"].startswith("/slot/")
    assert hers.get("/werk/rij/", HTTP_HX_REQUEST="true").status_code == 423
    assert hers.post("/mijn-inlog/codes/").headers["Location"].startswith("/slot/")


@pytest.mark.parametrize(("proof", "opens"), [(PASSWORD, True), ("iets-anders-hier", False)])
def test_the_same_person_opens_it(hers: Client, proof: str, opens: bool) -> None:
    hers.post("/slot/dicht/")
    answer = hers.post("/slot/", {"proof": proof, "next": PAGE})
    assert answer.status_code == (302 if opens else 422)
    assert is_open(hers) is opens


def test_the_server_locks_what_no_script_locked(hers: Client, later: Later) -> None:
    later(7)
    assert not is_open(hers)
    assert standing(key_of(hers))[1], "its open line as well"


def test_who_works_on_is_not_locked(hers: Client, later: Later) -> None:
    for _ in range(4):
        later(4)
        assert is_open(hers)
    later(4)
    hers.post("/slot/wakker/")
    later(4)
    assert is_open(hers)


def test_what_a_page_asks_for_by_itself_does_not_keep_it_open(hers: Client, later: Later) -> None:
    for _ in range(3):
        later(2.5)
        last = hers.get("/werk/rij/", HTTP_HX_REQUEST="true").status_code
    assert last == 423


def test_a_sign_of_somebody_does_not_open_what_is_locked(hers: Client) -> None:
    hers.post("/slot/dicht/")
    hers.post("/slot/wakker/", headers={"X-Fragment": "lock"})
    assert not is_open(hers)


def test_her_log_in_still_holds_so_that_her_talks_stay_hers(hers: Client) -> None:
    hers.post("/slot/dicht/")
    staff, is_locked = standing(key_of(hers))
    assert (staff is not None, is_locked) == (True, True)


def test_behind_it_nobody_makes_a_passkey_of_her_own(hers: Client) -> None:
    begun = hers.post("/mijn-inlog/passkey/")
    assert begun.status_code == 200
    hers.post("/slot/dicht/")
    assert hers.post("/mijn-inlog/passkey/").status_code == 401
    assert hers.post("/mijn-inlog/passkey/klaar/", {}, content_type="application/json").status_code == 401


def test_the_wall_stays_open(hers: Client, later: Later) -> None:
    later(60)
    assert hers.get("/werk/muur/").status_code == 200


def test_somebody_else_ends_it_and_logs_in(hers: Client) -> None:
    hers.post("/slot/dicht/")
    hers.post("/uitloggen/")
    assert not StaffSession.objects.exclude(staff=None).exists()


def test_guessing_at_the_lock_is_slowed_and_logged(hers: Client) -> None:
    hers.post("/slot/dicht/")
    answers = [hers.post("/slot/", {"proof": "niet-dit-woord"}).status_code for _ in range(6)]
    assert answers[-1] == 429
    assert AuditEntry.objects.filter(verb="session.unlock", outcome="refused").count() == 5


@pytest.mark.parametrize("address", ["codes/", "app/weg/"])
def test_a_session_alone_does_not_change_what_she_proves_herself_with(
    hers: Client, later: Later, address: str
) -> None:
    later(5)
    hers.post("/slot/wakker/")
    later(5.5)
    asked = hers.post(PAGE + address)
    assert asked.headers["Location"] == "/slot/?opnieuw=1&next=%2Fmijn-inlog%2F"
    assert hers.get(asked.headers["Location"]).status_code == 200
    assert hers.post("/slot/", {"proof": "iets-anders", "next": PAGE, "opnieuw": "1"}).status_code == 422
    assert hers.post(PAGE + address).headers["Location"].startswith("/slot/")
    assert hers.post("/slot/", {"proof": PASSWORD, "next": PAGE, "opnieuw": "1"}).status_code == 302
    assert not hers.post(PAGE + address).headers.get("Location", "").startswith("/slot/")


def test_a_session_alone_makes_no_passkey(hers: Client, later: Later) -> None:
    later(5)
    hers.post("/slot/wakker/")
    later(5.5)
    assert hers.post("/mijn-inlog/passkey/").status_code == 401
    hers.post("/slot/", {"proof": PASSWORD, "next": PAGE, "opnieuw": "1"})
    assert hers.post("/mijn-inlog/passkey/").status_code == 200
