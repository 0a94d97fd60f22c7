"""A note that is not finished, beside a contact without a conversation."""

from __future__ import annotations

from datetime import datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact, NoteDraft
from hulplijn.casework.queries import note_draft
from tests import builders


def _call(by: Actor, at: datetime) -> Contact:
    return casework.enter_by_hand(channel="phone", by=by, at=at, started_at=at, name="", language="nl")


def _typed(contact: Contact, by: Actor, at: datetime) -> str | None:
    found = note_draft(casework.open_case(contact.case, by=by, at=at, contact=contact), contact, by=by)
    return found.reveal() if found else None


def test_what_was_typed_last_is_there(counsellor: Actor, at: datetime) -> None:
    contact = _call(counsellor, at)
    for text in ("moeder", "moeder belt\0 terug"):
        casework.keep_note_draft(contact, text, by=counsellor, at=at)
    assert _typed(contact, counsellor, at) == "moeder belt terug"
    assert NoteDraft.objects.count() == 1


def test_it_is_stored_sealed(counsellor: Actor, at: datetime) -> None:
    casework.keep_note_draft(_call(counsellor, at), "moeder belt terug", by=counsellor, at=at)
    assert b"moeder" not in bytes(NoteDraft.objects.get().body)


def test_an_empty_text_takes_it_away(counsellor: Actor, at: datetime) -> None:
    contact = _call(counsellor, at)
    casework.keep_note_draft(contact, "moeder", by=counsellor, at=at)
    casework.keep_note_draft(contact, " ", by=counsellor, at=at)
    assert _typed(contact, counsellor, at) is None


def test_a_colleague_neither_writes_nor_finds_it(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    contact = _call(counsellor, at)
    with pytest.raises(NotYours):
        casework.keep_note_draft(contact, "x", by=colleague, at=at)
    assert not NoteDraft.objects.exists()


def test_it_is_gone_once_the_contact_is_closed(counsellor: Actor, at: datetime) -> None:
    contact = builders.ready_to_close(_call(counsellor, at), by=counsellor)
    casework.keep_note_draft(contact, "moeder", by=counsellor, at=at)
    casework.close(contact, by=counsellor, at=at)
    assert not NoteDraft.objects.exists()
