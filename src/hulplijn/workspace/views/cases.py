"""The list of cases."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import joined, rights
from hulplijn.casework.actions import look_through_cases
from hulplijn.casework.models import Case
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers


@require_GET
@staff_only(answers.COUNSELLORS)
def cases(request: StaffRequest) -> HttpResponse:
    at = now()
    chosen = queries.case_filter(request.GET)
    sought = chosen.sought
    look_through_cases(by=request.actor, at=at, sought="yes" if sought.is_anything else "")
    context = {"cases": queries.case_rows(request.actor, sought), "sought": sought, "filter": chosen}
    return render(request, "workspace/cases.html", context | answers.without_line(request, at))


@require_GET
@staff_only(answers.COUNSELLORS)
def case(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """A case is read on the page of its newest contact, which opens it and so enters the audit log."""
    found = get_object_or_404(Case, pk=case_id)
    rights.require(request.actor, "case.read", found, at=now())
    contacts = joined.contacts_of_all(found)
    if not contacts:
        raise Http404
    part = request.GET.get("deel", "")
    return redirect(answers.address(contacts[-1], part if part in answers.PARTS else ""))
