"""A coordinator hands out, holds or erases a case, and sees what goes; nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Hold
from tests.full_case import NOTED, SAID, FullCase, full_case

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


LogIn = Callable[[Actor], Client]


@pytest.fixture
def case(counsellor: Actor, at: datetime) -> FullCase:
    return full_case(counsellor, at=at - timedelta(hours=5))


def _post(browser: Client, case: FullCase, **sent: str) -> tuple[int, str]:
    answer = browser.post(reverse("workspace:case-file", args=[case.case.pk]), sent)
    return answer.status_code, answer.content.decode()


def test_the_file_has_notes_only_where_she_says_that_she_looked(
    case: FullCase, as_: LogIn, coordinator: Actor, at: datetime
) -> None:
    assert _post(as_(coordinator), case, do="give")[0] == 302
    casework.look_wider(case.case, by=coordinator, at=at, why="quality")
    status, page = _post(as_(coordinator), case, do="give")
    assert status == 200
    assert SAID in page
    assert NOTED not in page
    assert NOTED in _post(as_(coordinator), case, do="give", notes="yes")[1]


def test_a_case_is_erased_only_where_she_is_sure(
    case: FullCase, as_: LogIn, coordinator: Actor, at: datetime
) -> None:
    status, _ = _post(as_(coordinator), case, do="erase")
    assert (status, Case.objects.count()) == (422, 1)
    status, page = _post(as_(coordinator), case, do="erase", sure="yes")
    assert (status, Case.objects.count()) == (200, 0)
    assert "2 december 2026" in page


def test_a_hold_has_a_reason_and_a_day_and_stops_an_erasure(
    case: FullCase, as_: LogIn, coordinator: Actor, at: datetime
) -> None:
    day = (at + timedelta(days=20)).strftime("%Y-%m-%d")
    wrongs: list[dict[str, str]] = [
        {"until": day},
        {"reason": "police"},
        {"reason": "police", "until": "31-31"},
        {"reason": "sample", "until": day},
        {"reason": "police", "until": "2020-01-01"},
    ]
    for wrong in wrongs:
        assert _post(as_(coordinator), case, do="keep", **wrong)[0] == 409
    assert _post(as_(coordinator), case, do="keep", reason="police", until=day)[0] == 302
    assert _post(as_(coordinator), case, do="erase", sure="yes")[0] == 409
    assert Case.objects.exists()
    page = as_(coordinator).get(reverse("workspace:keeping")).content.decode()
    assert case.case.reference in page
    assert "14 december 2026" in page
    as_(coordinator).post(reverse("workspace:lift-hold", args=[Hold.objects.get().pk]))
    assert Hold.objects.get().lifted_at is not None


def test_the_page_says_what_goes_next_night(
    counsellor: Actor, as_: LogIn, coordinator: Actor, at: datetime
) -> None:
    full_case(counsellor, at=at - timedelta(days=40))
    page = as_(coordinator).get(reverse("workspace:keeping")).content.decode()
    assert "Wat er gezegd en geschreven is: 1 zaak" in page
