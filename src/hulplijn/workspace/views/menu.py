"""What the command menu looks up on the server: cases by their reference."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework.actions import look_through_cases
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.rules.sought import Sought
from hulplijn.workspace.views import answers

_LEAST = 2
"""Characters of a reference before anything is looked up."""


@require_GET
@staff_only(answers.COUNSELLORS)
def find(request: StaffRequest) -> HttpResponse:
    sought = request.GET.get("kenmerk", "").strip()
    rows = []
    if len(sought) >= _LEAST:
        look_through_cases(by=request.actor, at=now(), sought=sought)
        rows = queries.case_rows(request.actor, Sought(reference=sought), most=5).rows
    return render(request, "workspace/menu_cases.html", {"rows": rows})
