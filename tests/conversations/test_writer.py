"""The message writer's own reading stays small, however many messages there are."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hulplijn.audit.actors import Actor
from hulplijn.conversations import actions
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
