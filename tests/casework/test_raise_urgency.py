"""Signs of danger bring a contact forward, and nothing brings it back."""

from __future__ import annotations

from datetime import datetime

import pytest

from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from tests import builders
from tests.together import meet

pytestmark = pytest.mark.django_db


def test_urgency_goes_up_and_never_down(at: datetime) -> None:
    contact = builders.waiting_chat("ik ben in gevaar")
    visitor = Actor.visitor(contact.conversation_id)
    assert casework.raise_urgency(contact, 2, by=visitor, at=at, why="in_danger")
    assert not casework.raise_urgency(contact, 1, by=visitor, at=at, why="suicide")
    assert not casework.raise_urgency(contact, 0, by=SYSTEM, at=at)
    contact.refresh_from_db()
    assert (contact.urgency, contact.urgent_why) == (2, "in_danger")


def test_the_log_has_the_sign_and_no_word_of_hers(at: datetime) -> None:
    contact = builders.waiting_chat("ik wil dood")
    casework.raise_urgency(contact, 1, by=Actor.visitor(contact.conversation_id), at=at, why="suicide")
    (entry,) = AuditEntry.objects.filter(verb__startswith="contact.raise_urgency")
    assert (entry.verb, entry.why, entry.object_id) == ("contact.raise_urgency", "1:suicide", str(contact.pk))


def test_a_contact_that_goes_on_can_become_urgent(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    assert casework.raise_urgency(contact, 1, by=counsellor, at=at)


def test_what_has_ended_stays_as_it_was(counsellor: Actor, at: datetime) -> None:
    contact = casework.end(builders.taken_chat(counsellor, "hoi"), by=counsellor, at=at)
    assert not casework.raise_urgency(contact, 2, by=counsellor, at=at)


def test_an_analyst_raises_nobody(analyst: Actor, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        casework.raise_urgency(builders.waiting_chat(), 2, by=analyst, at=at)


@pytest.mark.django_db(transaction=True)
def test_of_two_signs_at_once_the_graver_stays(at: datetime) -> None:
    contact = builders.waiting_chat("hoi")
    by = Actor.visitor(contact.conversation_id)
    meet(
        lambda: casework.raise_urgency(Contact.objects.get(pk=contact.pk), 2, by=by, at=at, why="in_danger"),
        lambda: casework.raise_urgency(Contact.objects.get(pk=contact.pk), 1, by=by, at=at, why="suicide"),
    )
    contact.refresh_from_db()
    assert (contact.urgency, contact.urgent_why) == (2, "in_danger")
