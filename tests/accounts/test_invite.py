"""A colleague comes in by a link: once, within a week, for the role that she was invited to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from hulplijn.accounts import actions
from hulplijn.accounts.models import Invitation, Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.audit.rights import NotAllowed
from hulplijn.plumbing import clock
from tests.accounts.test_second_factor import set_up

Make = Callable[..., Staff]
GOOD = "een zin om te onthouden"  # pragma: allowlist secret


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "outside", lambda: at)


@pytest.fixture
def carla(staff: Make) -> Actor:
    return actor_of(staff("carla", role="coordinator"))


def token_for(by: Actor, at: datetime, role: str = "counsellor") -> str:
    return actions.invite(username="fien", alias="Fien", role=role, by=by, at=at)


def test_from_the_page_to_her_first_work(carla: Actor, at: datetime) -> None:
    coordinator = Client()
    coordinator.force_login(Staff.objects.get(pk=carla.id))
    page = coordinator.post(
        "/medewerkers/nieuw/", {"alias": "Fien", "username": "fien", "role": "counsellor"}
    )
    token = re.findall(r'value="http://testserver/uitnodiging/#([\w-]+)"', page.content.decode())[0]
    fien = Client()
    assert fien.get("/uitnodiging/").status_code == 200
    accepted = fien.post("/uitnodiging/", {"code": token, "new": GOOD})
    assert accepted.headers["Location"] == "/inloggen/code/"
    assert fien.get("/werk/").status_code == 302
    assert len(set_up(fien, at)[1]) == 10
    assert fien.get("/werk/").status_code == 200
    assert token not in coordinator.get("/medewerkers/").content.decode()


def test_it_works_once(carla: Actor, at: datetime) -> None:
    token = token_for(carla, at)
    actions.accept_invitation(token, GOOD, at=at)
    with pytest.raises(actions.NoInvitation):
        actions.accept_invitation(token, "een andere lange zin", at=at)
    assert Staff.objects.get(username="fien").check_password(GOOD)


@pytest.mark.parametrize(("days", "works"), [(6.9, True), (7.1, False)])
def test_it_works_for_a_week(carla: Actor, at: datetime, days: float, works: bool) -> None:
    token = token_for(carla, at)
    later = at + timedelta(days=days)
    if works:
        assert actions.accept_invitation(token, GOOD, at=later).alias == "Fien"
    else:
        with pytest.raises(actions.NoInvitation):
            actions.accept_invitation(token, GOOD, at=later)


def test_one_that_was_withdrawn_opens_nothing(carla: Actor, at: datetime) -> None:
    token = token_for(carla, at)
    actions.withdraw_invitation(Invitation.objects.get(), by=carla, at=at)
    with pytest.raises(actions.NoInvitation):
        actions.accept_invitation(token, GOOD, at=at)


@pytest.mark.parametrize("role", ["administrator", "analyst", "log_manager"])
def test_a_coordinator_invites_to_no_other_kind_of_role(carla: Actor, at: datetime, role: str) -> None:
    with pytest.raises(NotAllowed):
        token_for(carla, at, role)
    assert not Invitation.objects.exists()


def test_a_counsellor_invites_nobody(counsellor: Actor, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        token_for(counsellor, at)


def test_the_database_holds_no_link(carla: Actor, at: datetime) -> None:
    token = token_for(carla, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_invitation")
        assert token not in str(
            [[bytes(c) if isinstance(c, memoryview) else c for c in row] for row in cursor]
        )


@pytest.mark.parametrize("weak", ["kort", "123456789012", "qwerty123456"])
def test_a_weak_password_is_refused_and_the_invitation_stays(carla: Actor, at: datetime, weak: str) -> None:
    token = token_for(carla, at)
    answer = Client().post("/uitnodiging/", {"code": token, "new": weak})
    assert answer.status_code == 422
    assert f'value="{token}"' in answer.content.decode(), "what was typed is still there"
    assert actions.accept_invitation(token, GOOD, at=at)


def test_who_lost_everything_comes_back_as_herself_and_her_old_ways_open_nothing(
    carla: Actor, staff: Make, at: datetime
) -> None:
    anouk, browser = staff("anouk"), Client()
    browser.force_login(anouk)
    token = actions.reset(anouk, by=carla, at=at)
    anouk.refresh_from_db()
    assert not anouk.has_usable_password()
    assert browser.get("/mijn-inlog/").status_code == 302
    assert actions.accept_invitation(token, GOOD, at=at).pk == anouk.pk


def test_who_logs_in_by_a_provider_gets_no_password_beside_it(
    carla: Actor, staff: Make, at: datetime
) -> None:
    anouk, browser = staff("anouk"), Client()
    Staff.objects.filter(pk=anouk.pk).update(subject_hash=b"s" * 32)
    browser.force_login(Staff.objects.get(pk=carla.id))
    answer = browser.post(f"/medewerkers/{anouk.pk}/", {"do": "reset"})
    assert answer.headers["Location"] == f"/medewerkers/{anouk.pk}/"
    assert not Invitation.objects.exists()
    assert not Staff.objects.get(pk=anouk.pk).has_usable_password()


def test_a_new_link_ends_the_one_before(carla: Actor, staff: Make, at: datetime) -> None:
    anouk = staff("anouk")
    first = actions.reset(anouk, by=carla, at=at)
    actions.reset(anouk, by=carla, at=at)
    with pytest.raises(actions.NoInvitation):
        actions.accept_invitation(first, GOOD, at=at)


def test_the_link_of_who_left_opens_nothing(carla: Actor, staff: Make, at: datetime) -> None:
    anouk = staff("anouk")
    token = actions.reset(anouk, by=carla, at=at)
    actions.end_staff(anouk, by=SYSTEM, at=at)
    with pytest.raises(actions.NoInvitation):
        actions.accept_invitation(token, GOOD, at=at)


@pytest.mark.parametrize("what", ["end", "reset", "role"])
def test_who_leaves_or_loses_her_role_comes_back_by_no_link_that_she_made(
    carla: Actor, staff: Make, at: datetime, what: str
) -> None:
    token, chief = token_for(carla, at), actor_of(staff("dora", role="administrator"))
    left = Staff.objects.get(pk=carla.id)
    if what == "end":
        actions.end_staff(left, by=chief, at=at)
    elif what == "reset":
        actions.reset(left, by=chief, at=at)
    else:
        actions.set_role(left, "counsellor", by=chief, at=at)
    with pytest.raises(actions.NoInvitation):
        actions.accept_invitation(token, GOOD, at=at)


def test_no_second_invitation_for_a_name_that_is_taken(carla: Actor, at: datetime) -> None:
    token_for(carla, at)
    with pytest.raises(actions.NameTaken):
        token_for(carla, at)
