"""Who is helped first."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.shifts import queries
from hulplijn.shifts.rules.waiting import InLine, place_of
from hulplijn.workspace.queries.line import line
from tests import builders


@pytest.mark.django_db
def test_danger_goes_first_then_raised_then_left_messages_then_the_longest_wait(at: datetime) -> None:
    late, early, message, raised, danger = (
        builders.waiting_chat("hoi", at=at - timedelta(minutes=minutes)) for minutes in (1, 9, 5, 3, 2)
    )
    Contact.objects.filter(pk=message.pk).update(left_message=True)
    for contact, level in ((raised, 1), (danger, 2)):
        casework.raise_urgency(contact, level, by=Actor.visitor(contact.conversation_id), at=at)
    assert queries.order_of_waiting() == [danger, raised, message, early, late]


@pytest.mark.django_db
def test_a_place_is_honest_where_somebody_in_danger_goes_first(at: datetime) -> None:
    first = builders.waiting_chat("hoi", at=at - timedelta(minutes=4))
    second = builders.waiting_chat("help", at=at)
    casework.raise_urgency(second, 2, by=Actor.visitor(second.conversation_id), at=at)
    places = [queries.waiting_line(one, at) for one in (second, first)]
    assert [line.place for line in places if line] == [1, 2]


def test_everybody_has_one_place_and_no_sign_makes_it_worse() -> None:
    start = datetime(2026, 11, 24, 19, 0)
    for seed in range(300):
        rng = random.Random(seed)
        line = [
            InLine(str(n), rng.randrange(3), rng.random() < 0.2, start + timedelta(minutes=rng.randrange(5)))
            for n in range(rng.randrange(1, 20))
        ]
        ordered = sorted(line, key=place_of)
        assert len({place_of(one) for one in line}) == len(line), seed
        one = rng.choice(line)
        raised = InLine(one.id, min(2, one.urgency + 1), one.left_message, one.since)
        again = sorted([*(other for other in line if other is not one), raised], key=place_of)
        assert again.index(raised) <= ordered.index(one), seed


@pytest.mark.django_db
def test_the_database_counts_the_places_that_the_rule_gives(at: datetime) -> None:
    rng = random.Random(5)
    for _ in range(30):
        contact = builders.waiting_chat(at=at - timedelta(minutes=rng.randrange(3)))
        Contact.objects.filter(pk=contact.pk).update(
            urgency=rng.randrange(3), left_message=rng.random() < 0.3
        )
    line = queries.order_of_waiting()
    places = [queries.waiting_line(one, at) for one in line]
    assert [place.place for place in places if place] == list(range(1, 31))


@pytest.mark.django_db
def test_who_began_by_a_clock_that_is_ahead_stands_in_line_at_once(counsellor: Actor, at: datetime) -> None:
    hers = builders.waiting_chat("hoi", at=at + timedelta(seconds=2))
    assert [one.contact for one in line(counsellor, at).waiting] == [hers]
