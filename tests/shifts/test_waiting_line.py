"""A place in the line, and the wait that is usual."""

import random
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.shifts import actions as shifts
from hulplijn.shifts import queries
from hulplijn.shifts.rules.waiting import LEAST, usual_range
from tests import builders


@pytest.mark.django_db
def test_places_count_from_one_and_move_up(counsellor: Actor, at: datetime) -> None:
    first = builders.waiting_chat(at=at)
    second = builders.waiting_chat(at=at + timedelta(seconds=1))
    third = builders.waiting_chat(at=at + timedelta(seconds=2))
    places = [queries.waiting_line(one, at) for one in (first, second, third)]
    assert [line.place for line in places if line] == [1, 2, 3]
    taken = casework.take(first, by=counsellor, at=at)
    assert queries.waiting_line(taken, at) is None
    line = queries.waiting_line(third, at)
    assert line
    assert (line.place, line.usual) == (2, None)


@pytest.mark.django_db
def test_two_who_come_at_the_same_moment_have_places_of_their_own(at: datetime) -> None:
    both = [builders.waiting_chat(at=at), builders.waiting_chat(at=at)]
    places = [queries.waiting_line(one, at) for one in both]
    assert sorted(line.place for line in places if line) == [1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize("present", [True, False])
def test_read_for_all_at_once_each_stands_as_when_read_alone(
    counsellor: Actor, at: datetime, present: bool
) -> None:
    for number in range(LEAST):
        before = at - timedelta(hours=1, minutes=number)
        casework.take(builders.waiting_chat(at=before), by=counsellor, at=before + timedelta(minutes=3))
    if present:
        shifts.come(by=counsellor, at=at)
    waiting = [builders.waiting_chat(at=at), builders.waiting_chat(at=at)]
    Contact.objects.filter(pk=waiting[0].pk).update(left_message=True)
    together = queries.waiting_lines(at)
    for contact in waiting:
        contact.refresh_from_db()
        alone = queries.waiting_line(contact, at)
        assert alone
        assert contact.conversation_id
        assert together[contact.conversation_id] == alone


@pytest.mark.django_db
def test_a_wait_is_said_from_ten_answered_chats_on(counsellor: Actor, at: datetime) -> None:
    for number in range(LEAST):
        assert queries.usual_wait(at) is None
        casework.take(
            builders.waiting_chat(at=at - timedelta(days=2, minutes=3 + number % 3)),
            by=counsellor,
            at=at - timedelta(days=2),
        )
    assert queries.usual_wait(at) == (3, 5)
    assert queries.usual_wait(at + timedelta(days=6)) is None


def test_the_range_holds_half_of_the_people_whatever_the_waits() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        waits = [rng.expovariate(1 / 240) for _ in range(rng.randrange(LEAST, 200))]
        found = usual_range(waits)
        assert found, seed
        low, high = found
        inside = sum(low * 60 <= wait <= high * 60 for wait in waits)
        assert low < high, seed
        assert inside * 2 >= len(waits) - 1, seed
