"""A case whose key is lost, as after a restore with an older copy of the keys, can be ended and erased."""

from __future__ import annotations

from datetime import datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Contact
from hulplijn.ledger.models import Entry
from hulplijn.plumbing.database import writing
from hulplijn.privacy import keys
from hulplijn.privacy.models import CaseKey
from tests import builders
from tests.full_case import full_case

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def _lose_the_key(contact: Contact) -> None:
    with writing("keys"):
        CaseKey.objects.filter(pk=contact.case.key_id).delete()
    keys.forget_opened()


def test_its_talk_is_closed_and_counted(counsellor: Actor, at: datetime) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor, age="12_15")
    _lose_the_key(contact)
    assert casework.close(contact, by=counsellor, at=at).closed_at == at
    assert Entry.objects.get(kind="contact_closed").codes["age"] == "12_15"


def test_a_parked_wrap_up_is_closed_and_its_entry_stays(counsellor: Actor, at: datetime) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor, age="12_15")
    casework.park(contact, by=counsellor, at=at)
    casework.code(contact, by=counsellor, at=at, age="19_25")
    _lose_the_key(contact)
    assert casework.close(contact, by=counsellor, at=at).closed_at == at
    assert Entry.objects.get(kind="contact_closed").codes["age"] == "12_15"


@pytest.mark.parametrize("closes", [True, False])
def test_all_of_it_goes_when_she_asks(counsellor: Actor, at: datetime, closes: bool) -> None:
    case = full_case(counsellor, at=at, closes=closes)
    _lose_the_key(case.contact)
    casework.erase_case(case.case, by=case.visitor, at=at)
    assert not Case.objects.exists()
    assert Entry.objects.filter(kind="contact_closed").count() == 1


def test_who_waits_in_it_and_leaves_is_out_of_the_queue(at: datetime) -> None:
    contact = builders.waiting_chat("hoi", at=at)
    _lose_the_key(contact)
    casework.visitor_left(contact, by=Actor.visitor(contact.conversation_id), how="lost", at=at)
    assert Contact.objects.get().closed_at == at
