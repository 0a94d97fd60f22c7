"""Removal requests beside the conversation."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework.actions import open_case
from hulplijn.casework.errors import LinkGone, UnknownCode
from hulplijn.plumbing.clock import now
from hulplijn.removal import actions as removal
from hulplijn.removal import queries as notices
from hulplijn.removal.models import Notice
from hulplijn.removal.rules import NotPossibleNow
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def draft(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at = answers.readable(request, contact_id), now()
    form = queries.notice_form(contact, request.POST)
    if not form.check():
        return answers.case_part(request, contact_id, "removal", status=422, form=form)
    opened = open_case(contact.case, by=request.actor, at=at, contact=contact)
    try:
        made = removal.draft_notice(opened, contact, by=request.actor, at=at, **form.fields)
    except UnknownCode as bad:
        form.not_chosen = frozenset({bad.field})
        return answers.case_part(request, contact_id, "removal", status=422, form=form)
    return answers.case_part(request, contact_id, "removal", made=made, saved_at=at)


@answers.only_sent("now")
@staff_only(answers.COUNSELLORS)
def move(request: StaffRequest, notice_id: uuid.UUID) -> HttpResponse:
    """What happened to a notice: consent, sent, confirmed, decided or withdrawn."""
    try:
        notice = notices.notice(notice_id)
    except Notice.DoesNotExist as gone:
        raise Http404 from gone
    answers.readable(request, notice.contact_id)
    event, at = request.POST.get("to", ""), now()
    try:
        _move(request, notice, event)
    except (NotPossibleNow, removal.ConsentMissing, removal.OutcomeUnknown, LinkGone):
        return answers.case_part(request, notice.contact_id, "removal", status=409, not_now=notice.reference)
    return answers.case_part(request, notice.contact_id, "removal", moved=notice.pk, saved_at=at)


def _move(request: StaffRequest, notice: Notice, event: str) -> None:
    simple = {
        "consent": removal.give_consent,
        "send": removal.send_notice,
        "confirm_receipt": removal.confirm_receipt,
        "withdraw": removal.withdraw,
    }
    if event in simple:
        simple[event](notice, by=request.actor, at=now())
    else:
        removal.decide_notice(notice, outcome=event.removeprefix("decide_"), by=request.actor, at=now())
