"""The last quarter of an hour, the end, and the next opening."""

from __future__ import annotations

import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.channels.chat.queries import visitors_state
from hulplijn.content import queries as content
from hulplijn.conversations.models import Message
from hulplijn.plumbing import due
from hulplijn.plumbing.models import DueWork
from hulplijn.shifts import actions, queries
from hulplijn.shifts.models import Offer
from hulplijn.shifts.rules.waiting import CLOSING, LOOK_AGAIN, next_look
from tests import builders
from tests.together import meet

pytestmark = pytest.mark.django_db
END = timedelta(hours=2, minutes=20)
"""From `at` (20:40) to the end (23:00)."""


def run_until(start: datetime, end: datetime, by: Actor | None = None) -> None:
    """Let the timers run from `start` to `end`, as the server's own runner does."""
    moment = start
    while moment < end:
        moment = min(end, moment + timedelta(minutes=1))
        if by:
            actions.beat(by=by, at=moment)
        due.run_due(moment)


def test_at_the_end_nobody_is_left_waiting(counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("is daar iemand", at=at)
    run_until(at, at + END - timedelta(minutes=1))
    assert not Contact.objects.get(pk=contact.pk).left_message
    run_until(at + END - timedelta(minutes=1), at + END)
    kept = Contact.objects.get(pk=contact.pk)
    assert kept.left_message
    assert kept.state == Contact.State.WAITING
    assert Message.objects.filter(event="closing").count() == 1
    assert AuditEntry.objects.filter(verb="contact.keep_at_closing").count() == 1
    assert kept.conversation
    assert visitors_state(kept.conversation, at + END).line == "kept"


def test_doing_it_twice_tells_nobody_twice(at: datetime) -> None:
    builders.waiting_chat("hoi", at=at)
    assert actions.close_line(at=at + END) == 1
    assert actions.close_line(at=at + END) == 0
    assert Message.objects.filter(event="closing").count() == 1


def test_who_is_being_talked_to_goes_on(counsellor: Actor, at: datetime) -> None:
    taken = builders.taken_chat(counsellor, "hoi", at=at)
    actions.close_line(at=at + END)
    assert not Contact.objects.get(pk=taken.pk).left_message


def test_in_the_last_quarter_who_waits_is_still_helped(counsellor: Actor, at: datetime) -> None:
    late = at + END - timedelta(minutes=5)
    actions.come(by=counsellor, at=late)
    contact = builders.waiting_chat("hoi", at=late - timedelta(minutes=20))
    due.run_due(late)
    assert Offer.objects.get().contact == contact


def test_what_was_kept_goes_first_at_the_next_opening(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    kept = builders.waiting_chat("hoi", at=at)
    actions.come(by=counsellor, at=at + END - timedelta(minutes=1))
    actions.pause(by=counsellor, at=at + END - timedelta(minutes=1))
    run_until(at + END - timedelta(minutes=2), at + END, counsellor)
    actions.come(by=counsellor, at=at + END + timedelta(minutes=1))
    run_until(at + END, at + END + timedelta(minutes=30), counsellor)
    assert not Offer.objects.exists()
    opening = queries.open_state(at + END).next_opening
    assert opening
    actions.come(by=counsellor, at=opening - timedelta(minutes=3))
    run_until(opening - timedelta(minutes=4), opening, counsellor)
    assert Offer.objects.get().contact == kept
    early = builders.waiting_chat("goedemorgen", at=opening)
    assert queries.order_of_waiting() == [kept, early]


def test_a_closing_time_that_changes_while_it_runs_is_kept_to(at: datetime, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(content.folder(), folder)
    facts = folder / "helpline.yaml"
    contact = builders.waiting_chat("hoi", at=at)
    due.run_due(at)
    facts.write_text(facts.read_text().replace("Mo-Sa 07:00-23:00", "Mo-Sa 07:00-21:00"))
    with content.use(folder):
        run_until(at, at + timedelta(minutes=40))
        assert Contact.objects.get(pk=contact.pk).left_message


def test_a_later_closing_time_closes_nobody_early(at: datetime, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(content.folder(), folder)
    contact = builders.waiting_chat("hoi", at=at)
    due.run_due(at)
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("Mo-Sa 07:00-23:00", "Mo-Sa 07:00-23:45"))
    with content.use(folder):
        run_until(at + END - timedelta(minutes=30), at + END + timedelta(minutes=10))
        assert not Contact.objects.get(pk=contact.pk).left_message


def test_the_timer_is_one_row_however_much_happens(at: datetime) -> None:
    for minutes in range(5):
        builders.waiting_chat("hoi", at=at + timedelta(minutes=minutes))
        due.run_due(at + timedelta(minutes=minutes))
    assert DueWork.objects.filter(kind="shifts.closing").count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_is_taken_while_we_close_is_taken(counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("hoi", at=at)
    meet(
        lambda: actions.take(contact, by=counsellor, at=at + END),
        lambda: actions.close_line(at=at + END),
    )
    found = Contact.objects.get(pk=contact.pk)
    assert found.belongs_to(counsellor)
    assert not found.left_message


def test_who_waits_is_told_when_nobody_is_at_the_desk(counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("hoi", at=at)
    assert contact.conversation
    assert visitors_state(contact.conversation, at).line == "nobody"
    actions.come(by=counsellor, at=at)
    assert visitors_state(contact.conversation, at).line == ""
    casework.take(contact, by=counsellor, at=at)
    assert visitors_state(contact.conversation, at).state == "talking"


def test_the_next_look_is_never_late_and_never_far() -> None:
    start = datetime(2026, 11, 24, 12, 0)
    for seed in range(300):
        rng = random.Random(seed)
        end = start + timedelta(minutes=rng.randrange(1, 600))
        moment, looks = start, []
        while moment < end:
            following = next_look(moment, until=end, opens=None)
            assert following is not None
            assert moment < following <= moment + LOOK_AGAIN, seed
            looks.append(following)
            moment = following
        assert end in looks, seed
        assert end - start <= CLOSING or end - CLOSING in looks, seed
    assert next_look(start, until=None, opens=None) is None
