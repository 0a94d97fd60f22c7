"""What the weeks before the sample day left: everything of the work is met without making anything."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hulplijn.accounts.queries import actor_of, staff_named
from hulplijn.audit.actors import Actor
from hulplijn.casework.actions import read_offender_accounts
from hulplijn.casework.models import Case, CaseLink, Contact, OffenderAccount, Task
from hulplijn.content.own import own_fields
from hulplijn.content.queries import code_list
from hulplijn.guidance.models import MeldcodeRecord
from hulplijn.novelties.queries import tags
from hulplijn.prevention import queries as prevention
from hulplijn.quality import queries as quality
from hulplijn.referral.models import NotReferred, PassedOn, Referral

pytestmark = pytest.mark.usefixtures("sample_day")


def actor(username: str) -> Actor:
    staff = staff_named(username)
    assert staff
    return actor_of(staff)


def test_referrals_are_in_every_state_with_days_to_ask_and_what_was_told() -> None:
    assert set(Referral.objects.values_list("state", flat=True)) == set(Referral.State.values)
    assert set(Referral.objects.exclude(feedback="").values_list("feedback", flat=True)) == {
        "arrived",
        "waits",
    }
    assert Referral.objects.exclude(follow_up_on=None).count() >= 4
    assert NotReferred.objects.exists()


def test_what_she_said_went_to_a_sister_helpline_after_her_yes() -> None:
    passed = PassedOn.objects.select_related("referral").get()
    assert (passed.referral.partner, passed.referral.state, passed.answer) == (
        "sister_example",
        "warm_transfer",
        "yes",
    )
    assert passed.answered_at
    assert passed.sent_at
    assert passed.asked_at < passed.answered_at < passed.sent_at


def test_a_task_is_overdue_and_another_is_not(at: datetime) -> None:
    open_tasks = Task.objects.filter(done_at=None)
    overdue = [one.is_overdue(at) for one in open_tasks]
    assert overdue.count(True) >= 2
    assert overdue.count(False) >= 1


def test_one_contact_sleeps_until_tomorrow(at: datetime) -> None:
    (asleep,) = Contact.objects.exclude(snoozed_until=None)
    assert asleep.snoozed_until
    assert asleep.snoozed_until > at + timedelta(hours=8)


def test_cases_are_linked_merged_and_have_several_contacts() -> None:
    assert CaseLink.objects.get().reason == "offender"
    assert Case.objects.exclude(merged_into=None).count() == 1
    assert [case for case in Case.objects.all() if case.contacts.count() == 2]


def test_the_meldcode_was_taken_up_to_its_third_step() -> None:
    assert list(MeldcodeRecord.objects.order_by("number").values_list("step", flat=True)) == [1, 2, 3]
    assert MeldcodeRecord.objects.get(step=2).anonymous


def test_an_offenders_account_is_kept_apart(at: datetime) -> None:
    noor = actor("noor")
    bram = OffenderAccount.objects.select_related("contact__case").get(contact__owner_id=int(noor.id))
    assert bram.contact
    (account,) = read_offender_accounts(bram.contact, by=noor, at=at)
    assert ".example/" in account.account.reveal()


def test_new_things_are_followed_proposed_and_have_a_code() -> None:
    found = {one.novelty.state: one for one in tags()}
    assert set(found) == {"open", "proposed", "closed"}
    assert found["open"].contacts == 6


def test_two_fields_of_our_own_have_values() -> None:
    mine = {one.code for one in own_fields()}
    ticked = {name for own in Contact.objects.values_list("coding__own", flat=True) for name in own}
    assert ticked == mine
    assert len(mine) == 2


def test_a_talk_was_learned_from_in_private() -> None:
    (feedback,) = quality.given_to(actor("noor"))
    assert feedback.answered_at
    assert quality.unread_by(actor("sam")) == 1
    assert [one.state for one in quality.drawn_by(actor("sanne"))].count("drawn") >= 1


def test_prevention_has_its_log(at: datetime) -> None:
    done = prevention.of_year(at.year)
    assert len(done) == 3
    assert {one.kind for one in done} <= {one.code for one in code_list("prevention_kind").codes}


def test_nobody_practises_in_it() -> None:
    assert not Contact.objects.filter(practice=True).exists()
