"""What has come to its term goes by itself, no earlier and no later, and what is held stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions as casework
from hulplijn.casework import keeping
from hulplijn.casework.actions import retention
from hulplijn.casework.errors import HeldAlready, NoEnd, OnHold
from hulplijn.casework.models import Case, Contact, Hold, Note
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Attachment, Draft, Message
from hulplijn.conversations.queries import messages_after
from hulplijn.figures import counts
from hulplijn.plumbing import clock, due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import keys
from hulplijn.privacy.models import CaseKey, Erasure
from hulplijn.privacy.retention_rules import Term
from hulplijn.removal.models import Notice, NoticeLocation
from tests import builders
from tests.full_case import NAME, WHERE, FullCase, full_case

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


@pytest.fixture
def case(counsellor: Actor, at: datetime) -> FullCase:
    return full_case(counsellor, at=at)


def _round(at: datetime) -> None:
    while casework.let_go_what_is_due(at=at):
        pass


def _closed(case: FullCase) -> datetime:
    found = Contact.objects.get(pk=case.contact.pk).closed_at
    assert found is not None
    return found


def _sealed_texts() -> int:
    return sum(model._default_manager.count() for model in (Message, Draft, Attachment, Note))


def test_text_goes_thirty_days_after_closing_and_not_before(case: FullCase) -> None:
    closed = _closed(case)
    before = _sealed_texts()
    _round(closed + 30 * DAY - timedelta(seconds=1))
    assert _sealed_texts() == before > 0
    _round(closed + 30 * DAY)
    assert _sealed_texts() == 0


def test_what_stays_is_under_another_key_so_that_no_backup_tells_what_went(case: FullCase) -> None:
    old = case.case.key_id
    _round(_closed(case) + 30 * DAY)
    with pytest.raises(keys.KeyGone):
        keys.open_key(old)
    assert Erasure.objects.get().key_id == old
    kept = Case.objects.get()
    sealer = keys.open_key(kept.key_id)
    assert sealer.open(kept.name or b"", about=kept.name_about).reveal() == NAME
    place = NoticeLocation.objects.get()
    assert sealer.open(place.url, about=place.about).reveal() == WHERE
    case.conversation.refresh_from_db()
    assert messages_after(case.conversation, 0, keys.open_key(case.conversation.key_id)) == []


def test_who_kept_her_words_can_still_come_back_and_ask_what_we_have(case: FullCase, at: datetime) -> None:
    later = _closed(case) + 30 * DAY
    _round(later)
    assert casework.come_back(" ".join(case.words), who=b"x" * 32, at=later).pk == case.case.pk


def test_a_correction_still_finds_its_entry_after_the_text_went(case: FullCase, counsellor: Actor) -> None:
    later = _closed(case) + 31 * DAY
    _round(later)
    casework.recode(case.contact, by=counsellor, at=later, age="19_25")
    assert counts.of_year(case.case.opened_at.year).age == {"19_25": 1}


def test_with_a_removal_request_open_it_stays_ninety_days_at_most(counsellor: Actor, at: datetime) -> None:
    case = full_case(counsellor, at=at)
    with writing():
        Notice.objects.update(state="sent", decided_at=None, outcome="")
    closed = _closed(case)
    _round(closed + 89 * DAY)
    assert _sealed_texts() > 0
    _round(closed + 90 * DAY)
    assert _sealed_texts() == 0


def test_a_name_goes_after_ninety_days_and_addresses_after_a_year(case: FullCase) -> None:
    closed = _closed(case)
    _round(closed + 89 * DAY)
    assert Case.objects.get().name is not None
    _round(closed + 90 * DAY)
    assert Case.objects.get().name is None
    _round(closed + 364 * DAY)
    assert NoticeLocation.objects.exists()
    _round(closed + 365 * DAY)
    assert not NoticeLocation.objects.exists()
    assert Notice.objects.exists()


def test_after_two_years_nothing_is_left_of_the_case_and_every_figure_stands(case: FullCase) -> None:
    closed = _closed(case)
    before = counts.of_year(closed.year)
    _round(closed + 729 * DAY)
    assert Case.objects.exists()
    _round(closed + 730 * DAY)
    assert not Case.objects.exists()
    assert counts.of_year(closed.year) == before


def test_who_left_before_anybody_answered_is_gone_at_the_end_of_the_day(at: datetime) -> None:
    contact = builders.waiting_chat("hoi", at=at)
    casework.visitor_left(contact, by=Actor.visitor(contact.conversation_id), how="left", at=at)
    _round(at + timedelta(minutes=30))
    assert Case.objects.exists()
    _round(at + DAY)
    assert not Case.objects.exists()


def test_a_message_left_while_closed_does_not_go_at_the_end_of_the_day(
    counsellor: Actor, at: datetime
) -> None:
    contact = builders.waiting_chat("ik kon niet slapen", at=at)
    with writing():
        Contact.objects.filter(pk=contact.pk).update(left_message=True)
    _round(at + 60 * DAY)
    assert Message.objects.exists()
    answered = at + 61 * DAY
    taken = casework.take(Contact.objects.get(pk=contact.pk), by=counsellor, at=answered)
    assert taken.conversation
    conversations.say(taken.conversation, "dag", by=counsellor, client_id=taken.pk, at=answered)
    builders.ready_to_close(taken, by=counsellor, at=answered)
    casework.close(taken, by=counsellor, at=answered + 20 * DAY)
    _round(answered + 29 * DAY)
    assert Message.objects.exists()
    _round(answered + 30 * DAY)
    assert not Message.objects.exists()


def test_nothing_goes_while_somebody_is_talking_again_in_the_case(case: FullCase, counsellor: Actor) -> None:
    later = _closed(case) + 29 * DAY
    casework.enter_by_hand(channel="phone", by=counsellor, at=later, case=case.case)
    _round(later + 100 * DAY)
    assert _sealed_texts() > 0


def test_the_daily_round_goes_on_where_it_stopped_and_comes_back_the_next_night(
    counsellor: Actor, at: datetime
) -> None:
    for _ in range(retention.PIECE + 3):
        builders.closed_chat(counsellor, at=at)
    retention.begin(at)
    later = at + 40 * DAY
    due.put(retention.ROUND, "daily", later - DAY)  # each night between has come back the next one
    assert due.run_due(later)
    assert Message.objects.exists()
    while due.run_due(later):
        pass
    assert not Message.objects.exists()
    builders.closed_chat(counsellor, at=later)
    assert later < (due.moment(retention.ROUND, "daily") or later) <= later + DAY
    night = later + 31 * DAY
    due.put(retention.ROUND, "daily", night)
    while due.run_due(night):
        pass
    assert not Message.objects.exists()


def test_a_round_takes_as_many_queries_for_twelve_cases_as_for_two(counsellor: Actor, at: datetime) -> None:
    for _ in range(12):
        builders.closed_chat(counsellor, at=at)
    cases, taken = list(Case.objects.all()), []
    for some in (cases[:2], cases):
        with CaptureQueriesContext(connection) as asked:
            keeping.look(some, at)
        taken.append(len(asked))
    assert taken[0] == taken[1] <= 32


def test_the_dry_run_says_what_would_go_and_changes_nothing(case: FullCase, at: datetime) -> None:
    left = builders.waiting_chat("hoi", at=at)
    casework.visitor_left(left, by=Actor.visitor(left.conversation_id), how="left", at=at)
    later = _closed(case) + 95 * DAY
    before = _sealed_texts(), Case.objects.count()
    told = [(one.what, one.many) for one in keeping.what_would_go(later)]
    assert told == [("unclaimed", 1), (Term.TEXT, 1), (Term.CONTACT_DETAILS, 1)]
    assert (_sealed_texts(), Case.objects.count()) == before
    _round(later)
    assert keeping.what_would_go(later) == []


def test_a_hold_keeps_a_case_for_its_reason_until_it_is_lifted(
    case: FullCase, coordinator: Actor, at: datetime
) -> None:
    end = _closed(case) + 800 * DAY
    held = casework.hold(case.case, reason="police", until=end, by=coordinator, at=at)
    assert AuditEntry.objects.filter(verb="hold.put:police").count() == 1
    _round(end - DAY)
    assert _sealed_texts() > 0
    casework.lift_hold(held, by=coordinator, at=end - DAY)
    _round(end - DAY)
    assert not Case.objects.exists()


def test_a_hold_that_is_forgotten_ends_by_itself(case: FullCase, coordinator: Actor, at: datetime) -> None:
    casework.hold(case.case, reason="claim", until=_closed(case) + 40 * DAY, by=coordinator, at=at)
    _round(_closed(case) + 39 * DAY)
    assert _sealed_texts() > 0
    _round(_closed(case) + 71 * DAY)
    assert _sealed_texts() == 0


def test_what_is_on_hold_is_not_erased_on_request_either(
    case: FullCase, coordinator: Actor, at: datetime
) -> None:
    casework.hold(case.case, reason="police", until=at + DAY, by=coordinator, at=at)
    with pytest.raises(OnHold):
        casework.erase_case(case.case, by=case.visitor, at=at)
    casework.erase_case(case.case, by=case.visitor, at=at + DAY)
    assert not Case.objects.exists()


def test_a_hold_is_a_coordinators_has_an_end_and_is_one_at_a_time(
    case: FullCase, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    with pytest.raises(NotAllowed):
        casework.hold(case.case, reason="police", until=at + DAY, by=counsellor, at=at)
    with pytest.raises(NoEnd):
        casework.hold(case.case, reason="police", until=at, by=coordinator, at=at)
    casework.hold(case.case, reason="police", until=at + DAY, by=coordinator, at=at)
    with pytest.raises(HeldAlready):
        casework.hold(case.case, reason="claim", until=at + DAY, by=coordinator, at=at)
    casework.hold(case.case, reason="claim", until=at + 9 * DAY, by=coordinator, at=at + 2 * DAY)


def test_a_sample_stays_until_its_hold_is_lifted_and_its_figures_after_that(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    casework.hold_samples(at=at)
    case = full_case(counsellor, at=at, sample=True)
    before = counts.of_year(at.year)
    later = at + 3000 * DAY
    _round(later)
    assert _sealed_texts() > 0
    casework.lift_hold(Hold.objects.get(case=None), by=coordinator, at=later)
    casework.hold_samples(at=later)  # a sample that is made again does not put it back
    _round(later)
    assert not Case.objects.filter(pk=case.case.pk).exists()
    assert counts.of_year(at.year) == before


def test_a_visitor_may_erase_her_own_case_in_a_demonstration_too(counsellor: Actor, at: datetime) -> None:
    casework.hold_samples(at=at)
    case = full_case(counsellor, at=at, sample=True)
    casework.erase_case(case.case, by=case.visitor, at=at)
    assert not Case.objects.exists()


def test_a_case_whose_key_is_lost_loses_what_is_due_and_holds_up_no_other(
    counsellor: Actor, at: datetime
) -> None:
    lost = full_case(counsellor, at=at)
    builders.closed_chat(counsellor, at=at)
    with writing("keys"):  # a restore, with a copy of the keys that is older than the case
        CaseKey.objects.filter(pk=lost.case.key_id).delete()
    keys.forget_opened()
    _round(_closed(lost) + 30 * DAY)
    assert _sealed_texts() == 0
    _round(_closed(lost) + 730 * DAY)
    assert not Case.objects.exists()


def test_a_hold_that_is_put_while_the_round_looks_still_keeps_the_case(
    case: FullCase, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, original = _closed(case), keeping.look

    def look_slowly(cases: list[Case], at: datetime) -> list[keeping.Looked]:
        looked = original(cases, at)
        if not Hold.objects.exists():
            casework.hold(case.case, reason="police", until=at + 9 * DAY, by=coordinator, at=at)
        return looked

    monkeypatch.setattr(keeping, "look", look_slowly)
    _round(closed + 30 * DAY)
    assert _sealed_texts() > 0
    Hold.objects.all().delete()
    Case.objects.update(look_at=None)
    _round(closed + 730 * DAY)
    assert Case.objects.exists()


def test_a_term_that_is_made_shorter_counts_within_a_week(
    case: FullCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, before = _closed(case), keeping.terms()
    _round(closed + 1 * DAY)
    monkeypatch.setattr(keeping, "terms", lambda: replace(before, text=10 * DAY))
    _round(closed + 12 * DAY)
    assert _sealed_texts() == 0


def test_after_days_without_a_round_nothing_goes_for_three_nights_in_case_the_clock_is_wrong(
    case: FullCase, at: datetime
) -> None:
    retention.begin(at)
    a_year_ahead = at + 365 * DAY
    while due.run_due(a_year_ahead):
        pass
    assert _sealed_texts() > 0
    while due.run_due(a_year_ahead + 2 * DAY):
        pass
    assert _sealed_texts() > 0
    while due.run_due(a_year_ahead + 4 * DAY):
        pass
    assert _sealed_texts() == 0


def test_nothing_goes_while_the_helplines_clock_is_far_from_the_machines(
    case: FullCase, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    retention.begin(at)
    monkeypatch.setattr(clock, "astray", lambda: timedelta(days=300))
    for day in range(1, 40):
        while due.run_due(at + day * DAY):
            pass
    assert _sealed_texts() > 0
    monkeypatch.setattr(clock, "astray", lambda: timedelta(seconds=2))
    while due.run_due(at + 41 * DAY):
        pass
    assert _sealed_texts() == 0
