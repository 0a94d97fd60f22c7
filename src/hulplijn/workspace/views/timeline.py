"""A whole case in one order, to read, to print, and to find something in."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework import joined
from hulplijn.casework import queries as cases
from hulplijn.casework.models import Case
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers

_LONGEST = 100


@staff_only(answers.COUNSELLORS)
def timeline(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """What is sought comes in a form, never in an address: it may be what somebody said."""
    found, at = get_object_or_404(Case, pk=case_id), now()
    opened = [casework.open_case(one, by=request.actor, at=at) for one in joined.one_persons(found)]
    moments = queries.timeline(opened, at, by=request.actor)
    sought = request.POST.get("sought", "").strip()[:_LONGEST]
    if sought:
        for one in opened:
            casework.find_in_case(one, by=request.actor, at=at)
        moments = queries.with_words(moments, sought)
    context = {"case": found, "name": cases.name(opened[0]), "moments": moments, "sought": sought}
    return render(request, "workspace/timeline.html", context | answers.without_line(request, at))


@require_POST
@staff_only(answers.COUNSELLORS)
def printed(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """The browser is about to print; sent by the page by itself."""
    casework.print_case(get_object_or_404(Case, pk=case_id), by=request.actor, at=now())
    return HttpResponse(status=204)
