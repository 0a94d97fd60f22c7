"""A file as counsellors and visitors see it once it is published, on the screen and on paper."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import ADMINISTRATOR, COORDINATOR
from hulplijn.content import on_paper
from hulplijn.content.rules.forms.tree import NotAForm
from hulplijn.guidance import editing
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries.content_preview import preview_of
from hulplijn.workspace.views.content.opened import opened, page, unreadable


@require_GET
@staff_only([COORDINATOR, ADMINISTRATOR])
def preview(request: StaffRequest, kind: str, stem: str) -> HttpResponse:
    file = opened(request, kind, stem)
    try:
        values = file.values()
    except NotAForm as error:
        return unreadable(request, file, error)
    return page(request, "preview", file, preview_of(file.sheet, file.source, values, now()))


@require_GET
@staff_only([COORDINATOR, ADMINISTRATOR])
def on_the_printer(request: StaffRequest, kind: str, stem: str) -> HttpResponse:
    """The PDF of the draft, or of what is in use; what is wrong with it has to be mended first."""
    file = opened(request, kind, stem)
    name = file.sheet.name
    if not on_paper.is_for_paper(name):
        raise Http404
    if any(not one.is_wording and "pages" not in one.facts for one in editing.complaints(name, file.source)):
        return redirect("workspace:content-publish", kind, stem)
    response = HttpResponse(on_paper.pdf(name, file.source), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{stem}.pdf"'
    return response
