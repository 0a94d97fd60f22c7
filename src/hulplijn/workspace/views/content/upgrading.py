"""A file of ours beside which the product's own has changed: theirs and ours, and a choice."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import COORDINATOR
from hulplijn.content.rules.forms.tree import NotAForm
from hulplijn.guidance import edited, editing
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries.content_changes import changes
from hulplijn.workspace.views.content.opened import Opened, opened, page, unreadable


@require_http_methods(["GET", "POST"])
@staff_only([COORDINATOR])
def upgrade(request: StaffRequest, kind: str, stem: str) -> HttpResponse:
    file = opened(request, kind, stem)
    found = edited.differences(file.sheet.name)
    if found is None:
        return redirect("workspace:content-history", kind, stem)
    wrong = ""
    if request.method == "POST":
        try:
            return _choose(request, file, request.POST.get("do", ""))
        except (editing.NoSuchVersion, editing.PublishedMeanwhile, editing.HasMistakes) as refused:
            wrong = type(refused).__name__
        except editing.DraftChanged:
            wrong = "DraftChanged"
    try:
        context = {
            "theirs": changes(file.sheet, found.base, found.shipped),
            "between": changes(file.sheet, found.shipped, found.ours),
            "shipped_changed": found.shipped_changed,
            "is_gone": not found.shipped,
            "wrong": wrong,
        }
    except NotAForm as error:
        return unreadable(request, file, error)
    return page(request, "upgrade", file, context, status=409 if wrong else 200)


def _choose(request: StaffRequest, file: Opened, deed: str) -> HttpResponse:
    """Ours stays or is edited: a draft, laid beside the product's file. Or the product's holds again."""
    if deed == "take":
        editing.take_back(file.sheet.name, 0, by=request.actor, at=now())
        return redirect("workspace:content-history", *file.address)
    if deed not in ("keep", "edit"):
        return HttpResponse(status=400)
    editing.keep_draft(
        file.sheet.name,
        file.source,
        by=request.actor,
        at=now(),
        based_on=int(request.POST.get("version", "0")) if request.POST.get("version", "").isdecimal() else 0,
        takes_in_shipped=True,
    )
    return redirect(f"workspace:content-{'publish' if deed == 'keep' else 'edit'}", *file.address)
