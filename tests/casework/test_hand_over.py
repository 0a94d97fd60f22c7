"""Handing a contact over to a colleague, and giving it back to the queue."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions, company, queries, rights
from hulplijn.casework.errors import (
    AlreadyClosed,
    HandedOverAlready,
    NotACounsellor,
    NotAsked,
    NoteEmpty,
    NotTakenYet,
)
from hulplijn.casework.models import Contact, Handover
from hulplijn.plumbing import due
from tests import builders
from tests.casework.told import events
from tests.together import meet

pytestmark = pytest.mark.django_db
NOTE = "Hij heeft betaald. Vader is op de gang."


def who(actor: Actor) -> Staff:
    return Staff.objects.get(pk=actor.id)


def asked(contact: Contact, to: Actor, by: Actor, at: datetime) -> Handover:
    return actions.hand_over(contact, who(to), NOTE, by=by, at=at)


def owner(contact: Contact) -> str | None:
    now = Contact.objects.select_related("owner").get(pk=contact.pk)
    return now.owner.alias if now.owner else None


def test_it_stays_the_owners_until_the_colleague_accepts(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    handover = asked(contact, colleague, counsellor, at)
    assert owner(contact) == "Anouk"
    assert not rights.may(colleague, "case.read", contact)
    actions.accept_handover(handover, by=colleague, at=at + timedelta(seconds=20))
    assert owner(contact) == "Bram"


def test_the_visitor_sees_who_comes(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    actions.accept_handover(asked(contact, colleague, counsellor, at), by=colleague, at=at)
    assert events(contact)[-1] == ("handed_over", "Bram")


def test_who_gave_it_away_neither_reads_nor_answers_any_more(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    contact = actions.accept_handover(asked(contact, colleague, counsellor, at), by=colleague, at=at)
    for verb in ("case.read", "contact.answer", "contact.end"):
        assert rights.may(colleague, verb, contact)
        assert not rights.may(counsellor, verb, contact)


def test_the_colleague_reads_the_note_before_she_answers_and_that_is_logged(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    handover = asked(builders.taken_chat(counsellor, "hoi"), colleague, counsellor, at)
    assert actions.read_handover(handover, by=colleague, at=at).reveal() == NOTE
    assert AuditEntry.objects.filter(verb="handover.read", actor_id=colleague.id).count() == 1
    with pytest.raises(NotYours):
        actions.read_handover(handover, by=coordinator, at=at)


def test_the_new_owner_finds_the_note_beside_the_talk(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    actions.accept_handover(asked(contact, colleague, counsellor, at), by=colleague, at=at)
    opened = actions.open_case(contact.case, by=colleague, at=at)
    [note] = company.handover_notes(opened, contact)
    assert (note.by, note.to, note.text.reveal()) == ("Anouk", "Bram", NOTE)
    assert NOTE.encode() not in bytes(Handover.objects.get().note)


def test_refused_it_stays_with_its_owner(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    handover = asked(contact, colleague, counsellor, at)
    actions.refuse_handover(handover, by=colleague, at=at)
    assert owner(contact) == "Anouk"
    last = company.last_handover(contact)
    assert last
    assert last.state == Handover.State.REFUSED
    with pytest.raises(NotAsked):
        actions.accept_handover(handover, by=colleague, at=at)


def test_unanswered_it_returns_after_a_minute(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    handover = asked(contact, colleague, counsellor, at)
    due.run_due(at=at + timedelta(seconds=59))
    assert company.open_handover(contact)
    due.run_due(at=at + timedelta(seconds=60))
    assert company.open_handover(contact) is None
    with pytest.raises(NotAsked):
        actions.accept_handover(handover, by=colleague, at=at + timedelta(seconds=61))
    assert asked(contact, colleague, counsellor, at + timedelta(minutes=2))


def test_too_late_is_too_late_even_if_no_timer_ran(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    handover = asked(builders.taken_chat(counsellor, "hoi"), colleague, counsellor, at)
    with pytest.raises(NotAsked):
        actions.accept_handover(handover, by=colleague, at=at + timedelta(seconds=60))


def test_withdrawn_nobody_can_accept_it(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    handover = asked(builders.taken_chat(counsellor, "hoi"), colleague, counsellor, at)
    actions.withdraw_handover(handover, by=counsellor, at=at)
    with pytest.raises(NotAsked):
        actions.accept_handover(handover, by=colleague, at=at)


def test_one_handover_at_a_time(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    asked(contact, colleague, counsellor, at)
    with pytest.raises(HandedOverAlready):
        asked(contact, coordinator, counsellor, at)
    with pytest.raises(HandedOverAlready):
        actions.hand_over(contact, None, NOTE, by=counsellor, at=at)


def test_who_does_not_own_it_cannot_give_it_away(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    with pytest.raises(NotYours):
        asked(contact, coordinator, colleague, at)
    with pytest.raises(NotYours):
        actions.accept_handover(asked(contact, colleague, counsellor, at), by=coordinator, at=at)


def test_a_coordinator_does_not_take_a_talk_for_herself_that_she_may_not_read(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    with pytest.raises(NotYours):
        asked(contact, coordinator, coordinator, at)
    asked(contact, colleague, coordinator, at)
    reading = builders.taken_chat(counsellor, "hoi")
    builders.let_in(reading, coordinator)
    actions.accept_handover(asked(reading, coordinator, coordinator, at), by=coordinator, at=at)
    assert owner(reading) == "Carla"


def test_it_needs_a_note_and_somebody_who_counsels(
    counsellor: Actor, colleague: Actor, analyst: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    with pytest.raises(NoteEmpty):
        actions.hand_over(contact, who(colleague), "  \n", by=counsellor, at=at)
    for nobody in (analyst, counsellor):
        with pytest.raises(NotACounsellor):
            asked(contact, nobody, counsellor, at)


def test_given_back_it_waits_at_the_front(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    builders.waiting_chat("ik ook", at=at + timedelta(minutes=1))
    actions.hand_over(contact, None, NOTE, by=counsellor, at=at + timedelta(minutes=9))
    assert queries.waiting(at + timedelta(minutes=9))[0].contact.pk == contact.pk
    assert events(contact)[-1][0] == "back_in_line"
    taken = actions.take(contact, by=colleague, at=at + timedelta(minutes=10))
    opened = actions.open_case(taken.case, by=colleague, at=at)
    assert [note.text.reveal() for note in company.handover_notes(opened, taken)] == [NOTE]


def test_who_leaves_after_it_was_given_back_is_wrapped_up_by_who_had_it(
    counsellor: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    actions.hand_over(contact, None, NOTE, by=counsellor, at=at)
    left = actions.visitor_left(contact, by=Actor.visitor(contact.conversation_id), how="left", at=at)
    assert (left.state, owner(left)) == (Contact.State.ENDED, "Anouk")
    assert left.coding.outcome != "abandoned"


def test_a_screen_that_is_gone_gives_it_back_by_itself(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    handover = asked(contact, colleague, counsellor, at)
    assert actions.put_back(contact, at=at)
    assert owner(contact) is None
    with pytest.raises(NotTakenYet):
        actions.accept_handover(handover, by=colleague, at=at)


def test_a_talk_that_ended_is_handed_to_nobody(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    handover = asked(contact, colleague, counsellor, at)
    actions.end(contact, by=counsellor, at=at)
    with pytest.raises(AlreadyClosed):
        actions.accept_handover(handover, by=colleague, at=at)
    assert company.handovers_to(colleague, at) == []
    with pytest.raises(AlreadyClosed):
        asked(contact, colleague, counsellor, at)


@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_that_accept_at_once_one_is_told_that_it_is_over(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    handover = asked(contact, colleague, counsellor, at)
    lost: list[Exception] = []

    def again() -> None:
        try:
            actions.accept_handover(handover, by=colleague, at=at)
        except NotAsked as late:
            lost.append(late)

    meet(lambda: actions.accept_handover(handover, by=colleague, at=at), again)
    assert len(lost) == 1
    assert [event for event, _ in events(contact)].count("handed_over") == 1


@pytest.mark.django_db(transaction=True)
def test_a_talk_that_ends_while_it_is_accepted_is_ended_once(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    handover = asked(contact, colleague, counsellor, at)
    meet(
        lambda: actions.accept_handover(handover, by=colleague, at=at),
        lambda: actions.visitor_left(contact, by=Actor.visitor(contact.conversation_id), how="exit", at=at),
    )
    assert owner(contact) == "Bram"
    assert [event for event, _ in events(contact)][-2:] == ["handed_over", "left_by_exit"]
