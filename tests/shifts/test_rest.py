"""Five minutes to oneself: off the queue at once, back by itself, and nobody's business why."""

from __future__ import annotations

from datetime import datetime, timedelta

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.plumbing import due
from hulplijn.shifts import actions as shifts
from hulplijn.shifts.actions.resting import REST, rest, rest_over
from hulplijn.shifts.models import Presence
from hulplijn.shifts.queries import presence_of


def _state(by: Actor) -> str:
    return Presence.objects.get(pk=by.id).state


def test_others_see_a_pause_and_she_is_back_after_five_minutes(counsellor: Actor, at: datetime) -> None:
    shifts.come(by=counsellor, at=at)
    assert rest(by=counsellor, at=at)
    assert presence_of(counsellor, at) == Presence.State.PAUSED
    due.run_due(at + REST - timedelta(seconds=1))
    assert _state(counsellor) == "paused"
    due.run_due(at + REST)
    assert _state(counsellor) == "available"
    assert Presence.objects.get().resting_until is None


def test_coming_back_sooner_ends_it(counsellor: Actor, at: datetime) -> None:
    shifts.come(by=counsellor, at=at)
    rest(by=counsellor, at=at)
    shifts.come(by=counsellor, at=at + timedelta(minutes=1))
    shifts.pause(by=counsellor, at=at + timedelta(minutes=2))
    due.run_due(at + REST)
    assert _state(counsellor) == "paused", "the later pause is her own"


def test_who_went_home_meanwhile_stays_home(counsellor: Actor, at: datetime) -> None:
    shifts.come(by=counsellor, at=at)
    rest(by=counsellor, at=at)
    shifts.go(by=counsellor, at=at + timedelta(minutes=1))
    due.run_due(at + REST)
    assert _state(counsellor) == "away"


def test_who_takes_no_new_chats_has_nothing_to_rest_from(counsellor: Actor, at: datetime) -> None:
    assert not rest(by=counsellor, at=at)
    shifts.come(by=counsellor, at=at)
    shifts.pause(by=counsellor, at=at)
    assert not rest(by=counsellor, at=at)
    due.run_due(at + REST)
    assert _state(counsellor) == "paused"


def test_done_twice_it_ends_once(counsellor: Actor, at: datetime) -> None:
    shifts.come(by=counsellor, at=at)
    rest(by=counsellor, at=at)
    for _ in range(2):
        rest_over(counsellor.id, at + REST)
    assert AuditEntry.objects.filter(verb="presence.rest_over").count() == 1


def test_it_is_counted_as_work(counsellor: Actor, at: datetime) -> None:
    shifts.come(by=counsellor, at=at)
    rest(by=counsellor, at=at)
    due.run_due(at + REST)
    entries = AuditEntry.objects.filter(verb__startswith="presence.").order_by("at", "id")
    verbs = list(entries.values_list("verb", flat=True))
    assert verbs == ["presence.come", "presence.rest", "presence.rest_over"]
