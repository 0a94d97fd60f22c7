"""Ticking the facts."""

from __future__ import annotations

import uuid

from django.http import HttpResponse

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import AlreadyClosed, LinkGone, UnknownCode
from hulplijn.plumbing.clock import now
from hulplijn.workspace.forms import NoAmount, coded_fields
from hulplijn.workspace.views import answers


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def code(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact = answers.readable(request, contact_id)
    wanted = request.POST.get("deel", "")
    part = wanted if wanted in ("plan", "wrap-up") else "facts"
    change = casework.recode if contact.closed_at else casework.code
    at = now()
    try:
        change(contact, by=request.actor, at=at, **coded_fields(request.POST))
    except NoAmount as bad:
        return answers.case_part(request, contact_id, part, status=422, bad_amount=bad)
    except UnknownCode as bad:
        if bad.field in request.POST.getlist("whole"):
            return answers.case_part(request, contact_id, part, status=422, bad_own=bad)
        return answers.case_part(request, contact_id, part, status=422, unknown_code=bad)
    except AlreadyClosed:
        return answers.case_part(request, contact_id, part, status=409, closed_meanwhile=True)
    except LinkGone:
        return answers.case_part(request, contact_id, part, status=409, link_gone=True)
    return answers.case_part(
        request, contact_id, part, saved_at=at, saved_field=request.POST.get("field", "")
    )
