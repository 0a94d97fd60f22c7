"""What must still be done: the list, and in a case."""

from __future__ import annotations

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit import actions as audit
from hulplijn.casework import actions as casework
from hulplijn.casework import passed_on, rights
from hulplijn.casework.errors import TaskEmpty, TaskTooLong, UnknownCode
from hulplijn.casework.models import Task
from hulplijn.content.queries import helpline
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.rules.days import NotADay, day_of, end_of
from hulplijn.workspace.views import answers

WRONG: dict[type[Exception], str] = {
    TaskEmpty: "empty",
    TaskTooLong: "too_long",
    NotADay: "day",
    UnknownCode: "kind",
}


@require_GET
@staff_only(answers.COUNSELLORS)
def tasks(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "task.list", at=at)
    audit.record("task.list", by=request.actor, at=at)
    context = {
        "rows": queries.task_rows(request.actor, at),
        "asleep": passed_on.asleep(request.actor),
        "wrong": request.GET.get("niet", ""),
    }
    return render(request, "workspace/tasks.html", context | answers.without_line(request, at))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def add(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at = answers.readable(request, contact_id), now()
    post = request.POST
    try:
        casework.add_task(
            contact.case,
            words=post.get("words", ""),
            due_at=_chosen(request, at),
            contact=contact,
            kind=post.get("kind") or Task.Kind.OTHER,
            by=request.actor,
            at=at,
        )
    except tuple(WRONG) as wrong:
        return answers.case_part(
            request, contact_id, "tasks", status=422, task_wrong=WRONG[type(wrong)], task_typed=post
        )
    return answers.case_part(request, contact_id, "tasks", saved_at=at)


@answers.only_sent("tasks")
@staff_only(answers.COUNSELLORS)
def move(request: StaffRequest, task_id: uuid.UUID) -> HttpResponse:
    found, at = get_object_or_404(Task.objects.select_related("case"), pk=task_id), now()
    wrong = ""
    match request.POST.get("do"):
        case "done":
            casework.finish_task(found, by=request.actor, at=at)
        case "reopen":
            casework.reopen_task(found, by=request.actor, at=at)
        case _:
            rights.require(request.actor, "task.move", found, at=at)
            try:
                casework.move_task(found, _chosen(request, at), by=request.actor, at=at)
            except NotADay:
                wrong = "day"
    if request.POST.get("bij"):
        contact = answers.found_or_404(request.POST["bij"])
        extra = {"move_wrong": found.pk} if wrong else {"saved_at": at}
        return answers.case_part(request, contact.pk, "tasks", status=422 if wrong else 200, **extra)
    response = redirect("workspace:tasks")
    response["Location"] += f"?niet={found.pk}" if wrong else ""
    return response


def _chosen(request: StaffRequest, at: datetime) -> datetime:
    """The end of the day that was chosen.

    Raises:
        NotADay
    """
    day = day_of(request.POST.get("when", ""), request.POST.get("day", ""), localdate(at))
    return end_of(day, ZoneInfo(helpline().timezone))
