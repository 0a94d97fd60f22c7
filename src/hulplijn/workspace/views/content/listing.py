"""Everything that can be edited, kind by kind."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import ADMINISTRATOR, COORDINATOR
from hulplijn.guidance import rights
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries.content_list import kinds
from hulplijn.workspace.views import answers


@require_GET
@staff_only([COORDINATOR, ADMINISTRATOR])
def files(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "content.read", at=at)
    may_write = rights.may(request.actor, "content.keep_draft")
    context = {"kinds": kinds(request.actor.id), "may_write": may_write}
    return render(request, "workspace/content/list.html", context | answers.without_line(request, at))
