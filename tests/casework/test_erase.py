"""After a case is erased nothing of it is left but its figures, and a restore does not bring it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import CaseGone, WrongCode
from hulplijn.casework.models import Case
from hulplijn.figures import counts, export
from hulplijn.figures import queries as figures
from hulplijn.ledger.models import Entry
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import copies, erased_list, erasure, files, holders, keys, renewal, rules
from hulplijn.privacy.models import CaseKey, Erasure
from tests import builders
from tests.full_case import FullCase, full_case
from tests.privacy.conftest import folders  # noqa: F401

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.usefixtures("folders")]

STAYS = {
    "audit.AuditEntry": "pseudonymous ids of what was done",
    "ledger.Entry": "codes without a way back",
    "privacy.Erasure": "the list that a restore replays",
    "privacy.KeyEncryptionKey": "renewed every night",
    "plumbing.DueWork": "the moment at which the last copy is gone",
    "shifts.Presence": "staff",
    "accounts.Staff": "staff, such as who read it to learn from",
    "casework.DeskRequest": "of the desk, under a key of its own",
}


@pytest.fixture
def case(counsellor: Actor, at: datetime) -> FullCase:
    return full_case(counsellor, at=at)


def _rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in STAYS
    }


def test_every_table_holds_afterwards_what_it_held_before_the_case_was_there(
    counsellor: Actor, at: datetime
) -> None:
    before = _rows()
    case = full_case(counsellor, at=at)
    filled = {name for name, many in _rows().items() if many != before[name]}
    assert {one.model._meta.label for one in holders.registered()} - filled <= set(STAYS)
    casework.erase_case(case.case, by=case.visitor, at=at)
    assert _rows() == before


def _tables(year: int, at: datetime) -> list[bytes]:
    figures._counts.cache_clear()
    return [export.csv_of(figure) for figure in figures.year_figures(year, "nl", at=at)]


def test_no_figure_changes(case: FullCase, at: datetime) -> None:
    later = at + timedelta(days=400)
    before, tables = counts.of_year(at.year), _tables(at.year, later)
    named = {"csg": 1, "sister_helpline": 1}
    assert (before.staffed, before.sent, before.referral_partner) == (1, 1, named)
    casework.erase_case(case.case, by=case.visitor, at=at)
    assert counts.of_year(at.year) == before
    assert _tables(at.year, later) == tables


def test_what_was_coded_while_it_was_parked_is_in_the_figures_all_the_same(
    counsellor: Actor, at: datetime
) -> None:
    case = full_case(counsellor, at=at, closes=False)
    casework.park(case.contact, by=counsellor, at=at)
    casework.code(case.contact, by=counsellor, at=at, age="19_25")
    casework.erase_case(case.case, by=case.visitor, at=at)
    assert counts.of_year(at.year).age == {"19_25": 1}


def test_a_talk_that_goes_on_is_ended_and_counted_first(counsellor: Actor, at: datetime) -> None:
    case = full_case(counsellor, at=at, closes=False)
    casework.erase_case(case.case, by=case.visitor, at=at)
    assert counts.of_year(at.year).staffed == 1
    assert not Case.objects.exists()


def test_who_waits_and_erases_everything_counts_as_one_who_left(at: datetime) -> None:
    contact = builders.waiting_chat("hoi", at=at)
    casework.erase_case(contact.case, by=Actor.visitor(contact.conversation_id), at=at)
    assert counts.of_year(at.year).staffed == 0
    assert Entry.objects.get(kind="contact_closed").codes["outcome"] == "abandoned"


def test_her_words_lead_nowhere_and_no_handle_opens_anything(case: FullCase, at: datetime) -> None:
    held = keys.open_key(case.case.key_id)
    casework.erase_case(case.case, by=case.visitor, at=at)
    with pytest.raises(WrongCode):
        casework.come_back(" ".join(case.words), who=b"x" * 32, at=at)
    with pytest.raises(keys.KeyGone):
        held.seal("nog iets", about="note:1")
    with pytest.raises(keys.KeyGone):
        keys.open_key(case.case.key_id)


def test_nobody_but_herself_or_a_coordinator_erases(
    case: FullCase, colleague: Actor, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    other = builders.waiting_chat("hoi", at=at)
    for by in (colleague, counsellor, Actor.visitor(other.conversation_id)):
        with pytest.raises(NotAllowed):
            casework.erase_case(case.case, by=by, at=at)
    casework.erase_case(case.case, by=coordinator, at=at, why="request")
    assert AuditEntry.objects.filter(verb="case.erase:request", object_id=str(case.case.pk)).count() == 1


def test_of_two_who_erase_one_is_told_that_it_is_gone(
    case: FullCase, coordinator: Actor, at: datetime
) -> None:
    casework.erase_case(case.case, by=case.visitor, at=at)
    with pytest.raises(CaseGone):
        casework.erase_case(case.case, by=coordinator, at=at)


def test_an_erasure_in_which_the_process_died_is_finished_by_the_next_one(
    case: FullCase, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Died(BaseException):
        pass

    def die(*_: object) -> None:
        raise Died

    for place in ("_list", "holders.erase_all", "keys.destroy_key"):
        with monkeypatch.context() as dying:
            dying.setattr(f"hulplijn.privacy.erasure.{place}", die)
            with pytest.raises(Died):
                casework.erase_case(case.case, by=case.visitor, at=at)
        if place == "_list":
            assert CaseKey.objects.filter(pk=case.case.key_id).exists()
        if not Case.objects.exists():
            break
    due.run_due(at + timedelta(minutes=2))
    assert not Case.objects.exists()
    assert not CaseKey.objects.filter(pk=case.case.key_id).exists()
    assert Erasure.objects.get().erased_at is not None


def test_it_is_done_only_when_the_last_copy_of_a_key_has_expired(case: FullCase, at: datetime) -> None:
    copies.write_copy(copies.folder(), at)
    final = casework.erase_case(case.case, by=case.visitor, at=at)
    assert timedelta(days=7) < final - at <= timedelta(days=8, hours=1)
    under = Erasure.objects.get().under
    led_there = set()
    for night in (rules.next_night(at, UTC) + timedelta(days=day) for day in range(10)):
        kept = [copies.read_copy(path) for _, path in copies.kept(copies.folder())]
        if any(under in copy.keks for copy in kept):
            led_there.add(night)
            assert Erasure.objects.get().done_at is None
        renewal.tonight(night)
        due.run_due(night + timedelta(hours=2))
    assert len(led_there) == 8
    done = Erasure.objects.get().done_at
    assert done is not None
    assert final <= done < final + timedelta(days=1)


def test_it_is_not_done_while_the_key_that_wrapped_its_key_is_alive(case: FullCase, at: datetime) -> None:
    final = casework.erase_case(case.case, by=case.visitor, at=at)
    due.run_due(final)
    assert Erasure.objects.get().done_at is None
    renewal.renew(final)
    due.run_due(final + timedelta(hours=6))
    assert Erasure.objects.get().done_at is not None


def test_each_copy_of_the_keys_has_the_list_with_it(case: FullCase, at: datetime) -> None:
    casework.erase_case(case.case, by=case.visitor, at=at)
    copy = copies.read_copy(copies.write_copy(copies.folder(), at))
    assert case.case.key_id in erased_list.parsed(copy.erased)


def test_a_restore_erases_again_what_is_listed(case: FullCase, at: datetime) -> None:
    key = CaseKey.objects.get(pk=case.case.key_id)
    rows = [row for one in (Case,) for row in one.objects.all()]
    listed_then = erased_list.lines()
    casework.erase_case(case.case, by=case.visitor, at=at)
    listed = erased_list.lines()
    assert len(listed) == len(listed_then) + 1
    with writing("keys"):  # an older copy of everything is put back, its own list too
        Erasure.objects.all().delete()
        key.save(force_insert=True)
    with writing():
        for row in rows:
            row.save(force_insert=True)
    assert erasure.replay(listed, at=at) == 1
    assert not Case.objects.exists()
    assert not CaseKey.objects.filter(pk=case.case.key_id).exists()
    assert Erasure.objects.filter(pk=case.case.key_id).exists()


def test_an_erasure_whose_row_was_lost_counts_as_done_once_the_last_copy_is_gone(
    case: FullCase, at: datetime
) -> None:
    casework.erase_case(case.case, by=case.visitor, at=at)
    listed = erased_list.lines()
    with writing("keys"):  # the database of keys is made anew, and the main one is older than the erasure
        Erasure.objects.all().delete()
    due.cancel(erasure.FINAL, case.case.key_id)
    assert erasure.replay(listed, at=at) == 0
    erasure_row = Erasure.objects.get(pk=case.case.key_id)
    assert erasure_row.done_at is None
    while due.run_due(erasure.final_at(at)):
        pass
    erasure_row.refresh_from_db()
    assert erasure_row.done_at == erasure.final_at(at)


def test_the_list_outlives_a_line_that_a_power_cut_left_half(at: datetime) -> None:
    key_id = keys.new_key()
    files.folder(erased_list.path().parent)
    with erased_list.path().open("a") as file:
        file.write("0123abc")
    erasure.carry_out(key_id, why="term", at=at)
    assert key_id in erased_list.parsed(erased_list.lines())


def test_the_list_of_erasures_says_nothing_of_the_person(case: FullCase, at: datetime) -> None:
    casework.erase_case(case.case, by=case.visitor, at=at)
    (line,) = [one for one in erased_list.lines() if case.case.key_id.hex in one]
    assert line.split()[2:] == ["visitor"]
