"""A colleague who looks along, a coordinator who reads, whispers and steps in: the visitor is asked first."""

from __future__ import annotations

from datetime import datetime

import pytest

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.casework import actions, company, rights
from hulplijn.casework.errors import AlongAlready, NoDanger, NotACounsellor, NotAsked, SheSaidNo
from hulplijn.casework.models import Contact, Guest
from tests import builders
from tests.casework.told import events
from tests.together import meet

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(counsellor: Actor) -> Contact:
    return builders.taken_chat(counsellor, "geheim")


def who(actor: Actor) -> Staff:
    return Staff.objects.get(pk=actor.id)


def visitor(contact: Contact) -> Actor:
    return Actor.visitor(contact.conversation_id)


def asked(contact: Contact, guest: Actor, how: str, by: Actor, at: datetime) -> Guest:
    return actions.ask_along(contact, who(guest), how, by=by, at=at)


def verbs() -> list[str]:
    return list(AuditEntry.objects.filter(outcome__in=["done", "yes", "no"]).values_list("verb", flat=True))


def test_nobody_reads_before_the_visitor_says_yes(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    guest = asked(contact, colleague, "along", counsellor, at)
    assert not rights.may(colleague, "case.read", contact)
    question = company.asked(contact)
    assert question
    assert (question.name, question.how) == ("Bram", "along")
    actions.answer_guest(guest, True, by=visitor(contact), at=at)
    assert rights.may(colleague, "case.read", contact)
    assert company.readers(contact) == ["Bram"]
    assert events(contact)[1:] == [("may_read_along", "Bram"), ("reads_along", "Bram")]


def test_a_no_keeps_her_out_and_is_not_asked_again(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    guest = asked(contact, colleague, "along", counsellor, at)
    actions.answer_guest(guest, False, by=visitor(contact), at=at)
    assert not rights.may(colleague, "case.read", contact)
    assert company.asked(contact) is None
    with pytest.raises(SheSaidNo):
        asked(contact, colleague, "along", counsellor, at)


def test_a_colleague_who_offers_herself_waits_for_the_owner_first(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    guest = asked(contact, colleague, "along", colleague, at)
    assert company.asked(contact) is None
    assert not actions.answer_guest(guest, True, by=visitor(contact), at=at)
    with pytest.raises(NotYours):
        actions.agree_along(guest, by=colleague, at=at)
    actions.agree_along(guest, by=counsellor, at=at)
    assert company.asked(contact)


def test_only_her_own_visitor_answers(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    guest = asked(contact, colleague, "along", counsellor, at)
    other = builders.waiting_chat("hoi")
    with pytest.raises(NotYours):
        actions.answer_guest(guest, True, by=visitor(other), at=at)
    with pytest.raises(NotAllowed):
        actions.answer_guest(guest, True, by=counsellor, at=at)


def test_a_colleague_who_looks_along_writes_notes_and_nothing_else(
    contact: Contact, colleague: Actor, at: datetime
) -> None:
    builders.let_in(contact, colleague, how="along")
    assert rights.may(colleague, "note.write", contact)
    for verb in ("contact.answer", "contact.code", "contact.end", "contact.close", "contact.hand_over"):
        assert not rights.may(colleague, verb, contact)


def test_reading_whispering_and_stepping_in_are_three_steps_each_logged_and_told(
    contact: Contact, coordinator: Actor, at: datetime
) -> None:
    guest = builders.let_in(contact, coordinator)
    may = [("case.read", True), ("note.write", False), ("contact.answer", False)]
    assert [(verb, rights.may(coordinator, verb, contact)) for verb, _ in may] == may
    actions.go_further(guest, "side_note", by=coordinator, at=at)
    assert rights.may(coordinator, "note.write", contact)
    assert not rights.may(coordinator, "contact.answer", contact)
    actions.go_further(guest, "step_in", by=coordinator, at=at)
    assert rights.may(coordinator, "contact.answer", contact)
    assert {"contact.read_along", "contact.side_note", "contact.step_in"} <= set(verbs())
    assert events(contact)[2:] == [
        ("reads_along", "Carla"),
        ("gives_advice", "Carla"),
        ("stepped_in", "Carla"),
    ]


def test_nobody_goes_further_than_the_visitor_knows(
    contact: Contact, coordinator: Actor, colleague: Actor, at: datetime
) -> None:
    guest = asked(contact, coordinator, "read", coordinator, at)
    with pytest.raises(NotAsked):
        actions.go_further(guest, "step_in", by=coordinator, at=at)
    with pytest.raises(NotAllowed):
        asked(contact, colleague, "read", colleague, at)
    along = builders.let_in(contact, colleague, how="along")
    with pytest.raises(NotAllowed):
        actions.go_further(along, "step_in", by=colleague, at=at)


def test_whoever_goes_reads_no_further_and_the_visitor_is_told(
    contact: Contact, coordinator: Actor, at: datetime
) -> None:
    guest = builders.let_in(contact, coordinator, how="step_in")
    actions.stop_along(guest, by=coordinator, at=at)
    assert not rights.may(coordinator, "case.read", contact)
    assert not rights.may(coordinator, "contact.answer", contact)
    assert events(contact)[-1] == ("stopped_reading", "Carla")


def test_the_owner_and_the_visitor_can_send_a_colleague_away(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    actions.stop_along(builders.let_in(contact, colleague, how="along"), by=counsellor, at=at)
    assert company.readers(contact) == []
    actions.stop_along(builders.let_in(contact, colleague, how="along"), by=visitor(contact), at=at)
    assert company.readers(contact) == []


def test_a_guest_is_out_when_the_talk_is_over(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    builders.let_in(contact, colleague, how="along")
    contact = actions.end(contact, by=counsellor, at=at)
    assert not rights.may(colleague, "case.read", contact)


def test_one_question_at_a_time_for_one_person(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    asked(contact, colleague, "along", counsellor, at)
    with pytest.raises(AlongAlready):
        asked(contact, colleague, "along", counsellor, at)
    with pytest.raises(NotACounsellor):
        asked(contact, counsellor, "along", counsellor, at)


def test_the_owner_who_calls_for_danger_goes_on_and_coordinators_may_come_in_at_once(
    contact: Contact, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = actions.call_for_danger(contact, by=counsellor, at=at)
    assert contact.urgency == Contact.Urgency.DANGER
    assert [one.pk for one in company.in_danger(coordinator)] == [contact.pk]
    actions.let_in_for_danger(contact, by=coordinator, at=at)
    assert rights.may(coordinator, "case.read", contact)
    assert not rights.may(coordinator, "contact.answer", contact)
    assert rights.may(counsellor, "contact.answer", contact)
    assert events(contact)[-1] == ("reads_along", "Carla")


def test_without_a_call_no_coordinator_comes_in_unasked(
    contact: Contact, counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    with pytest.raises(NoDanger):
        actions.let_in_for_danger(contact, by=coordinator, at=at)
    with pytest.raises(NotYours):
        actions.call_for_danger(contact, by=colleague, at=at)
    actions.call_for_danger(contact, by=counsellor, at=at)
    with pytest.raises(NotAllowed):
        actions.let_in_for_danger(contact, by=colleague, at=at)


def test_in_danger_a_no_from_before_does_not_keep_the_coordinator_out(
    contact: Contact, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    guest = asked(contact, coordinator, "read", coordinator, at)
    actions.answer_guest(guest, False, by=visitor(contact), at=at)
    actions.call_for_danger(contact, by=counsellor, at=at)
    actions.let_in_for_danger(contact, by=coordinator, at=at)
    assert rights.may(coordinator, "case.read", contact)


def test_who_has_it_on_her_screen_is_known_until_she_looks_away(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    for actor in (counsellor, colleague):
        actions.view(contact, by=actor, at=at)
        actions.view(contact, by=actor, at=at)
    assert [one.staff.alias for one in company.viewers(contact, at)] == ["Anouk", "Bram"]
    actions.look_away(contact, by=counsellor)
    assert [one.staff.alias for one in company.viewers(contact, at)] == ["Bram"]
    assert company.viewers(contact, at + company.VIEW_HOLDS) == []


@pytest.mark.django_db(transaction=True)
def test_a_yes_while_the_owner_ends_lets_nobody_in(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "geheim")
    guest = asked(contact, colleague, "along", counsellor, at)
    meet(
        lambda: actions.end(contact, by=counsellor, at=at),
        lambda: actions.answer_guest(guest, True, by=visitor(contact), at=at),
    )
    assert not Guest.objects.get(pk=guest.pk).is_in
    assert "reads_along" not in [event for event, _ in events(contact)]
