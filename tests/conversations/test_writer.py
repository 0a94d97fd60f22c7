"""The message writer: its own reading stays small, and no message is earlier than the one before it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hulplijn.audit.actors import Actor
from hulplijn.conversations import actions, writer
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.sqlite
def test_a_repeated_message_is_looked_up_by_its_index(at: datetime) -> None:
    conversation = builders.waiting_chat("hoi").conversation
    assert conversation
    with CaptureQueriesContext(connection) as asked:
        actions.say(
            conversation, "ben je er", by=Actor.visitor(conversation.pk), client_id=uuid.uuid4(), at=at
        )
    looks = [
        query["sql"] for query in asked if query["sql"].startswith("SELECT") and "client_id" in query["sql"]
    ]
    assert looks
    with connection.cursor() as cursor:
        for look in looks:
            steps = [row[3] for row in cursor.execute("EXPLAIN QUERY PLAN " + look).fetchall()]
            assert steps
            assert not any("SCAN conversations_message" in step for step in steps), steps


@pytest.mark.parametrize("together", [False, True], ids=["one after another", "in one group"])
def test_a_message_is_not_earlier_than_the_one_before_it(at: datetime, together: bool) -> None:
    conversation = builders.waiting_chat("hoi").conversation
    assert conversation
    visitor = Actor.visitor(conversation.pk)
    later = at + timedelta(hours=1)
    sayings = [
        actions.saying_of(conversation, text, by=visitor, client_id=uuid.uuid4(), at=moment)
        for text, moment in (("eerst", later), ("van een klok die achterloopt", at), ("dan", later))
    ]
    for group in [sayings] if together else [[one] for one in sayings]:
        writer.write(group)
    said = conversation.messages.order_by("-number")[:3]
    assert {message.at for message in said} == {later}
