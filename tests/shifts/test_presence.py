"""Who is at work, and whether the helpline is open."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.shifts import actions, queries
from tests import builders
from tests.together import meet

pytestmark = pytest.mark.django_db


def test_open_means_within_hours_and_somebody_there(
    counsellor: Actor, at: datetime, closed_at: datetime
) -> None:
    empty = queries.open_state(at)
    assert (empty.is_open, empty.reason) == (False, "nobody_present")
    assert empty.until
    assert empty.until > at
    actions.come(by=counsellor, at=at)
    assert queries.open_state(at).is_open
    night = queries.open_state(closed_at)
    assert (night.is_open, night.reason, night.until) == (False, "outside_hours", None)
    assert night.next_opening
    assert night.next_opening > closed_at


def test_who_pauses_is_still_there_and_who_goes_is_not(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    actions.pause(by=counsellor, at=at)
    assert queries.open_state(at).is_open
    assert queries.presence_of(counsellor, at) == "paused"
    actions.go(by=counsellor, at=at)
    assert not queries.open_state(at).is_open


def test_a_silent_screen_is_nobody_after_ninety_seconds(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    assert queries.open_state(at + timedelta(seconds=90)).is_open
    assert not queries.open_state(at + timedelta(seconds=91)).is_open
    assert queries.presence_of(counsellor, at + timedelta(seconds=91)) == "away"
    assert actions.beat(by=counsellor, at=at + timedelta(seconds=80))
    assert queries.open_state(at + timedelta(seconds=150)).is_open


def test_a_beat_makes_nobody_present(counsellor: Actor, at: datetime) -> None:
    assert not actions.beat(by=counsellor, at=at)
    actions.come(by=counsellor, at=at)
    actions.go(by=counsellor, at=at)
    assert not actions.beat(by=counsellor, at=at)
    assert queries.present(at) == []


def test_only_a_change_is_logged(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    actions.come(by=counsellor, at=at)
    assert AuditEntry.objects.filter(verb="presence.come").count() == 1


@pytest.mark.django_db(transaction=True)
def test_coming_in_two_tabs_at_once_is_coming_once(counsellor: Actor, at: datetime) -> None:
    meet(lambda: actions.come(by=counsellor, at=at), lambda: actions.come(by=counsellor, at=at))
    assert queries.presence_of(counsellor, at) == "available"
    assert AuditEntry.objects.filter(verb="presence.come").count() == 1


def test_going_without_having_come_is_no_change(counsellor: Actor, at: datetime) -> None:
    actions.go(by=counsellor, at=at)
    assert queries.presence_of(counsellor, at) == "away"
    assert not AuditEntry.objects.filter(verb="presence.go").exists()


def test_an_analyst_is_not_on_duty(analyst: Actor, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        actions.come(by=analyst, at=at)


def test_the_open_state_takes_two_queries(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    for _ in range(3):
        builders.waiting_chat()
    with CaptureQueriesContext(connection) as seen:
        state = queries.open_state(at)
    assert state.waiting == 3
    assert len(seen) == 2


def test_in_the_last_quarter_nobody_joins_the_line(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    end = queries.open_state(at).until
    assert end
    before, after = end - timedelta(minutes=15, seconds=1), end - timedelta(minutes=15)
    for moment in (before, after):
        actions.beat(by=counsellor, at=moment)
        state = queries.open_state(moment)
        assert (state.is_open, state.reason) == ((True, "open") if moment == before else (False, "closing"))
        assert queries.is_closing(moment) == (moment == after)
    assert not queries.is_closing(end + timedelta(minutes=1))
