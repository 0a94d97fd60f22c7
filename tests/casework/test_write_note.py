"""A note that is sent once more, because its answer got lost."""

import uuid
from datetime import datetime, timedelta

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions, queries
from hulplijn.casework.actions.reading import OpenedCase
from tests import builders


def texts(opened: OpenedCase) -> list[str]:
    return sorted(note.text.reveal() for note in queries.notes(opened))


def test_sent_again_it_is_the_note_that_was_kept(counsellor: Actor, at: datetime) -> None:
    contact, named = builders.taken_chat(counsellor), uuid.uuid4()
    opened = actions.open_case(contact.case, by=counsellor, at=at)
    first, again = (
        actions.write_note(opened, by=counsellor, at=then, text=text, contact=contact, sent_as=named)
        for then, text in ((at, "betaalde"), (at + timedelta(minutes=1), " betaalde\r\n"))
    )
    assert (again.pk, again.at) == (first.pk, at)
    assert texts(opened) == ["betaalde"]
    assert AuditEntry.objects.filter(verb="note.write").count() == 1


def test_what_she_changed_before_she_sent_it_again_is_not_lost(counsellor: Actor, at: datetime) -> None:
    contact, named = builders.taken_chat(counsellor), uuid.uuid4()
    opened = actions.open_case(contact.case, by=counsellor, at=at)
    for text in ("betaalde", "betaalde twee keer", "betaalde twee keer"):
        actions.write_note(opened, by=counsellor, at=at, text=text, contact=contact, sent_as=named)
    assert texts(opened) == ["betaalde", "betaalde twee keer"]


def test_a_name_that_another_case_has_used_is_no_answer(counsellor: Actor, at: datetime) -> None:
    named, told = uuid.uuid4(), []
    for contact in (builders.taken_chat(counsellor), builders.taken_chat(counsellor)):
        opened = actions.open_case(contact.case, by=counsellor, at=at)
        actions.write_note(opened, by=counsellor, at=at, text="betaalde", contact=contact, sent_as=named)
        told.append(texts(opened))
    assert told == [["betaalde"], ["betaalde"]]
