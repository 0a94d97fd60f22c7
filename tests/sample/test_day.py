"""The sample day: who waits, talks and was helped, and how the next day begins."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest

from hulplijn.accounts.queries import actor_of, staff_named
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import passed_on, queries
from hulplijn.casework.models import Case, Contact
from hulplijn.conversations.queries import draft_of
from hulplijn.plumbing import clock, due
from hulplijn.plumbing.models import DueWork, Installation
from hulplijn.removal.models import Notice
from hulplijn.sample import day, people
from hulplijn.shifts import actions as staff_at_work
from hulplijn.shifts import queries as shifts
from hulplijn.shifts.models import Offer

pytestmark = pytest.mark.django_db


def actor(username: str) -> Actor:
    staff = staff_named(username)
    assert staff
    return actor_of(staff)


def test_four_wait_one_of_them_long_one_in_english_and_one_in_danger(at: datetime, sample_day: None) -> None:
    waits = queries.waiting(at)
    assert [one.contact.language for one in waits] == ["nl", "en", "nl", "nl"]
    assert [one.contact.urgency for one in waits] == [0, 0, 2, 0]
    assert waits[0].waits > timedelta(minutes=6)
    assert waits[-1].waits < timedelta(minutes=1)


def test_counsellors_talk_and_one_talk_waits_for_its_wrap_up(at: datetime, sample_day: None) -> None:
    states = [one.contact.state for one in queries.mine(actor("noor"))]
    assert states == [Contact.State.TALKING, Contact.State.TALKING, Contact.State.ENDED]
    assert len(queries.mine(actor("sam"))) == len(queries.mine(actor("anouk"))) == 1


def test_the_example_case_is_half_way(at: datetime, sample_day: None) -> None:
    noor = actor("noor")
    bram = next(one for one in queries.mine(noor) if one.name and one.name.reveal() == "Bram")
    coding = bram.contact.coding
    assert (coding.reason, coding.age, coding.paid_cents) == ("sextortion_financial", "19_25", 10_000)
    assert bram.waits_for_me
    opened = casework.open_case(bram.contact.case, by=noor, at=at)
    assert "cadeaukaarten" in queries.notes(opened)[0].text.reveal()
    assert bram.contact.conversation
    assert draft_of(bram.contact.conversation, opened.sealer, by=noor, kind="reply")
    assert Notice.objects.get(contact=bram.contact).state == "awaiting_consent"


def test_a_dozen_were_helped_earlier_by_chat_phone_and_mail(at: datetime, sample_day: None) -> None:
    closed = Contact.objects.exclude(closed_at=None).filter(started_at__gte=at - timedelta(hours=20))
    assert closed.count() == 12
    assert set(closed.values_list("channel", flat=True)) == {"chat", "phone", "email"}
    assert not closed.filter(closed_at__gt=at).exists()


def test_it_is_marked_as_a_sample_and_every_case_in_it(at: datetime, sample_day: None) -> None:
    assert Installation.objects.get().sample
    assert not Case.objects.filter(sample=False).exists()


def test_the_helpline_is_open_though_nobody_logged_in(at: datetime, sample_day: None) -> None:
    day.come_to_work(at=at)
    assert shifts.open_state(at).is_open
    assert len(shifts.present(at)) == len(people.AT_WORK)


def test_the_same_day_is_not_made_twice(at: datetime, sample_day: None) -> None:
    before = Contact.objects.count()
    assert not day.make_day(at=at + timedelta(minutes=5))
    assert Contact.objects.count() == before


def test_the_next_day_closes_what_was_left_and_begins_afresh(at: datetime, sample_day: None) -> None:
    before = Contact.objects.filter(started_at__lt=at - timedelta(hours=20)).count()
    yesterday = set(Contact.objects.values_list("pk", flat=True))
    tomorrow = at + timedelta(days=1)
    assert day.make_day(at=tomorrow)
    assert not Contact.objects.filter(pk__in=yesterday, closed_at=None).exists()
    assert Contact.objects.filter(started_at__lt=at - timedelta(hours=20)).count() == before
    assert len(queries.waiting(tomorrow)) == 4
    assert len(queries.mine(actor("noor"))) == 3
    (left,) = passed_on.left_for_the_next()
    assert left.contact.pk not in yesterday


def test_the_one_with_room_is_asked_first_for_who_is_in_danger(at: datetime, sample_day: None) -> None:
    assert not DueWork.objects.filter(kind="shifts.offer").exists()
    day.come_to_work(at=at)
    due.run_due(at)
    (offer,) = Offer.objects.select_related("contact", "staff")
    assert (offer.staff.username, offer.contact.urgency) == ("noor", 2)


class OneBeat(threading.Event):
    """Stops after one beat."""

    def wait(self, timeout: float | None = None) -> bool:
        was_set = self.is_set()
        self.set()
        return was_set


def test_the_samples_counsellors_stay_present_as_long_as_it_runs(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.come_to_work(at=at)
    later = at + timedelta(seconds=80)
    monkeypatch.setattr(clock, "now", lambda: later)
    day.keep_present(OneBeat())
    assert shifts.open_state(later + timedelta(seconds=80)).is_open


def test_who_went_home_is_not_called_back_by_a_beat(at: datetime) -> None:
    day.come_to_work(at=at)
    staff_at_work.go(by=actor("noor"), at=at)
    day.keep_present(OneBeat())
    assert shifts.presence_of(actor("noor"), at) == "away"
