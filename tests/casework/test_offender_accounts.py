"""The accounts of an offender, apart from the rest of a case."""

from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions
from hulplijn.casework.errors import AccountEmpty, AccountTooLong, ReasonNeeded, UnknownCode
from hulplijn.casework.models import Contact, OffenderAccount
from tests import builders

pytestmark = pytest.mark.django_db


def add(contact: Contact, by: Actor, at: datetime, account: str = "@fake_anna") -> OffenderAccount:
    return actions.add_offender_account(
        contact, account, platform="instagram", part="threatened_on", by=by, at=at
    )


def logged(contact: Contact) -> list[tuple[str, str, str]]:
    entries = AuditEntry.objects.filter(verb__startswith="offender.", case_id=contact.case_id)
    return [(one.verb, one.outcome, one.why) for one in entries.order_by("pk")]


def test_what_is_written_down_is_read_back_and_both_are_in_the_log(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    add(contact, counsellor, at, "  @fake_anna \n")
    (read,) = actions.read_offender_accounts(contact, by=counsellor, at=at)
    assert (read.account.reveal(), read.platform, read.part) == ("@fake_anna", "instagram", "threatened_on")
    assert logged(contact) == [("offender.write", "done", ""), ("offender.read", "done", "")]


def test_no_word_of_it_is_in_its_row(counsellor: Actor, at: datetime) -> None:
    row = add(builders.taken_chat(counsellor), counsellor, at)
    assert b"anna" not in bytes(OffenderAccount.objects.values_list("account", flat=True).get(pk=row.pk))


def test_no_colleague_and_while_the_talk_goes_on_no_coordinator_reads_it(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor)
    add(contact, counsellor, at)
    builders.let_in(contact, colleague, how="along", at=at)
    for other in (colleague, coordinator):
        with pytest.raises(NotYours):
            actions.read_offender_accounts(contact, by=other, at=at)
    assert [outcome for _, outcome, _ in logged(contact)] == ["done", "refused", "refused"]


def test_after_it_a_coordinator_says_why_first(counsellor: Actor, coordinator: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    add(contact, counsellor, at)
    actions.end(contact, by=counsellor, at=at)
    contact.refresh_from_db()
    with pytest.raises(ReasonNeeded):
        actions.read_offender_accounts(contact, by=coordinator, at=at)
    actions.look_wider(contact.case, by=coordinator, at=at, why="danger")
    assert len(actions.read_offender_accounts(contact, by=coordinator, at=at)) == 1
    assert logged(contact)[-1] == ("offender.read", "done", "danger")


def test_what_is_empty_too_long_or_on_no_list_is_refused(counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor)
    for account, wrong in (("  \0 ", AccountEmpty), ("x" * 301, AccountTooLong)):
        with pytest.raises(wrong):
            add(contact, counsellor, at, account)
    with pytest.raises(UnknownCode):
        actions.add_offender_account(contact, "@a", part="liked_on", by=counsellor, at=at)
    assert not OffenderAccount.objects.exists()


def test_one_is_taken_away_from_its_own_case_only(counsellor: Actor, at: datetime) -> None:
    contact, other = builders.taken_chat(counsellor), builders.taken_chat(counsellor)
    row = add(contact, counsellor, at)
    actions.remove_offender_account(other, row.pk, by=counsellor, at=at)
    assert OffenderAccount.objects.exists()
    actions.remove_offender_account(contact, row.pk, by=counsellor, at=at)
    assert not OffenderAccount.objects.exists()


def test_the_person_herself_takes_along_what_she_said_and_a_coordinator_hands_out_the_rest_after_a_look(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor)
    add(contact, counsellor, at)
    actions.end(contact, by=counsellor, at=at + timedelta(minutes=1))
    visitor = Actor.visitor(contact.conversation_id)
    own = actions.export_case(contact.case, by=visitor, at=at)
    assert "offender_account" not in {one.kind for one in own}
    actions.look_wider(contact.case, by=coordinator, at=at, why="person_asks")
    given = actions.export_case(contact.case, by=coordinator, at=at, with_notes=True)
    assert "offender_account" in {one.kind for one in given}
