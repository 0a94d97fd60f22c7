"""Taking a waiting contact."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connections

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions, queries
from hulplijn.casework.errors import AlreadyClosed, TakenByColleague
from hulplijn.casework.models import Contact
from hulplijn.conversations.queries import messages_after
from tests import builders


@pytest.mark.django_db
def test_whoever_takes_a_chat_owns_it_and_the_visitor_sees_who_joined(
    counsellor: Actor, at: datetime
) -> None:
    contact = actions.take(builders.waiting_chat("hoi"), by=counsellor, at=at)
    assert contact.state == Contact.State.TALKING
    assert contact.belongs_to(counsellor)
    opened = actions.open_case(contact.case, by=counsellor, at=at)
    assert contact.conversation
    last = messages_after(contact.conversation, 0, opened.sealer)[-1]
    assert (last.event, last.text.reveal()) == ("joined", "Anouk")
    assert queries.waiting(at) == []


@pytest.mark.django_db
def test_a_second_counsellor_hears_who_was_faster(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("hoi")
    actions.take(contact, by=counsellor, at=at)
    with pytest.raises(TakenByColleague) as refused:
        actions.take(contact, by=colleague, at=at)
    assert refused.value.name == "Anouk"


@pytest.mark.django_db
def test_taking_ones_own_again_does_nothing(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    again = actions.take(contact, by=counsellor, at=at + timedelta(minutes=1))
    assert again.taken_at == at
    assert again.conversation
    assert again.conversation.last_number == 2


@pytest.mark.django_db
def test_a_visitor_who_left_cannot_be_taken(counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("hoi")
    actions.visitor_left(contact, by=Actor.visitor(contact.conversation_id), how="left", at=at)
    with pytest.raises(AlreadyClosed):
        actions.take(contact, by=counsellor, at=at)


@pytest.mark.django_db
def test_an_analyst_cannot_take_and_the_refusal_is_logged(analyst: Actor, at: datetime) -> None:
    contact = builders.waiting_chat()
    with pytest.raises(NotAllowed):
        actions.take(contact, by=analyst, at=at)
    assert AuditEntry.objects.filter(verb="contact.take", outcome="refused", actor_id=analyst.id).exists()


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_take_at_once_exactly_one_wins(at: datetime) -> None:
    Staff.objects.bulk_create(
        Staff(username=f"racer{number}", alias=f"Racer {number}", role=Staff.Role.COUNSELLOR)
        for number in range(20)
    )
    racers = [builders.actor(someone) for someone in Staff.objects.all()]
    contact = builders.waiting_chat("hoi")
    start, won, lost = threading.Barrier(len(racers)), list[Actor](), list[Exception]()

    def race(by: Actor) -> None:
        try:
            start.wait()
            actions.take(contact, by=by, at=at)
            won.append(by)
        except TakenByColleague as beaten:
            lost.append(beaten)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=race, args=(by,)) for by in racers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert len(lost) == 19
    assert Contact.objects.get(pk=contact.pk).belongs_to(won[0])
    joined = contact.conversation
    assert joined
    joined.refresh_from_db()
    assert joined.last_number == 2  # "hoi" and one "joined"
    assert AuditEntry.objects.filter(verb="contact.take").count() == 1
