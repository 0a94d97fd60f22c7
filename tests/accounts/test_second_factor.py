"""Nobody comes in with a password alone: a code of her app, one from paper, or the demonstration's."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from hulplijn.accounts import actions
from hulplijn.accounts.models import AppCode, Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit.rights import NotYours
from hulplijn.plumbing import clock
from tests.environment import PASSWORD

Make = Callable[..., Staff]


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Callable[[timedelta], None]:
    """The clock stands; `moment(later)` sets it."""

    def stand(later: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: at + later)
        monkeypatch.setattr(clock, "outside", lambda: at + later)

    stand(timedelta(0))
    return stand


def first_step(browser: Client, username: str = "anouk") -> str:
    """Type name and password; returns where that leads."""
    answer = browser.post("/inloggen/", {"username": username, "password": PASSWORD, "next": "/werk/zaken/"})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def set_up(browser: Client, at: datetime) -> tuple[str, list[str]]:
    """Set up an app; returns its secret and the codes on paper."""
    page = browser.get("/inloggen/instellen/").content.decode()
    secret = re.findall(r'class="letters">([A-Z2-7 ]+)<', page)[0].replace(" ", "")
    answer = browser.post("/inloggen/instellen/", {"code": pyotp.TOTP(secret).at(at)})
    return secret, re.findall(r"<li>([a-z2-9]{3}-[a-z2-9]{3}-[a-z2-9]{3})</li>", answer.content.decode())


@pytest.fixture
def with_app(staff: Make, at: datetime) -> tuple[Staff, str, list[str]]:
    """Anouk, her secret and her codes on paper."""
    anouk, browser = staff("anouk"), Client()
    first_step(browser)
    secret, codes = set_up(browser, at)
    return anouk, secret, codes


def is_in(browser: Client) -> bool:
    return browser.get("/werk/zaken/").status_code == 200


def test_who_has_no_second_factor_is_led_to_set_one_up_before_anything_else(
    staff: Make, at: datetime
) -> None:
    staff("anouk")
    browser = Client()
    assert first_step(browser) == reverse("accounts:second")
    assert browser.get("/inloggen/code/").headers["Location"] == reverse("accounts:set_up")
    assert not is_in(browser)
    assert len(set_up(browser, at)[1]) == 10
    assert is_in(browser)


def test_a_password_alone_opens_nothing(with_app: object) -> None:
    browser = Client()
    first_step(browser)
    assert not is_in(browser)
    assert browser.get("/inloggen/instellen/").headers["Location"] == reverse("accounts:second")


def test_a_code_of_the_app_lets_in_and_leads_on(
    with_app: tuple[Staff, str, list[str]], at: datetime, moment: Callable[[timedelta], None]
) -> None:
    browser = Client()
    moment(timedelta(minutes=1))
    first_step(browser)
    answer = browser.post("/inloggen/code/", {"code": pyotp.TOTP(with_app[1]).at(at + timedelta(minutes=1))})
    assert answer.headers["Location"] == "/werk/zaken/"
    assert is_in(browser)


def test_the_second_step_may_go_to_a_process_that_is_behind(
    with_app: tuple[Staff, str, list[str]], at: datetime, moment: Callable[[timedelta], None]
) -> None:
    browser = Client()
    moment(timedelta(minutes=1, seconds=3))
    first_step(browser)
    moment(timedelta(minutes=1))
    browser.post("/inloggen/code/", {"code": pyotp.TOTP(with_app[1]).at(at + timedelta(minutes=1))})
    assert is_in(browser)


def test_no_code_of_the_app_opens_twice(
    with_app: tuple[Staff, str, list[str]], at: datetime, moment: Callable[[timedelta], None]
) -> None:
    code = pyotp.TOTP(with_app[1]).at(at + timedelta(minutes=1))
    moment(timedelta(minutes=1))
    for browser, opens in ((Client(), True), (Client(), False)):
        first_step(browser)
        browser.post("/inloggen/code/", {"code": code})
        assert is_in(browser) is opens


@pytest.mark.parametrize(("late", "opens"), [(-30, True), (30, True), (-90, False), (90, False)])
def test_a_clock_may_be_half_a_minute_off(
    with_app: tuple[Staff, str, list[str]],
    at: datetime,
    moment: Callable[[timedelta], None],
    late: int,
    opens: bool,
) -> None:
    moment(timedelta(minutes=5))
    code = pyotp.TOTP(with_app[1]).at(at + timedelta(minutes=5, seconds=late))
    assert actions.use_app_code(with_app[0], code, at=at, outside=clock.outside()) is opens


def test_a_code_on_paper_lets_in_once_however_it_is_typed(with_app: tuple[Staff, str, list[str]]) -> None:
    typed = f" {with_app[2][3].upper().replace('-', ' ')} "
    for browser, opens in ((Client(), True), (Client(), False)):
        first_step(browser)
        browser.post("/inloggen/code/", {"code": typed})
        assert is_in(browser) is opens


def test_a_new_sheet_ends_the_old_one(with_app: tuple[Staff, str, list[str]], at: datetime) -> None:
    anouk, _, old = with_app
    new = actions.new_recovery_codes(anouk, by=actor_of(anouk), at=at)
    assert not actions.use_recovery_code(anouk, old[0], at=at)
    assert actions.use_recovery_code(anouk, new[0], at=at)


def test_after_five_wrong_codes_the_password_is_asked_again(with_app: tuple[Staff, str, list[str]]) -> None:
    browser = Client()
    first_step(browser)
    answers = [browser.post("/inloggen/code/", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 302]
    assert browser.post("/inloggen/code/", {"code": with_app[2][0]}).headers["Location"] == "/inloggen/"
    assert not is_in(browser)


def test_half_a_log_in_is_over_after_ten_minutes(
    with_app: tuple[Staff, str, list[str]], moment: Callable[[timedelta], None]
) -> None:
    browser = Client()
    first_step(browser)
    moment(timedelta(minutes=11))
    assert browser.post("/inloggen/code/", {"code": with_app[2][0]}).headers["Location"] == "/inloggen/"
    assert not is_in(browser)


@pytest.mark.parametrize("what", ["reset", "password"])
def test_half_a_log_in_ends_with_the_password_that_began_it(
    with_app: tuple[Staff, str, list[str]], staff: Make, at: datetime, what: str
) -> None:
    anouk, thief = with_app[0], Client()
    first_step(thief)
    if what == "reset":
        actions.reset(anouk, by=actor_of(staff("carla", role="coordinator")), at=at)
    else:
        actions.set_password(anouk, "een andere zin", by=actor_of(anouk), at=at)
    for page in ("/inloggen/code/", "/inloggen/instellen/"):
        assert thief.get(page).headers["Location"] == reverse("accounts:log_in")
    assert thief.post("/mijn-inlog/passkey/").status_code == 401


def test_who_saw_a_secret_that_was_begun_elsewhere_knows_nothing_later(staff: Make, at: datetime) -> None:
    staff("anouk")
    secrets = []
    for _ in range(2):
        browser = Client()
        first_step(browser)
        page = [browser.get("/inloggen/instellen/").content.decode() for _ in range(2)]
        shown = [re.findall(r'class="letters">([A-Z2-7 ]+)<', one)[0] for one in page]
        assert shown[0] == shown[1], "a reloaded page stays right"
        secrets.append(shown[0])
    assert secrets[0] != secrets[1]


def test_nobody_sets_up_a_factor_for_a_colleague(staff: Make, at: datetime) -> None:
    carla = staff("carla", role="coordinator")
    with pytest.raises(NotYours):
        actions.begin_app_code(staff("anouk"), by=actor_of(carla), at=at)


def test_the_database_holds_neither_the_secret_nor_a_code(with_app: tuple[Staff, str, list[str]]) -> None:
    _, secret, codes = with_app
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM accounts_appcode")
        held = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT code_hash FROM accounts_recoverycode")
        held += b"".join(bytes(row[0]) for row in cursor.fetchall())
        cursor.execute("SELECT session_data FROM accounts_staffsession")
        held += "".join(row[0] for row in cursor.fetchall()).encode()
    assert secret.encode() not in held
    assert not any(code.replace("-", "").encode() in held for code in codes)


def test_a_demonstration_prints_a_fresh_code_for_each_log_in(
    staff: Make, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.HULPLIJN_MODE = "demonstration"
    staff("anouk")
    printed = []
    for _ in range(2):
        browser = Client(HTTP_HOST="127.0.0.1:8000")
        first_step(browser)
        printed += re.findall(r"for anouk: (\d{6})", capsys.readouterr().out)
        browser.post("/inloggen/code/", {"code": printed[-1]})
        assert is_in(browser)
    assert len(set(printed)) == 2
    again = Client(HTTP_HOST="127.0.0.1:8000")
    first_step(again)
    again.post("/inloggen/code/", {"code": printed[0]})
    assert not is_in(again)


def test_in_a_demonstration_nothing_goes_around_the_printed_code(staff: Make, settings: Settings) -> None:
    settings.HULPLIJN_MODE = "demonstration"
    staff("anouk")
    browser = Client(HTTP_HOST="127.0.0.1:8000")
    first_step(browser)
    assert browser.get("/inloggen/instellen/").headers["Location"] == reverse("accounts:second")
    assert browser.post("/mijn-inlog/passkey/").status_code == 401


@pytest.mark.parametrize("how", [{"HTTP_HOST": "testserver"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}])
def test_a_demonstration_lets_nobody_log_in_from_elsewhere(
    staff: Make, settings: Settings, how: dict[str, str]
) -> None:
    settings.HULPLIJN_MODE = "demonstration"
    staff("anouk")
    browser = Client(**{"HTTP_HOST": "127.0.0.1:8000", **how})
    answer = browser.post("/inloggen/", {"username": "anouk", "password": PASSWORD})
    assert answer.status_code == 403
    assert "demonstratie" in answer.content.decode()


def test_outside_a_demonstration_nothing_is_printed(staff: Make, capsys: pytest.CaptureFixture[str]) -> None:
    staff("anouk")
    first_step(Client())
    assert capsys.readouterr().out == ""


def test_who_set_up_her_app_before_the_hash_key_was_lost_is_refused_and_not_met_with_an_error(
    with_app: tuple[Staff, str, list[str]], at: datetime
) -> None:
    anouk, secret, _ = with_app
    AppCode.objects.update(secret=bytes(AppCode.objects.get().secret)[:-1] + b"?")
    assert not actions.use_app_code(anouk, pyotp.TOTP(secret).at(at), at=at, outside=at)
