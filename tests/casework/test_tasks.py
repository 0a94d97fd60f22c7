"""What must still be done in a case."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions as casework
from hulplijn.casework import tasks
from hulplijn.casework.errors import TaskEmpty, TaskTooLong, UnknownCode
from hulplijn.casework.models import Contact, Task
from tests import builders

pytestmark = pytest.mark.django_db

TO_DO = "bel moeder terug"


def _task(contact: Contact, by: Actor, at: datetime, *, days: int = 1) -> Task:
    due = at + timedelta(days=days)
    return casework.add_task(contact.case, words=TO_DO, due_at=due, contact=contact, by=by, at=at)


def test_the_words_are_sealed_and_read_in_the_opened_case(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor, at=at)
    task = _task(contact, counsellor, at)
    assert TO_DO.encode() not in bytes(task.words or b"")
    (read,) = tasks.tasks(casework.open_case(contact.case, by=counsellor, at=at))
    assert read.words is not None
    assert read.words.reveal() == TO_DO


def test_the_most_overdue_comes_first_and_only_her_own(
    counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.closed_chat(counsellor, at=at)
    later, sooner = (_task(contact, counsellor, at, days=days) for days in (3, 1))
    theirs = _task(builders.closed_chat(colleague, at=at), colleague, at, days=2)
    assert list(tasks.still_to_do(counsellor)) == [sooner, later]
    assert list(tasks.still_to_do(coordinator)) == [sooner, theirs, later]
    assert tasks.overdue(counsellor, at + timedelta(days=2)) == 1


def test_done_and_not_done_after_all_and_another_day(counsellor: Actor, at: datetime) -> None:
    task = _task(builders.closed_chat(counsellor, at=at), counsellor, at)
    casework.finish_task(task, by=counsellor, at=at)
    casework.finish_task(task, by=counsellor, at=at)
    assert not tasks.still_to_do(counsellor).exists()
    casework.reopen_task(task, by=counsellor, at=at)
    casework.move_task(task, at + timedelta(days=9), by=counsellor, at=at)
    assert tasks.still_to_do(counsellor).get().due_at == at + timedelta(days=9)
    done = AuditEntry.objects.filter(object_kind="task").order_by("pk").values_list("verb", flat=True)
    assert list(done) == ["task.add", "task.finish", "task.reopen", "task.move"]


def test_a_colleague_adds_and_ends_nothing_in_a_case_that_is_not_hers(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.closed_chat(counsellor, at=at)
    task = _task(contact, counsellor, at)
    with pytest.raises(NotAllowed):
        _task(contact, colleague, at)
    with pytest.raises(NotAllowed):
        casework.finish_task(task, by=colleague, at=at)


def test_a_coordinator_adds_nothing_in_a_talk_that_goes_on_without_her(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    with pytest.raises(NotAllowed):
        _task(builders.taken_chat(counsellor, "hoi", at=at), coordinator, at)


def test_who_takes_a_talk_over_has_what_is_still_to_be_done_in_it(
    counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi", at=at)
    task = _task(contact, counsellor, at)
    asked = casework.hand_over(contact, Staff.objects.get(pk=colleague.id), "let op", by=counsellor, at=at)
    casework.accept_handover(asked, by=colleague, at=at)
    assert list(tasks.still_to_do(colleague)) == [task]


def test_what_is_wrong_with_it_is_said(counsellor: Actor, at: datetime) -> None:
    case = builders.closed_chat(counsellor, at=at).case
    for words, kind, wrong in (
        ("  ", "other", TaskEmpty),
        ("x" * (casework.LONGEST_TASK + 1), "other", TaskTooLong),
        (TO_DO, "party", UnknownCode),
    ):
        with pytest.raises(wrong):
            casework.add_task(case, words=words, kind=kind, due_at=at, by=counsellor, at=at)
