"""Coding changed after closing."""

from datetime import datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions
from hulplijn.casework.errors import LinkGone, NotClosedYet
from hulplijn.casework.models import Coding, Contact
from hulplijn.ledger.models import Entry
from hulplijn.privacy import keys
from tests import builders
from tests.casework.ledger_rows import contacts

pytestmark = pytest.mark.django_db


def test_recoding_corrects_the_one_entry(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor, gender="male")
    actions.recode(contact, by=counsellor, at=at, gender="female")
    actions.recode(contact, by=counsellor, at=at, age="18")
    [row] = contacts()
    assert (row.codes["gender"], row.codes["age"]) == ("female", "18")
    assert Entry.objects.filter(corrects=row.id).count() == 2


def test_recoding_to_the_same_enters_nothing(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor, gender="male")
    actions.recode(contact, by=counsellor, at=at, gender="male")
    assert Entry.objects.filter(kind="contact_closed").count() == 1


def test_an_open_contact_is_not_recoded(counsellor: Actor, at: datetime) -> None:
    with pytest.raises(NotClosedYet):
        actions.recode(builders.taken_chat(counsellor), by=counsellor, at=at, gender="male")


def test_an_erased_case_keeps_its_entry_as_it_is(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor, gender="male")
    keys.destroy_key(contact.case.key_id)
    with pytest.raises(LinkGone):
        actions.recode(contact, by=counsellor, at=at, gender="female")
    assert contacts()[0].codes["gender"] == "male"
    assert Coding.objects.get(pk=contact.pk).gender == "male"


def test_an_erased_link_keeps_the_entry_as_it_is(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor, gender="male")
    Contact.objects.filter(pk=contact.pk).update(ledger_link=None)
    with pytest.raises(LinkGone):
        actions.recode(contact, by=counsellor, at=at, gender="female")
