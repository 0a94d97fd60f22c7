"""Ending the conversation, closing it, or leaving the wrap-up for later."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import AlreadyClosed, LinkGone, NotTakenYet, StillToAsk, UnknownCode
from hulplijn.plumbing.clock import now
from hulplijn.workspace.views import answers


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def end(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact = answers.readable(request, contact_id)
    try:
        casework.end(contact, by=request.actor, at=now())
    except NotTakenYet:
        return _not_taken_yet(request, contact_id)
    return redirect(answers.address(contact, "wrap-up"))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def park(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact = answers.readable(request, contact_id)
    try:
        casework.park(contact, by=request.actor, at=now())
    except NotTakenYet:
        return _not_taken_yet(request, contact_id)
    except AlreadyClosed:
        return answers.case_part(request, contact_id, "facts", status=409, closed_meanwhile=True)
    return redirect(answers.queue_after(contact))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def close(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact = answers.readable(request, contact_id)
    try:
        casework.close(contact, by=request.actor, at=now())
    except StillToAsk as still:
        fields = {question.field for question in still.questions}
        return answers.case_part(
            request, contact_id, "wrap-up", status=422, asked=still.questions, asked_fields=fields
        )
    except NotTakenYet:
        return _not_taken_yet(request, contact_id)
    except AlreadyClosed:
        return answers.case_part(request, contact_id, "facts", status=409, closed_meanwhile=True)
    except LinkGone:
        return answers.case_part(request, contact_id, "wrap-up", status=409, link_gone=True)
    return redirect(answers.queue_after(contact))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def no_talk(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Silence, a prank or a wrong number: closed at once, and counted apart."""
    contact = answers.readable(request, contact_id)
    try:
        casework.close_without_talk(contact, request.POST.get("outcome", ""), by=request.actor, at=now())
    except UnknownCode as bad:
        return answers.case_part(request, contact_id, "wrap-up", status=422, unknown_code=bad)
    except StillToAsk as still:
        fields = {question.field for question in still.questions}
        return answers.case_part(
            request, contact_id, "wrap-up", status=422, asked=still.questions, asked_fields=fields
        )
    except NotTakenYet:
        return _not_taken_yet(request, contact_id)
    except AlreadyClosed:
        return answers.case_part(request, contact_id, "facts", status=409, closed_meanwhile=True)
    return redirect(answers.queue_after(contact))


def _not_taken_yet(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    return answers.case_part(request, contact_id, "facts", status=409, not_taken_yet=True)
