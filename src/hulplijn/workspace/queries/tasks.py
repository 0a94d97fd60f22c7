"""What must still be done, as pages show it: kinds and days; the words only in the opened case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from hulplijn.audit.actors import Actor
from hulplijn.casework import tasks as casework
from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Contact, Task
from hulplijn.content.queries import helpline
from hulplijn.privacy.private_text import PrivateText
from hulplijn.workspace.rules.days import QUICK, is_whole_day


@dataclass(frozen=True)
class TaskRow:
    """One task: `when` in words, and whether that is over."""

    task: Task
    when: str
    is_overdue: bool
    words: PrivateText | None = None


def task_rows(by: Actor, at: datetime, *, most: int = 200) -> list[TaskRow]:
    """What `by` has still to do, the most overdue first: a counsellor's own, all for a coordinator."""
    return [_row(one, at) for one in casework.still_to_do(by)[:most]]


def tasks_of(opened: OpenedCase, at: datetime) -> list[TaskRow]:
    """What is to be done in an opened case, and after it what is done."""
    return [_row(one.task, at, one.words) for one in casework.tasks(opened)]


def task_count(contact: Contact, at: datetime) -> tuple[int, int]:
    """How much is still to be done in the case of `contact`, and how much of it is overdue."""
    due = casework.due_in(contact)
    return len(due), sum(one < at for one in due)


def quick_days() -> list[tuple[str, str]]:
    """The quick choices of a day, each with its words."""
    says = {"tomorrow": _("tomorrow"), "three_days": _("in three days"), "week": _("next week")}
    return [(code, says[code]) for code in QUICK]


def _row(task: Task, at: datetime, words: PrivateText | None = None) -> TaskRow:
    return TaskRow(task, when_says(task.due_at, at), task.is_overdue(at), words)


def when_says(moment: datetime, at: datetime) -> str:
    """A moment to come in words: "today", "tomorrow 15:00", "3 December"."""
    zone = ZoneInfo(helpline().timezone)
    then, today = moment.astimezone(zone), at.astimezone(zone).date()
    near = {
        today - timedelta(days=1): _("yesterday"),
        today: _("today"),
        today + timedelta(days=1): _("tomorrow"),
    }
    day = near.get(then.date()) or written(then, "j F" if then.year == today.year else "j F Y")
    return day if is_whole_day(moment, zone) else f"{day} {then:%H:%M}"
