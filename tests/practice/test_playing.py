"""A scripted visitor plays in the real workspace: her words are due work, said once, and she leaves."""

from __future__ import annotations

import uuid
from datetime import timedelta
from unittest.mock import patch

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework import keeping
from hulplijn.casework.models import Case
from hulplijn.content import queries as content
from hulplijn.content.errors import BadContent
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Message
from hulplijn.conversations.queries import messages_after, visitors_sealer
from hulplijn.ledger.models import Entry
from hulplijn.plumbing import due
from hulplijn.practice import actions, playing, queries
from hulplijn.practice.models import Practice
from hulplijn.practice.playing import LOOKS, PLAY
from tests import builders
from tests.environment import AT

pytestmark = pytest.mark.django_db


def said_by(practice: Practice, sender: str = "visitor") -> list[str]:
    conversation = practice.contact.conversation
    assert conversation is not None
    found = messages_after(conversation, 0, visitors_sealer(conversation))
    return [one.text.reveal() for one in found if one.sender == sender]


def answer(practice: Practice, text: str, *, by: Actor, seconds: int) -> None:
    conversation = practice.contact.conversation
    assert conversation is not None
    at = AT + timedelta(seconds=seconds)
    conversations.say(conversation, text, by=by, client_id=uuid.uuid4(), at=at)


def run(seconds: int) -> None:
    due.run_due(AT + timedelta(seconds=seconds))


@pytest.fixture
def anouk() -> Actor:
    return builders.actor(builders.staff())


def test_she_speaks_first_answers_what_is_asked_and_goes_when_the_talk_is_done(anouk: Actor) -> None:
    practice = actions.begin("dark_thoughts", language="nl", by=anouk, at=AT)
    run(1)
    assert said_by(practice)[0].startswith("hoi")
    answer(practice, "Denk je weleens aan zelfmoord?", by=anouk, seconds=10)
    run(11)
    assert len(said_by(practice)) == 2, "she thinks before she answers"
    run(20)
    assert said_by(practice)[2:4] == ["ja", "best vaak. vanavond ook"]
    for number, text in enumerate(["Heb je een plan?", "Kun je de pillen weg doen?", "Tot ziens, sterkte!"]):
        answer(practice, text, by=anouk, seconds=30 + number * 20)
        run(40 + number * 20)
    assert said_by(practice)[-1].startswith("ok. ik ga nu naar beneden")
    practice.contact.refresh_from_db()
    assert practice.contact.ended_at is not None
    assert due.moment(PLAY, practice.pk) is None


def test_a_draft_is_played_as_it_was_when_the_talk_began(anouk: Actor) -> None:
    source = (content.folder() / "practice/prank.yaml").read_text("utf-8")
    opening = source.index("opening:")
    draft = f"{source[:opening]}{source[opening:].replace('- nl: ', '- nl: eerst dit, ', 1)}"
    practice = actions.begin("prank", language="nl", by=anouk, at=AT, source=draft)
    run(1)
    assert said_by(practice)[0].startswith("eerst dit, ")
    with pytest.raises(BadContent):
        actions.begin(
            "prank", language="nl", by=builders.actor(builders.staff("dora")), at=AT, source="patience: x"
        )


def test_what_nobody_expects_gets_a_fallback_and_silence_makes_her_leave(anouk: Actor) -> None:
    practice = actions.begin("prank", language="en", by=anouk, at=AT)
    run(1)
    answer(practice, "The weather is fine", by=anouk, seconds=5)
    run(10)
    assert said_by(practice)[-1] == "hahaha"
    run(240)
    assert said_by(practice)[-1] == "boring bye"
    practice.contact.refresh_from_db()
    assert practice.contact.left_how == "left"


def test_a_line_is_said_once_though_a_process_died_over_it_or_two_were_at_it(anouk: Actor) -> None:
    practice = actions.begin("dark_thoughts", language="nl", by=anouk, at=AT)
    before = queries.practice_of(practice.pk)
    playing.play(str(practice.pk), AT)
    with patch.object(queries, "practice_of", return_value=before):  # read before the other one wrote
        playing.play(str(practice.pk), AT)
    playing.play(str(practice.pk), AT + LOOKS)
    script = queries.script_of(practice)
    assert script is not None
    assert len(said_by(practice)) == len(script.opening)
    practice.refresh_from_db()
    assert practice.turns == 1


def test_only_one_at_a_time_and_it_is_hers_alone(anouk: Actor) -> None:
    practice = actions.begin("teacher", language="nl", by=anouk, at=AT)
    with pytest.raises(actions.PractisesAlready):
        actions.begin("teacher", language="nl", by=anouk, at=AT)
    carla = builders.actor(builders.staff("carla", role="coordinator"))
    with pytest.raises(NotYours):
        casework.open_case(practice.contact.case, by=carla, at=AT, contact=practice.contact)
    with pytest.raises(NotYours):
        actions.throw_away(practice, by=carla, at=AT)
    with pytest.raises(NotYours):
        casework.hand_over(practice.contact, None, "neem over", by=anouk, at=AT)


def test_it_can_be_thrown_away_at_once_and_goes_after_seven_days_by_itself(anouk: Actor) -> None:
    thrown = actions.begin("teacher", language="nl", by=anouk, at=AT)
    run(1)
    actions.throw_away(thrown, by=anouk, at=AT + timedelta(seconds=5))
    assert not Case.objects.exists()
    assert not Message.objects.exists()
    kept = actions.begin("teacher", language="nl", by=anouk, at=AT + timedelta(seconds=9))
    almost, day = kept.began_at + timedelta(days=6, hours=23), kept.began_at + timedelta(days=7)
    casework.let_go_what_is_due(at=almost)
    assert Case.objects.exists()
    Case.objects.update(look_at=None)
    assert [one.what for one in keeping.what_would_go(day)] == ["practised"]
    casework.let_go_what_is_due(at=day)
    assert not Practice.objects.exists()
    assert not Case.objects.exists()
    assert not Entry.objects.exists()
