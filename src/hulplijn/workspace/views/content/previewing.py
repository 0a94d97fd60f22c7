"""A file as counsellors and visitors see it once it is published."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import ADMINISTRATOR, COORDINATOR
from hulplijn.content.rules.forms.tree import NotAForm
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
