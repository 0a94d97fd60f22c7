"""The wall for the room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.shifts import actions as shifts
from hulplijn.workspace.queries import wall
from tests import builders

pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]


def test_it_shows_who_has_room_and_how_long_people_wait(
    as_: As, coordinator: Actor, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    for one in (counsellor, colleague, coordinator):
        shifts.come(by=one, at=at)
    builders.taken_chat(counsellor, "hoi")
    shifts.set_capacity(1, by=counsellor, at=at)
    shifts.pause(by=coordinator, at=at)
    builders.waiting_chat("geheim", at=at - timedelta(minutes=6, seconds=40))
    urgent = builders.waiting_chat("help", at=at - timedelta(minutes=1, seconds=12))
    casework.raise_urgency(urgent, 2, by=Actor.visitor(urgent.conversation_id), at=at, why="in_danger")
    shown = as_(coordinator).get(reverse("workspace:wall")).content.decode()
    for words in (
        "6:40",
        "1:12",
        "vol, 1 van 1",
        "vrij, voor 2",
        "pauze",
        "Open tot 23:00, de rij stopt om 22:45",
    ):
        assert words in shown, words
    assert "geheim" not in shown
    assert urgent.case.reference not in shown
    assert AuditEntry.objects.filter(verb="wall.open").count() == 1


def test_asking_for_its_part_again_leaves_no_line_in_the_log(as_: As, coordinator: Actor) -> None:
    client = as_(coordinator)
    client.get(reverse("workspace:wall-part"), headers={"X-Fragment": "yes"})
    assert not AuditEntry.objects.filter(verb="wall.open").exists()


@pytest.mark.parametrize("page", ["workspace:wall", "workspace:wall-part"])
def test_it_is_for_coordinators(as_: As, counsellor: Actor, page: str) -> None:
    assert as_(counsellor).get(reverse(page)).status_code == 403


def test_a_call_says_that_she_is_on_the_phone(counsellor: Actor, at: datetime) -> None:
    shifts.come(by=counsellor, at=at)
    casework.enter_by_hand(channel="phone", by=counsellor, at=at)
    assert [(one.how, one.load) for one in wall(at).people] == [("phone", 1)]


def test_a_message_that_was_left_waits_for_no_clock(at: datetime) -> None:
    left = builders.waiting_chat("hoi", at=at - timedelta(hours=9))
    Contact.objects.filter(pk=left.pk).update(left_message=True)
    found = wall(at)
    assert (found.waiting, found.longest, found.messages) == (0, None, 1)


def test_more_people_ask_no_more_of_the_database(
    staff: Callable[..., object], at: datetime, django_assert_max_num_queries: Callable[..., object]
) -> None:
    counts = []
    for more in (5, 45):
        for _ in range(more):
            builders.waiting_chat("hoi")
            someone = builders.actor(staff(f"c{Contact.objects.count()}"))  # type: ignore[arg-type]
            shifts.come(by=someone, at=at)
            builders.taken_chat(someone, "hoi")
        with django_assert_max_num_queries(20) as asked:  # type: ignore[attr-defined]
            wall(at)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
