"""What goes on later: a contact that is put away for a while, a case for the next shift."""

from __future__ import annotations

import uuid
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import (
    AlreadyClosed,
    HandedOverAlready,
    NoEnd,
    NoteEmpty,
    NoteTooLong,
    NotTakenYet,
    StillTalking,
    TakenByColleague,
)
from hulplijn.casework.models import PassedOn
from hulplijn.content.queries import helpline
from hulplijn.plumbing.clock import now
from hulplijn.workspace.rules.days import NotADay, day_of, end_of, start_of
from hulplijn.workspace.views import answers
from hulplijn.workspace.views.now import screen

WRONG: dict[type[Exception], str] = {
    NotADay: "day",
    NoEnd: "day",
    NoteEmpty: "empty",
    NoteTooLong: "too_long",
    StillTalking: "talking",
    HandedOverAlready: "already",
    AlreadyClosed: "closed",
    NotTakenYet: "closed",
}


def _zone() -> ZoneInfo:
    return ZoneInfo(helpline().timezone)


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def snooze(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at, post = answers.readable(request, contact_id), now(), request.POST
    if post.get("do") == "wake":
        casework.end_snooze(contact, by=request.actor, at=at)
        return redirect(answers.address(contact))
    try:
        day = day_of(post.get("when", ""), post.get("day", ""), localdate(at))
        casework.snooze(contact, start_of(day, _zone()), by=request.actor, at=at)
    except tuple(WRONG) as wrong:
        return answers.case_part(
            request, contact_id, "snooze", status=422, later_wrong=WRONG[type(wrong)], task_typed=post
        )
    return redirect(answers.queue_after(contact))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def pass_on(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at, post = answers.readable(request, contact_id), now(), request.POST
    try:
        when, due_at = post.get("when", ""), None
        if when not in ("", "none"):
            due_at = end_of(day_of(when, post.get("day", ""), localdate(at)), _zone())
        casework.pass_on(
            contact,
            is_so=post.get("is_so", ""),
            was_done=post.get("was_done", ""),
            to_do=post.get("to_do", ""),
            due_at=due_at,
            by=request.actor,
            at=at,
        )
    except tuple(WRONG) as wrong:
        return answers.case_part(
            request, contact_id, "pass-on", status=422, later_wrong=WRONG[type(wrong)], task_typed=post
        )
    return redirect(answers.queue_after(contact))


@answers.only_sent("now")
@staff_only(answers.COUNSELLORS)
def take_on(request: StaffRequest, passed_id: uuid.UUID) -> HttpResponse:
    passed = get_object_or_404(PassedOn.objects.select_related("contact"), pk=passed_id)
    try:
        contact = casework.take_on(passed, by=request.actor, at=now())
    except TakenByColleague as first:
        return screen(request, status=409, too_late="colleague", colleague=first.name)
    return redirect(answers.address(contact))
