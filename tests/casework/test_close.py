"""The end of a contact: leaving, ending, parking, closing."""

from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions, queries
from hulplijn.casework.errors import AlreadyClosed, NotTakenYet, StillToAsk
from hulplijn.casework.models import Contact
from hulplijn.ledger.models import Entry
from tests import builders
from tests.casework.ledger_rows import contacts

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=20)


def test_closing_ends_the_conversation_and_enters_the_coding(counsellor: Actor, at: datetime) -> None:
    contact = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"),
        by=counsellor,
        reason="grooming",
        age="12_15",
        platforms=[
            {"platform": "snapchat", "parts": ["moved_to", "threatened_on"]},
            {"platform": "x", "parts": []},
        ],
    )
    contact = actions.close(contact, by=counsellor, at=at + LATER)
    assert contact.state == Contact.State.CLOSED
    assert contact.conversation
    assert not contact.conversation.is_open
    [row] = contacts()
    assert row.origin == "live"
    assert row.hour == (at + LATER).replace(minute=0, second=0, microsecond=0)
    assert row.codes["reason"] == "grooming"
    assert row.codes["age"] == "12_15"
    assert row.codes["gender"] == "unknown"
    assert row.codes["staffed"] is True
    assert row.codes["platforms"] == ["snapchat:moved_to", "snapchat:threatened_on", "x:unknown"]
    assert queries.mine(counsellor) == []


def test_nothing_in_the_entry_leads_back_to_the_contact(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor)
    entry = Entry.objects.get(kind="contact_closed")
    known = {str(contact.pk), str(contact.case_id), str(contact.conversation_id), contact.case.reference}
    assert not known & {str(value) for value in (entry.pk, *entry.codes.values())}
    assert str(entry.pk).encode() not in bytes(contact.ledger_link or b"")
    assert not AuditEntry.objects.filter(object_id=str(entry.pk)).exists()


def test_closing_names_what_is_still_to_be_chosen(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    with pytest.raises(StillToAsk) as refused:
        actions.close(contact, by=counsellor, at=at)
    assert [question.field for question in refused.value.questions] == ["reason", "outcome", "found_via"]
    assert Contact.objects.get(pk=contact.pk).state == Contact.State.TALKING
    assert contacts() == []


def test_a_visitor_who_leaves_is_entered_with_unknowns_and_wrapped_up_by_a_correction(
    counsellor: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    visitor = Actor.visitor(contact.conversation_id)
    contact = actions.visitor_left(contact, by=visitor, how="exit", at=at)
    assert (contact.state, contact.left_how) == (Contact.State.ENDED, "exit")
    [before] = contacts()
    assert before.codes["reason"] == "unknown"
    builders.ready_to_close(contact, by=counsellor, reason="grooming")
    assert contacts()[0].codes["reason"] == "unknown"
    actions.close(contact, by=counsellor, at=at + LATER)
    [after] = contacts()
    assert (after.id, after.codes["reason"], after.codes["outcome"]) == (
        before.id,
        "grooming",
        "advice_given",
    )
    assert Entry.objects.filter(kind="contact_closed").count() == 1


def test_leaving_twice_enters_once(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    visitor = Actor.visitor(contact.conversation_id)
    actions.visitor_left(contact, by=visitor, how="left", at=at)
    assert actions.visitor_left(contact, by=visitor, how="exit", at=at).left_how == "left"
    assert len(contacts()) == 1


def test_whoever_leaves_before_being_taken_is_abandoned_and_no_data(counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("hoi")
    contact = actions.visitor_left(contact, by=Actor.visitor(contact.conversation_id), how="left", at=at)
    assert contact.state == Contact.State.CLOSED
    [row] = contacts()
    assert (row.codes["outcome"], row.codes["counts_as_data"]) == ("abandoned", False)


def test_ending_leaves_the_wrap_up_and_closing_after_it_enters_nothing_twice(
    counsellor: Actor, at: datetime
) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)
    contact = actions.end(contact, by=counsellor, at=at)
    assert contact.state == Contact.State.ENDED
    actions.end(contact, by=counsellor, at=at)
    actions.close(contact, by=counsellor, at=at + LATER)
    assert Entry.objects.filter(kind="contact_closed").count() == 1


def test_parking_keeps_the_contact_in_the_list_and_enters_what_is_coded(
    counsellor: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    actions.code(contact, by=counsellor, at=at, gender="female")
    contact = actions.park(contact, by=counsellor, at=at)
    assert contact.parked
    assert [mine.contact for mine in queries.mine(counsellor)] == [contact]
    assert contacts()[0].codes["gender"] == "female"
    builders.ready_to_close(contact, by=counsellor)
    assert not actions.close(contact, by=counsellor, at=at + LATER).parked


def test_only_its_owner_or_a_coordinator_closes(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor), by=counsellor)
    with pytest.raises(NotYours):
        actions.close(contact, by=colleague, at=at)
    assert actions.close(contact, by=coordinator, at=at).state == Contact.State.CLOSED


def test_closing_a_stale_page_again_says_that_it_is_closed(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor)
    with pytest.raises(AlreadyClosed):
        actions.close(contact, by=counsellor, at=at)
    assert Entry.objects.filter(kind="contact_closed").count() == 1


def test_a_waiting_contact_cannot_be_ended_by_a_coordinator(coordinator: Actor, at: datetime) -> None:
    with pytest.raises(NotTakenYet):
        actions.end(builders.waiting_chat(), by=coordinator, at=at)


def test_a_sample_contact_is_entered_as_sample(counsellor: Actor, at: datetime) -> None:
    builders.closed_chat(counsellor, sample=True)
    assert [row.origin for row in contacts()] == ["sample"]
