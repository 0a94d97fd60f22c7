"""Who ends a log-in, a role or an account ends what stands open of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client

from hulplijn.accounts import actions
from hulplijn.accounts.devices import device_of
from hulplijn.accounts.models import Staff, StaffSession
from hulplijn.accounts.queries import actor_of, sessions_of
from hulplijn.accounts.sessions import stored_name
from hulplijn.audit.actors import SYSTEM
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.plumbing import bus
from tests.environment import PASSWORD

Make = Callable[..., Staff]
Commit = Callable[..., AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was told to the pages that stand open."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(bus, "publish", lambda topic, sign="", **_: told.append((topic, sign)))
    return told


def browser_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def is_in(browser: Client) -> bool:
    return browser.get("/mijn-inlog/").status_code == 200


def test_she_logs_another_browser_of_hers_out_and_keeps_this_one(staff: Make) -> None:
    anouk = staff("anouk")
    here, elsewhere = browser_of(anouk), browser_of(anouk)
    other = StaffSession.objects.get(session_key=stored_name(elsewhere.cookies["hulplijn-staff"].value))
    here.post(f"/ingelogd/{other.handle}/uitloggen/")
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_her_open_pages_are_told_at_once(
    staff: Make,
    at: datetime,
    woken: list[tuple[str, str]],
    django_capture_on_commit_callbacks: Commit,
) -> None:
    anouk = staff("anouk")
    browser_of(anouk)
    with django_capture_on_commit_callbacks(execute=True):
        actions.end_staff(anouk, by=SYSTEM, at=at)
    assert (f"staff:{anouk.pk}", "log-in") in woken


def test_a_colleague_cannot_log_her_out(staff: Make, at: datetime) -> None:
    anouk, bram = staff("anouk"), staff("bram")
    browser = browser_of(anouk)
    with pytest.raises(NotYours):
        actions.end_session(sessions_of(anouk)[0], by=actor_of(bram), at=at)
    assert is_in(browser)


@pytest.mark.parametrize("what", ["end", "role", "password", "reset"])
def test_what_is_taken_from_her_ends_all_her_sessions(staff: Make, at: datetime, what: str) -> None:
    anouk, els = staff("anouk"), actor_of(staff("els", role="administrator"))
    browsers = [browser_of(anouk), browser_of(anouk)]
    match what:
        case "end":
            actions.end_staff(anouk, by=els, at=at)
        case "role":
            actions.set_role(anouk, "analyst", by=els, at=at)
        case "reset":
            actions.reset_factors(anouk, by=els, at=at)
        case "password":
            actions.set_password(anouk, "nieuwe-zin-om-te-onthouden", by=actor_of(anouk), at=at)
    assert [is_in(browser) for browser in browsers] == [False, False]
    verb = {"end": "staff.end", "role": "staff.set_role"}.get(what)
    verb = verb or {"reset": "staff.reset"}.get(what, "staff.set_password")
    assert AuditEntry.objects.filter(verb=verb, object_id=str(anouk.pk)).exists()


def test_a_request_that_was_under_way_does_not_revive_an_ended_session(staff: Make, at: datetime) -> None:
    anouk = staff("anouk")
    browser = browser_of(anouk)
    late = browser.session
    late["something"] = "new"
    actions.end_staff(anouk, by=SYSTEM, at=at)
    with pytest.raises(UpdateError):
        late.save()
    assert not is_in(browser)


def test_who_left_cannot_log_in_again(staff: Make, at: datetime) -> None:
    anouk = staff("anouk")
    actions.end_staff(anouk, by=SYSTEM, at=at)
    assert Client().post("/inloggen/", {"username": "anouk", "password": PASSWORD}).status_code == 422


def test_a_coordinator_does_nothing_to_an_administrator(staff: Make, at: datetime) -> None:
    els, carla = staff("els", role="administrator"), actor_of(staff("carla", role="coordinator"))
    staff("ed", role="administrator")
    for act in (actions.end_staff, actions.reset_factors):
        with pytest.raises(NotAllowed):
            act(els, by=carla, at=at)
    with pytest.raises(NotAllowed):
        actions.set_role(els, "counsellor", by=carla, at=at)


def test_a_coordinator_makes_nobody_an_administrator(staff: Make, at: datetime) -> None:
    anouk, carla = staff("anouk"), actor_of(staff("carla", role="coordinator"))
    with pytest.raises(NotAllowed):
        actions.set_role(anouk, "administrator", by=carla, at=at)
    anouk.refresh_from_db()
    assert anouk.role == "counsellor"


def test_nobody_changes_or_ends_herself(staff: Make, at: datetime) -> None:
    els = staff("els", role="administrator")
    with pytest.raises(actions.YourOwn):
        actions.end_staff(els, by=actor_of(els), at=at)


def test_the_last_administrator_stays(staff: Make, at: datetime) -> None:
    with pytest.raises(actions.OnlyAdministrator):
        actions.end_staff(staff("els", role="administrator"), by=SYSTEM, at=at)


def test_the_table_of_sessions_lets_nobody_take_one_over(staff: Make) -> None:
    browser = browser_of(staff("anouk"))
    held = browser.cookies["hulplijn-staff"].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_key, session_data FROM accounts_staffsession")
        assert held not in str(cursor.fetchall())


def test_a_session_names_browser_and_system_without_version(staff: Make) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    assert device_of(firefox) == "Firefox, Windows"
    assert device_of("curl/8") == ""
