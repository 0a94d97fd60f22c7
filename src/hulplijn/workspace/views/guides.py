"""The guides of two pages: the list, one on the screen, one for paper."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries import guides as queries
from hulplijn.workspace.views import answers


@require_GET
@staff_only()
def guides(request: StaffRequest) -> HttpResponse:
    context = {"guides": queries.guides()} | answers.without_line(request, now())
    return render(request, "workspace/guides/list.html", context)


@require_GET
@staff_only()
def guide(request: StaffRequest, role: str) -> HttpResponse:
    context = {"guide": _found(role)} | answers.without_line(request, now())
    return render(request, "workspace/guides/one.html", context)


@require_GET
@staff_only()
def pdf(request: StaffRequest, role: str) -> HttpResponse:
    response = HttpResponse(queries.pdf(_found(role)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="gids-{role}.pdf"'
    return response


def _found(role: str) -> queries.Guide:
    found = queries.guide(role)
    if found is None:
        raise Http404
    return found
