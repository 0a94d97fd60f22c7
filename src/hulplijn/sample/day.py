"""The sample day: who waits, talks and was helped earlier, as seen from one moment. Nobody in it is real."""

from __future__ import annotations

import random
import threading
from datetime import UTC, datetime, timedelta

from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit.actors import SYSTEM
from hulplijn.casework import actions as casework
from hulplijn.casework import queries as casework_queries
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import presence
from hulplijn.conversations.models import Conversation
from hulplijn.guidance import actions as guidance
from hulplijn.guidance.risk_actions import Answers, check_risk
from hulplijn.hours import queries as hours
from hulplijn.plumbing import bus, clock
from hulplijn.plumbing.database import writing
from hulplijn.referral import actions as referral
from hulplijn.sample import earlier, lately, own_fields, people, under_way
from hulplijn.sample.filling import mark_as_sample
from hulplijn.sample.models import SampleDay
from hulplijn.shifts import actions as shifts

BEAT = 30.0
"""Seconds between two beats of the sample's counsellors; a beat holds for 90."""


def make_day(*, at: datetime) -> bool:
    """Make the sample day that ends at `at`. False where that day is there already.

    What an earlier day left open is closed first. Before the first one come the weeks that led to it.

    Raises:
        HoldsRealContacts: the database is no sample.
    """
    mark_as_sample(at=at)
    by = {person.username: actor_of(staff) for person, staff in _staff(at)}
    local = hours.timetable().local(at)
    if SampleDay.objects.filter(day=local.date()).exists():
        return False
    lead = people.coordinator(at=at)
    own_fields.settle(by=lead, at=at)
    is_first = not SampleDay.objects.exists()
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    with bus.quiet(), writing():
        _close_what_was_left(before=midnight, at=at)
        if is_first:
            lately.make(by, lead=lead, at=at, rng=random.Random(local.date().toordinal()))
        earlier.make(by, at=at, rng=random.Random(local.date().toordinal()))
        under_way.make(by, at=at)
        SampleDay.objects.create(day=local.date())
    return True


def come_to_work(*, at: datetime) -> None:
    """The counsellors of the sample day take their places; one has a break."""
    for person, staff in _staff(at):
        if person in people.ON_DUTY:
            shifts.come(by=actor_of(staff), at=at)
            shifts.set_capacity(person.capacity, by=actor_of(staff), at=at)
        elif person == people.ON_A_BREAK:
            shifts.pause(by=actor_of(staff), at=at)


def keep_present(stop: threading.Event) -> None:
    """Beat for those at work until `stop`, so that the helpline is open though nobody has logged in."""
    actors = [actor_of(staff) for person, staff in _staff(clock.now()) if person in people.AT_WORK]
    for conversation in Conversation.objects.filter(closed_at=None):
        # Nobody sits behind the made-up visitors; their line shows whole.
        presence.stay(conversation, who_hash=b"", until=clock.now() + timedelta(days=2), at=clock.now())
    while not stop.wait(BEAT):
        for by in actors:
            shifts.beat(by=by, at=clock.now())


def _staff(at: datetime) -> list[tuple[people.Person, Staff]]:
    there = people.settle(at=at)
    return [(person, there[person.username]) for person in people.COUNSELLORS]


def _close_what_was_left(*, before: datetime, at: datetime) -> None:
    """Close the contacts of earlier days: unknowns where nothing was coded or asked."""
    left = Contact.real.filter(closed_at=None, started_at__lt=before)
    for contact in left.select_related("owner", "conversation", "case", "coding"):
        if contact.owner is None:
            casework.visitor_left(contact, by=SYSTEM, how="left", at=at)
            continue
        by = actor_of(contact.owner)
        for passed in contact.passed_on.filter(taken_at=None).select_related("contact"):
            casework.take_on(passed, by=by, at=at)
        empty = {"reason": "unknown", "found_via": "not_asked", "outcome": "unknown"}
        missing = {name: code for name, code in empty.items() if not getattr(contact.coding, name)}
        coding = casework.code(contact, by=by, at=at, **missing)
        contact.coding = coding
        for question in casework_queries.still_to_ask(contact):
            _, _, item = question.field.partition("plan:")
            if item:
                guidance.tick(contact, item, by=by, at=at, answer="not_possible")
            elif question.field == "referral":
                referral.refer_nobody(contact, why="not_asked", by=by, at=at)
            else:
                check_risk(contact, Answers(asked="not_possible"), by=by, at=at)
        casework.close(contact, by=by, at=at)
