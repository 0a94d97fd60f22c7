"""Cases that belong together: linked as two people's, merged as one person's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import serializers

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions as casework
from hulplijn.casework import handing_out, joined, keeping
from hulplijn.casework.errors import LinkedAlready, MergedAlready, NotTwoCases, OnHold
from hulplijn.casework.models import Case, Contact, Note
from hulplijn.conversations.models import Message
from hulplijn.privacy.models import CaseKey
from hulplijn.privacy.retention_rules import Term
from tests import builders
from tests.privacy.conftest import folders  # noqa: F401

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.usefixtures("folders")]


def _case(by: Actor, at: datetime, *, note: str = "") -> Case:
    contact = builders.closed_chat(by, at=at)
    if note:
        opened = casework.open_case(contact.case, by=by, at=at)
        casework.write_note(opened, by=by, at=at, text=note)
    return Case.objects.get(pk=contact.case_id)


def _rows() -> list[Any]:
    """Everything that cases hold, as it lies there."""
    rows = [*Case.objects.order_by("pk"), *Contact.objects.order_by("pk"), *Note.objects.order_by("pk")]
    return [*serializers.serialize("python", rows)]


def test_a_link_shows_the_other_by_reference_and_opens_nothing(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    child, parent = _case(counsellor, at), _case(colleague, at)
    casework.link_cases(child, parent, reason="incident", by=counsellor, at=at)
    for case, by in ((child, counsellor), (parent, colleague)):
        (one,) = joined.linked(case, by)
        assert one.other == (parent if case == child else child)
        assert not one.may_read
        with pytest.raises(NotAllowed):
            casework.open_case(one.other, by=by, at=at)


def test_what_is_handed_out_to_one_never_names_the_other(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    child, parent = _case(counsellor, at), _case(colleague, at, note="over het kind")
    casework.link_cases(child, parent, reason="incident", by=counsellor, at=at)
    casework.look_wider(child, by=coordinator, at=at, why="complaint")
    told = casework.export_case(child, by=coordinator, at=at, with_notes=True)
    for file in (handing_out.page_of(told, at=at), handing_out.json_of(told, at=at)):
        assert parent.reference not in file
        assert "over het kind" not in file
        assert child.reference in file


def test_a_link_is_there_once_and_can_be_undone_from_either_side(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    child, parent = _case(counsellor, at), _case(colleague, at)
    link = casework.link_cases(child, parent, reason="offender", by=counsellor, at=at)
    with pytest.raises(LinkedAlready):
        casework.link_cases(parent, child, reason="incident", by=colleague, at=at)
    with pytest.raises(NotTwoCases):
        casework.link_cases(child, child, reason="incident", by=counsellor, at=at)
    casework.unlink_cases(link, parent, by=colleague, at=at)
    assert joined.linked(child, counsellor) == []


def test_who_owns_both_merges_and_both_keys_are_opened_with_a_line_each(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    first, second = _case(counsellor, at), _case(counsellor, at, note="belde later")
    hers = _case(colleague, at)
    with pytest.raises(NotAllowed):
        casework.merge_cases(hers, first, by=counsellor, at=at)
    casework.merge_cases(second, first, by=counsellor, at=at)
    assert joined.one_persons(second) == joined.one_persons(first) == [first, second]
    before = AuditEntry.objects.filter(verb="case.read").count()
    for one in joined.one_persons(first):
        casework.open_case(one, by=counsellor, at=at)
    assert AuditEntry.objects.filter(verb="case.read").count() == before + 2


def test_who_has_one_of_them_may_read_the_other_until_it_is_undone(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    first, second = _case(counsellor, at), _case(colleague, at)
    casework.merge_cases(second, first, by=coordinator, at=at)
    second.refresh_from_db()
    assert casework.open_case(second, by=counsellor, at=at)
    casework.undo_merge(second, by=coordinator, at=at)
    with pytest.raises(NotAllowed):
        casework.open_case(Case.objects.get(pk=second.pk), by=counsellor, at=at)


def test_undone_each_is_exactly_as_it_was_and_neither_tells_of_the_other(
    counsellor: Actor, at: datetime
) -> None:
    first, second = _case(counsellor, at, note="een"), _case(counsellor, at, note="twee")
    before = _rows()
    casework.merge_cases(second, first, by=counsellor, at=at)
    assert _rows() != before
    casework.undo_merge(second, by=counsellor, at=at)
    assert _rows() == before
    for one, other in ((first, second), (second, first)):
        entries = AuditEntry.objects.filter(case_id=one.pk) | AuditEntry.objects.filter(object_id=str(one.pk))
        kept = str(list(entries.values()))
        assert str(other.pk) not in kept
        assert other.reference not in kept


@pytest.mark.parametrize("named", [0, 1])
def test_erasing_either_leaves_nothing_of_both(
    counsellor: Actor, coordinator: Actor, at: datetime, named: int
) -> None:
    cases = [_case(counsellor, at, note="een"), _case(counsellor, at, note="twee")]
    stays = _case(counsellor, at)
    casework.merge_cases(cases[1], cases[0], by=counsellor, at=at)
    casework.erase_case(cases[named], by=coordinator, at=at, why="request")
    assert list(Case.objects.all()) == [stays]
    assert list(CaseKey.objects.values_list("pk", flat=True)) == [stays.key_id]
    assert not Note.objects.exists()
    assert set(Message.objects.values_list("conversation__contact__case", flat=True)) == {stays.pk}


def test_what_holds_one_keeps_both(counsellor: Actor, coordinator: Actor, at: datetime) -> None:
    first, second = _case(counsellor, at), _case(counsellor, at)
    casework.merge_cases(second, first, by=counsellor, at=at)
    casework.hold(first, reason="claim", until=at + timedelta(days=9), by=coordinator, at=at)
    with pytest.raises(OnHold):
        casework.erase_case(second, by=coordinator, at=at, why="request")
    assert Case.objects.count() == 2


def test_nothing_of_one_comes_to_its_term_while_the_other_is_open(counsellor: Actor, at: datetime) -> None:
    old, later = _case(counsellor, at), at + timedelta(days=40)
    (looked,) = keeping.look([old], later)
    assert Term.TEXT in looked.due(later)
    goes_on = casework.enter_by_hand(channel="phone", by=counsellor, at=later).case
    casework.merge_cases(old, goes_on, by=counsellor, at=later)
    (looked,) = keeping.look([Case.objects.get(pk=old.pk)], later)
    assert not looked.due(later)


def test_a_merge_is_one_level_deep_and_never_of_two_people(counsellor: Actor, at: datetime) -> None:
    one, two, three = (_case(counsellor, at) for _ in range(3))
    casework.link_cases(one, three, reason="incident", by=counsellor, at=at)
    with pytest.raises(LinkedAlready):
        casework.merge_cases(three, one, by=counsellor, at=at)
    casework.merge_cases(two, one, by=counsellor, at=at)
    for case, into in ((one, three), (three, two), (two, three)):
        with pytest.raises(MergedAlready):
            casework.merge_cases(case, into, by=counsellor, at=at)
    with pytest.raises(MergedAlready):
        casework.link_cases(one, two, reason="incident", by=counsellor, at=at)


def test_a_visitor_gets_her_own_case_and_never_what_staff_merged_with_it(
    counsellor: Actor, at: datetime
) -> None:
    contact = builders.closed_chat(counsellor, at=at)
    other = _case(counsellor, at, note="van een ander, misschien")
    casework.merge_cases(other, contact.case, by=counsellor, at=at)
    told = casework.export_case(contact.case, by=Actor.visitor(contact.conversation_id), at=at)
    assert other.reference not in handing_out.json_of(told, at=at)
