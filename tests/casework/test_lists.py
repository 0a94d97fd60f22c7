"""The lists of a counsellor's screen: who waits, what is mine, the cases."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions, queries
from hulplijn.conversations import actions as conversations
from tests import builders

pytestmark = pytest.mark.django_db


def counted(question: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        question()
    return len(seen)


def test_who_waits_longest_comes_first(at: datetime) -> None:
    second = builders.waiting_chat(at=at - timedelta(minutes=2))
    first = builders.waiting_chat(at=at - timedelta(minutes=9))
    found = queries.waiting(at)
    assert [row.contact for row in found] == [first, second]
    assert [row.waits for row in found] == [timedelta(minutes=9), timedelta(minutes=2)]


def test_mine_puts_whoever_waits_for_me_first_and_wrap_ups_last(counsellor: Actor, at: datetime) -> None:
    ended = actions.end(builders.taken_chat(counsellor, "hoi"), by=counsellor, at=at)
    answered = builders.taken_chat(counsellor, "hoi")
    assert answered.conversation
    conversations.say(answered.conversation, "dag", by=counsellor, client_id=uuid.uuid4(), at=at)
    asking = builders.taken_chat(counsellor, "hoi")
    found = queries.mine(counsellor)
    assert [row.contact for row in found] == [asking, answered, ended]
    assert [row.waits_for_me for row in found] == [True, False, False]
    assert [row.still_to_ask for row in found] == [3, 3, 3]
    assert found[0].unseen == 1, "the line that says who joined is no message"


def test_mine_is_nobody_elses(counsellor: Actor, colleague: Actor) -> None:
    builders.taken_chat(counsellor)
    assert queries.mine(colleague) == []


@pytest.mark.parametrize("rows", [5, 50])
def test_a_longer_list_asks_no_more_of_the_database(rows: int, counsellor: Actor, at: datetime) -> None:
    for _ in range(rows):
        builders.waiting_chat("hoi")
        builders.taken_chat(counsellor, "hoi")
    assert counted(lambda: queries.waiting(at)) == 1
    assert counted(lambda: queries.mine(counsellor)) == 1
    assert counted(lambda: [list(case.contacts.all()) for case in queries.cases(counsellor)]) <= 5


def test_a_counsellor_finds_her_own_cases_and_a_coordinator_all(
    counsellor: Actor, colleague: Actor, coordinator: Actor
) -> None:
    mine, hers = builders.taken_chat(counsellor).case, builders.taken_chat(colleague).case
    assert queries.cases(counsellor) == [mine]
    assert set(queries.cases(coordinator)) == {mine, hers}
    assert queries.cases(coordinator, reference=mine.reference.lower()) == [mine]
