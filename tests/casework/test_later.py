"""What goes on later: put away until a moment, left for the next shift."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions as casework
from hulplijn.casework import passed_on, queries, tasks
from hulplijn.casework.errors import (
    AlreadyClosed,
    HandedOverAlready,
    NoEnd,
    NoteEmpty,
    StillTalking,
    TakenByColleague,
)
from hulplijn.casework.models import Contact, PassedOn
from hulplijn.conversations import actions as conversations
from hulplijn.plumbing import due
from tests import builders

pytestmark = pytest.mark.django_db


def _call(by: Actor, at: datetime) -> Contact:
    return casework.enter_by_hand(channel="phone", by=by, at=at)


def _mine(by: Actor) -> list[Contact]:
    return [one.contact for one in queries.mine(by)]


def test_what_is_put_away_leaves_her_list_and_is_back_at_its_moment(counsellor: Actor, at: datetime) -> None:
    contact, until = _call(counsellor, at), at + timedelta(days=3)
    casework.snooze(contact, until, by=counsellor, at=at)
    assert _mine(counsellor) == []
    assert list(passed_on.asleep(counsellor)) == [contact]
    due.run_due(until - timedelta(seconds=1))
    assert _mine(counsellor) == []
    due.run_due(until)
    assert _mine(counsellor) == [contact]


def test_she_takes_it_back_before(counsellor: Actor, at: datetime) -> None:
    contact = _call(counsellor, at)
    casework.snooze(contact, at + timedelta(days=3), by=counsellor, at=at)
    casework.end_snooze(contact, by=counsellor, at=at)
    assert _mine(counsellor) == [contact]


def test_a_new_message_brings_it_back(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "ik hoor het morgen wel", at=at)
    Contact.objects.filter(pk=contact.pk).update(left_message=True)
    casework.snooze(contact, at + timedelta(days=3), by=counsellor, at=at + timedelta(minutes=1))
    assert _mine(counsellor) == []
    assert contact.conversation
    visitor, later = Actor.visitor(contact.conversation_id), at + timedelta(hours=1)
    conversations.say(contact.conversation, "toch nu", by=visitor, client_id=uuid.uuid4(), at=later)
    assert _mine(counsellor) == [contact]


def test_a_further_contact_of_the_case_brings_it_back(counsellor: Actor, at: datetime) -> None:
    contact = _call(counsellor, at)
    casework.snooze(contact, at + timedelta(days=3), by=counsellor, at=at)
    casework.open_contact(channel="chat", language="nl", case=contact.case, by=counsellor, at=at)
    assert _mine(counsellor) == [contact]


def test_who_is_at_the_other_end_now_and_what_is_closed_is_not_put_away(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    until = at + timedelta(days=1)
    with pytest.raises(StillTalking):
        casework.snooze(builders.taken_chat(counsellor, "hoi", at=at), until, by=counsellor, at=at)
    with pytest.raises(AlreadyClosed):
        casework.snooze(builders.closed_chat(counsellor, at=at), until, by=counsellor, at=at)
    with pytest.raises(NoEnd):
        casework.snooze(_call(counsellor, at), at, by=counsellor, at=at)
    with pytest.raises(NotAllowed):
        casework.snooze(_call(counsellor, at), until, by=colleague, at=at)


def _left(by: Actor, at: datetime, *, to_do: str = "bel de school") -> PassedOn:
    contact = builders.closed_chat(by, at=at)
    tomorrow = at + timedelta(days=1)
    return casework.pass_on(
        contact, is_so="ze is rustig", was_done="gemeld", to_do=to_do, due_at=tomorrow, by=by, at=at
    )


def test_whoever_works_next_takes_it_and_the_case_and_its_tasks_are_hers(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    passed = _left(counsellor, at)
    assert passed_on.left_for_the_next() == [passed]
    with pytest.raises(NotAllowed):
        casework.open_case(passed.contact.case, by=colleague, at=at)
    casework.take_on(passed, by=colleague, at=at)
    assert passed_on.left_for_the_next() == []
    opened = casework.open_case(passed.contact.case, by=colleague, at=at)
    (note,) = queries.notes(opened)
    assert all(said in note.text.reveal() for said in ("ze is rustig", "gemeld", "bel de school"))
    (task,) = tasks.still_to_do(colleague)
    assert task.due_at == at + timedelta(days=1)


def test_it_stays_hers_until_then_and_the_first_takes_it(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    passed = _left(counsellor, at, to_do="")
    assert casework.open_case(passed.contact.case, by=counsellor, at=at)
    casework.take_on(passed, by=colleague, at=at)
    with pytest.raises(TakenByColleague) as first:
        casework.take_on(passed, by=coordinator, at=at)
    assert first.value.name
    assert not tasks.still_to_do(colleague).exists()


def test_a_summary_says_how_things_are_and_waits_once(counsellor: Actor, at: datetime) -> None:
    passed = _left(counsellor, at)
    with pytest.raises(NoteEmpty):
        casework.pass_on(passed.contact, is_so=" ", was_done="", to_do="x", by=counsellor, at=at)
    with pytest.raises(HandedOverAlready):
        casework.pass_on(passed.contact, is_so="x", was_done="", to_do="", by=counsellor, at=at)
    with pytest.raises(StillTalking):
        goes_on = builders.taken_chat(counsellor, "hoi", at=at)
        casework.pass_on(goes_on, is_so="x", was_done="", to_do="", by=counsellor, at=at)
