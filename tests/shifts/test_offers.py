"""A waiting contact is held out to one free counsellor for thirty seconds, then to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import TakenByColleague
from hulplijn.casework.models import Contact
from hulplijn.guidance.risk_actions import Answers, check_risk
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.models import DueWork
from hulplijn.shifts import actions
from hulplijn.shifts.models import Offer, Presence
from hulplijn.shifts.rules.offers import HOLDS
from tests import builders
from tests.together import meet

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def open_offers() -> list[tuple[Contact, str]]:
    rows = Offer.objects.filter(state=Offer.State.OPEN).select_related("contact", "staff")
    return [(one.contact, str(one.staff_id)) for one in rows.order_by("offered_at", "staff_id")]


def test_who_comes_is_held_out_to_who_is_free(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    assert open_offers() == [(contact, counsellor.id)]


def test_nobody_free_means_waiting_in_sight_without_an_offer(counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    assert open_offers() == []
    actions.come(by=counsellor, at=at)
    due.run_due(at)
    assert open_offers() == [(contact, counsellor.id)]


def test_after_thirty_seconds_it_goes_to_the_next(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    for one in (counsellor, colleague):
        actions.come(by=one, at=at)
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    ((_, first),) = open_offers()
    due.run_due(at + HOLDS - SECOND)
    assert open_offers() == [(contact, first)]
    due.run_due(at + HOLDS)
    ((_, second),) = open_offers()
    assert {first, second} == {counsellor.id, colleague.id}
    assert Offer.objects.filter(state=Offer.State.UNANSWERED).count() == 1


def test_not_now_goes_to_the_next_at_once(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    for one in (counsellor, colleague):
        actions.come(by=one, at=at)
    builders.waiting_chat("hoi")
    due.run_due(at)
    offer = Offer.objects.get()
    asked, other = (
        (counsellor, colleague) if str(offer.staff_id) == counsellor.id else (colleague, counsellor)
    )
    with pytest.raises(NotYours):
        actions.decline(offer, by=other, at=at)
    assert actions.decline(offer, by=asked, at=at)
    assert not actions.decline(offer, by=asked, at=at)
    due.run_due(at + SECOND)
    assert [staff for _, staff in open_offers()] == [other.id]


def test_taking_ends_the_offer_whoever_takes(counsellor: Actor, colleague: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    actions.take(contact, by=colleague, at=at)
    assert Offer.objects.get().state == Offer.State.WITHDRAWN
    with pytest.raises(TakenByColleague):
        actions.take(contact, by=counsellor, at=at)


def test_taking_what_was_held_out_to_her_counts_as_taken(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    actions.take(contact, by=counsellor, at=at)
    assert Offer.objects.get().state == Offer.State.TAKEN
    assert not DueWork.objects.filter(kind="shifts.offer_unanswered").exists()


def test_a_visitor_who_leaves_takes_her_offer_along(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    casework.visitor_left(contact, by=Actor.visitor(contact.conversation_id), how="left", at=at)
    due.run_due(at + SECOND)
    assert open_offers() == []


def test_nothing_is_held_out_beyond_her_capacity_and_a_call_counts(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    actions.set_capacity(2, by=counsellor, at=at)
    builders.taken_chat(counsellor, "hoi")
    call = casework.enter_by_hand(channel="phone", by=counsellor, at=at)
    casework.enter_by_hand(channel="email", by=counsellor, at=at)
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    assert open_offers() == []
    casework.end(call, by=counsellor, at=at + SECOND)
    due.run_due(at + SECOND)
    assert open_offers() == [(contact, counsellor.id)]


def test_an_acute_talk_counts_for_two_unless_she_wants_more(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    actions.set_capacity(2, by=counsellor, at=at)
    grave = builders.taken_chat(counsellor, "hoi")
    check_risk(grave, Answers(asked="yes", thoughts="yes", level="acute"), by=counsellor, at=at)
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    assert open_offers() == []
    actions.set_capacity(3, by=counsellor, at=at + SECOND)
    due.run_due(at + SECOND)
    assert open_offers() == [(contact, counsellor.id)]


def test_she_may_take_more_than_she_asked_for_by_hand(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    actions.set_capacity(1, by=counsellor, at=at)
    builders.taken_chat(counsellor, "hoi")
    contact = builders.waiting_chat("hoi")
    assert actions.take(contact, by=counsellor, at=at).belongs_to(counsellor)


def test_who_pauses_or_goes_is_held_out_nothing(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    builders.waiting_chat("hoi")
    due.run_due(at)
    actions.pause(by=counsellor, at=at + SECOND)
    due.run_due(at + SECOND)
    assert open_offers() == []


def test_a_screen_that_comes_back_is_held_out_to_again(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    later = at + timedelta(minutes=5)
    builders.waiting_chat("hoi", at=later)
    due.run_due(later)
    assert open_offers() == []
    actions.beat(by=counsellor, at=later + SECOND)
    due.run_due(later + SECOND)
    assert len(open_offers()) == 1


def test_danger_is_held_out_before_who_came_earlier(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    builders.waiting_chat("hoi", at=at - timedelta(minutes=5))
    urgent = builders.waiting_chat("help", at=at)
    due.run_due(at)
    casework.raise_urgency(urgent, 2, by=Actor.visitor(urgent.conversation_id), at=at + SECOND)
    due.run_due(at + SECOND)
    assert open_offers() == [(urgent, counsellor.id)]


def test_a_counsellor_in_her_language_and_who_knows_it_best(
    staff: Callable[..., Staff], at: datetime
) -> None:
    for name, languages, skills in (("a", ["nl"], []), ("b", ["en"], []), ("c", ["nl"], ["parent"])):
        someone = staff(name)
        Staff.objects.filter(pk=someone.pk).update(languages=languages, skills=skills)
        actions.come(by=builders.actor(someone), at=at)
    english = builders.waiting_chat("hi", language="en", at=at - SECOND)
    parent = builders.waiting_chat("mijn zoon")
    Contact.objects.filter(pk=parent.pk).update(about_someone_else=True)
    due.run_due(at)
    found = {contact: Staff.objects.get(pk=staff).username for contact, staff in open_offers()}
    assert found == {english: "b", parent: "c"}


def test_bulk_work_on_nobody_s_screen_leaves_nothing_to_do(counsellor: Actor, at: datetime) -> None:
    with bus.quiet():
        builders.closed_chat(counsellor)
        builders.waiting_chat("hoi")
    assert not DueWork.objects.exists()


def test_many_in_line_ask_no_more_of_the_database(
    counsellor: Actor, at: datetime, django_assert_max_num_queries: Callable[..., object]
) -> None:
    actions.come(by=counsellor, at=at)
    counts = []
    for more in (2, 40):
        for _ in range(more):
            builders.waiting_chat("hoi")
        actions.offer_waiting(at=at)
        with django_assert_max_num_queries(30) as asked:  # type: ignore[attr-defined]
            actions.offer_waiting(at=at)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_match_at_once_hold_it_out_once(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    for one in (counsellor, colleague):
        actions.come(by=one, at=at)
    builders.waiting_chat("hoi")
    meet(lambda: actions.offer_waiting(at=at), lambda: actions.offer_waiting(at=at))
    assert Offer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_contact_that_is_taken_meanwhile_is_not_held_out(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    actions.come(by=counsellor, at=at)
    contact = builders.waiting_chat("hoi")
    meet(lambda: actions.take(contact, by=colleague, at=at), lambda: actions.offer_waiting(at=at))
    due.run_due(at)
    assert open_offers() == []


@pytest.mark.django_db(transaction=True)
def test_an_offer_that_is_taken_while_it_runs_out_is_taken(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    contact = builders.waiting_chat("hoi")
    due.run_due(at)
    meet(
        lambda: actions.offer_waiting(at=at + HOLDS),
        lambda: actions.take(contact, by=counsellor, at=at + HOLDS),
    )
    due.run_due(at + HOLDS)
    assert open_offers() == []
    assert Contact.objects.get(pk=contact.pk).belongs_to(counsellor)


def test_pause_after_this_one_holds_off_what_is_new_and_then_pauses(counsellor: Actor, at: datetime) -> None:
    actions.come(by=counsellor, at=at)
    mine = builders.taken_chat(counsellor, "hoi")
    actions.pause_after_this(by=counsellor, at=at)
    builders.waiting_chat("hoi")
    due.run_due(at)
    assert open_offers() == []
    assert Presence.objects.get().state == Presence.State.AVAILABLE
    casework.end(mine, by=counsellor, at=at + SECOND)
    due.run_due(at + SECOND)
    presence = Presence.objects.get()
    assert (presence.state, presence.pause_after_this) == (Presence.State.PAUSED, False)
    actions.come(by=counsellor, at=at + 2 * SECOND)
    due.run_due(at + 2 * SECOND)
    assert len(open_offers()) == 1


def test_a_capacity_that_does_not_exist_is_refused(counsellor: Actor, at: datetime) -> None:
    for wrong in (0, 7):
        with pytest.raises(ValueError, match=str(wrong)):
            actions.set_capacity(wrong, by=counsellor, at=at)
