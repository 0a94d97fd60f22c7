"""Guessing a password is slow, and nobody is kept out by somebody else's guesses for more than a minute."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse as Answer
from django.test import Client

from hulplijn.accounts import slowing
from hulplijn.accounts.models import Staff, WrongLogIns
from hulplijn.audit.models import AuditEntry
from hulplijn.plumbing import clock, due
from tests.environment import PASSWORD

Make = Callable[..., Staff]
Later = Callable[[float], None]


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Later:
    """The clock stands; `later(seconds)` moves it on."""
    now = [at]

    def on(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)

    monkeypatch.setattr(clock, "now", lambda: now[0])
    monkeypatch.setattr(clock, "outside", lambda: now[0])
    return on


def stranger(address: str = "192.0.2.7") -> Client:
    return Client(REMOTE_ADDR=address)


def tries(browser: Client, password: str, username: str = "anouk") -> Answer:
    answer: Answer = browser.post("/inloggen/", {"username": username, "password": password})  # type: ignore[assignment]
    return answer


def guess_until_slowed(username: str = "anouk") -> Answer:
    """Strangers at many addresses guess at one name until they are told to wait."""
    for number in range(20):
        answer = tries(stranger(f"198.51.100.{number}"), "niet-dit-woord", username)
        if answer.status_code == 429:
            return answer
    raise AssertionError("nobody was slowed")


def seconds_told(answer: Answer) -> int:
    return int(re.findall(r"Wacht (\d+) second", answer.content.decode())[0])


def log_in(browser: Client) -> None:
    """The whole way in, once with a new app."""
    from tests.accounts.test_second_factor import set_up

    tries(browser, PASSWORD)
    set_up(browser, clock.now())


def test_a_colleague_whose_name_strangers_guess_at_waits_a_minute_at_most(staff: Make, later: Later) -> None:
    staff("anouk")
    told = seconds_told(guess_until_slowed())
    assert told <= 60
    assert tries(stranger("203.0.113.9"), PASSWORD).status_code == 429
    later(told)
    assert tries(stranger("203.0.113.9"), PASSWORD).status_code == 302


def test_however_long_they_guess_the_wait_does_not_grow(staff: Make, later: Later) -> None:
    staff("anouk")
    for _ in range(30):
        waits = seconds_told(guess_until_slowed())
        later(3)
    assert waits <= 60


def test_a_browser_in_which_she_logged_in_before_does_not_wait_for_strangers(
    staff: Make, later: Later
) -> None:
    staff("anouk")
    hers = Client(REMOTE_ADDR="192.0.2.7")
    log_in(hers)
    hers.post("/uitloggen/")
    guess_until_slowed()
    assert tries(hers, PASSWORD).status_code == 302


def test_a_known_browser_is_slowed_as_well_when_it_guesses(staff: Make) -> None:
    staff("anouk")
    hers = Client()
    log_in(hers)
    hers.post("/uitloggen/")
    answers = [tries(hers, "niet-dit-woord").status_code for _ in range(12)]
    assert answers[-1] == 429


def test_a_cookie_for_one_name_opens_no_way_around_for_another(staff: Make) -> None:
    staff("anouk")
    staff("bram")
    hers = Client()
    log_in(hers)
    guess_until_slowed("bram")
    assert tries(hers, PASSWORD, "bram").status_code == 429


def test_one_address_that_goes_through_many_names_is_slowed(staff: Make) -> None:
    answers = [tries(stranger(), "niet-dit-woord", f"naam{number}").status_code for number in range(30)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_a_name_that_nobody_has_is_answered_and_slowed_like_one_that_somebody_has(staff: Make) -> None:
    staff("anouk")
    for name in ("anouk", "niemand"):
        first = tries(stranger("203.0.113.1"), "niet-dit-woord", name)
        assert first.status_code == 422
        assert "horen niet bij elkaar" in first.content.decode()
        assert guess_until_slowed(name).status_code == 429


def test_right_passwords_cost_nothing(staff: Make) -> None:
    staff("anouk")
    assert {tries(stranger(), PASSWORD).status_code for _ in range(40)} == {302}


def test_guessing_codes_is_slowed_for_the_account_not_for_half_a_log_in(staff: Make) -> None:
    staff("anouk")
    log_in(Client())
    answers = []
    for _ in range(3):
        browser = Client()
        tries(browser, PASSWORD)
        answers += [browser.post("/inloggen/code/", {"code": "000000"}).status_code for _ in range(4)]
    assert answers[-1] == 429


def test_guessing_the_old_password_behind_an_open_screen_is_slowed(staff: Make) -> None:
    browser = Client()
    browser.force_login(staff("anouk"))
    told = {"old": "niet-dit-woord", "new": "een zin om te onthouden"}  # pragma: allowlist secret
    answers = [browser.post("/mijn-inlog/wachtwoord/", told).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    told["old"] = PASSWORD
    assert browser.post("/mijn-inlog/wachtwoord/", told).status_code == 429


def test_no_address_is_kept_and_after_an_hour_nothing_is(staff: Make, at: datetime, later: Later) -> None:
    tries(stranger("192.0.2.77"), "niet-dit-woord")
    assert not any(b"192.0.2" in bytes(row.who_hash) for row in WrongLogIns.objects.all())
    later(3700)
    due.run_due(clock.now())
    assert not WrongLogIns.objects.exists()


def test_a_refused_log_in_is_in_the_audit_log_without_the_name_that_was_typed(staff: Make) -> None:
    tries(stranger(), "niet-dit-woord", "iemand-anders")
    (entry,) = AuditEntry.objects.filter(verb="session.begin", outcome="refused")
    assert (entry.actor_kind, entry.object_id) == ("nobody", "")


def test_the_wait_is_never_longer_than_the_slowest_pace() -> None:
    slowest = max(pace.every for pace in (slowing.NAME, slowing.ADDRESS, slowing.DEVICE, slowing.CODE))
    assert slowest <= timedelta(minutes=1)
