"""Opening a case, its name and its notes."""

from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.casework import actions, queries
from hulplijn.casework.errors import NoteEmpty, NoteTooLong, ReasonNeeded
from hulplijn.casework.looks import looks
from hulplijn.casework.models import Note
from hulplijn.privacy.keys import KeyGone, destroy_key
from tests import builders

pytestmark = pytest.mark.django_db


def test_every_opening_is_in_the_audit_log(counsellor: Actor, at: datetime) -> None:
    case = builders.taken_chat(counsellor).case
    actions.open_case(case, by=counsellor, at=at)
    entry = AuditEntry.objects.get(verb="case.read")
    assert (entry.actor_id, entry.object_id, entry.at) == (counsellor.id, str(case.pk), at)


def test_what_is_printed_is_in_the_log_and_among_who_looked(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    actions.print_case(contact.case, by=counsellor, at=at, contact=contact)
    entry = AuditEntry.objects.get(verb="case.print")
    assert (entry.actor_id, entry.case_id, entry.at) == (counsellor.id, contact.case_id, at)
    assert entry in looks(contact.case)


def test_nobody_prints_what_she_may_not_read(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor)
    with pytest.raises(NotYours):
        actions.print_case(contact.case, by=colleague, at=at, contact=contact)
    actions.end(contact, by=counsellor, at=at)
    with pytest.raises(ReasonNeeded):
        actions.print_case(contact.case, by=coordinator, at=at)
    assert not AuditEntry.objects.filter(verb="case.print", outcome="done").exists()


def test_a_colleague_cannot_open_it_and_that_is_logged_too(
    counsellor: Actor, colleague: Actor, analyst: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor)
    case = contact.case
    with pytest.raises(NotYours):
        actions.open_case(case, by=colleague, at=at)
    with pytest.raises(NotAllowed):
        actions.open_case(case, by=analyst, at=at)
    assert AuditEntry.objects.filter(verb="case.read", outcome="refused").count() == 2
    with pytest.raises(NotYours):
        actions.open_case(case, by=coordinator, at=at)  # while it goes on, she asks the visitor first
    actions.end(contact, by=counsellor, at=at)
    builders.look_wider(contact, coordinator)
    actions.open_case(case, by=coordinator, at=at)


def test_notes_come_back_in_order_with_their_author(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor)
    opened = actions.open_case(contact.case, by=counsellor, at=at)
    actions.write_note(opened, by=counsellor, at=at, text=" betaalde één keer\r\n ", contact=contact)
    actions.end(contact, by=counsellor, at=at)
    actions.write_note(opened, by=coordinator, at=at + timedelta(minutes=1), text="gezien")
    notes = queries.notes(opened)
    assert [(note.author, note.text.reveal(), note.contact_id) for note in notes] == [
        ("Anouk", "betaalde één keer", contact.pk),
        ("Carla", "gezien", None),
    ]
    assert b"betaalde" not in b"".join(bytes(note.body) for note in Note.objects.all())


def test_empty_and_over_long_notes_are_refused(counsellor: Actor, at: datetime) -> None:
    opened = actions.open_case(builders.taken_chat(counsellor).case, by=counsellor, at=at)
    with pytest.raises(NoteEmpty):
        actions.write_note(opened, by=counsellor, at=at, text=" \n ")
    with pytest.raises(NoteTooLong) as refused:
        actions.write_note(opened, by=counsellor, at=at, text="x" * 10_001)
    assert refused.value.length == 10_001


def test_a_name_is_given_and_taken_away(counsellor: Actor, at: datetime) -> None:
    opened = actions.open_case(builders.taken_chat(counsellor).case, by=counsellor, at=at)
    assert queries.name(opened) is None
    actions.name_case(opened, by=counsellor, at=at, name="Bram")
    name = queries.name(opened)
    assert name
    assert name.reveal() == "Bram"
    actions.name_case(opened, by=counsellor, at=at, name="")
    assert queries.name(opened) is None


def test_the_handle_shows_nothing_when_printed(counsellor: Actor, at: datetime) -> None:
    opened = actions.open_case(builders.taken_chat(counsellor).case, by=counsellor, at=at)
    assert "Sealer" not in repr(opened)


def test_an_erased_case_does_not_open(counsellor: Actor, at: datetime) -> None:
    case = builders.taken_chat(counsellor).case
    destroy_key(case.key_id)
    with pytest.raises(KeyGone):
        actions.open_case(case, by=counsellor, at=at)
    assert len(queries.mine(counsellor)) == 1
