"""What a draft changes, field by field; and the two who publish it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import ADMINISTRATOR, COORDINATOR
from hulplijn.content.errors import ContentError
from hulplijn.content.models import Draft
from hulplijn.content.rules.forms.files import Sheet
from hulplijn.content.rules.forms.tree import NotAForm
from hulplijn.guidance import edited, editing, sent_back
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries.content_changes import changes
from hulplijn.workspace.queries.content_mistakes import sentence
from hulplijn.workspace.views.content.opened import opened, page, unreadable

REFUSALS = (
    sent_back.WordMissing,
    editing.DraftChanged,
    editing.HasMistakes,
    editing.NotAsked,
    editing.PublishedMeanwhile,
    editing.SamePerson,
)


@require_http_methods(["GET", "POST"])
@staff_only([COORDINATOR, ADMINISTRATOR])
def publish(request: StaffRequest, kind: str, stem: str) -> HttpResponse:
    file = opened(request, kind, stem)
    wrong = ""
    if request.method == "POST":
        if file.draft is None or request.POST.get("version") != str(file.version):
            wrong = "DraftChanged"
        else:
            try:
                return _do(request, file.draft, [kind, stem])
            except REFUSALS as refused:
                wrong = type(refused).__name__
    try:
        found = changes(file.sheet, file.in_use, file.source) if file.draft else []
    except NotAForm as error:
        return unreadable(request, file, error)
    mistakes = editing.complaints(file.sheet.name, file.source) if file.draft else []
    context: dict[str, object] = {
        "changes": found,
        "is_new": not file.in_use,
        "mistakes": [_says(one, file.sheet) for one in mistakes if not one.is_wording],
        "hard_to_read": sum(one.is_wording for one in mistakes),
        "wrong": wrong,
        "typed": request.POST.get("words", ""),
    }
    return page(request, "publish", file, context, status=409 if wrong else 200)


def _do(request: StaffRequest, draft: Draft, address: list[str]) -> HttpResponse:
    at, by = now(), request.actor
    match request.POST.get("do"):
        case "ask":
            editing.ask_to_publish(draft, by=by, at=at)
        case "publish":
            editing.publish(draft, by=by, at=at)
            return redirect("workspace:content-history", *address)
        case "back":
            sent_back.send_back(draft, words=request.POST.get("words", ""), by=by, at=at)
        case "drop":
            editing.throw_away_draft(draft, by=by, at=at)
            return redirect("workspace:content")
        case _:
            return HttpResponse(status=400)
    return redirect("workspace:content-publish", *address)


@require_http_methods(["GET", "POST"])
@staff_only([COORDINATOR, ADMINISTRATOR])
def history(request: StaffRequest, kind: str, stem: str) -> HttpResponse:
    """Every text that was in use, with what it changed; each can be put in use again."""
    file = opened(request, kind, stem)
    wrong = ""
    if request.method == "POST":
        to = request.POST.get("to", "")
        if not (to.isdecimal() and len(to) < 10):
            return HttpResponse(status=400)
        try:
            editing.take_back(file.sheet.name, int(to), by=request.actor, at=now())
            if not (edited.in_use(file.sheet.name) or file.draft):
                return redirect("workspace:content")  # what the product does not bring is gone
            return redirect("workspace:content-history", kind, stem)
        except (editing.NoSuchVersion, editing.PublishedMeanwhile, editing.HasMistakes) as refused:
            wrong = type(refused).__name__
    context: dict[str, object] = {
        "versions": _versions(file.sheet),
        "wrong": wrong,
        "is_shipped": bool(edited.shipped(file.sheet.name)),
    }
    return page(request, "history", file, context, status=409 if wrong else 200)


def _says(mistake: ContentError, sheet: Sheet) -> str:
    """What is wrong, with the name of the file where it is another, such as the page in another language."""
    words = sentence(mistake)
    return words if mistake.file == sheet.name else f"{mistake.file}: {words}"


def _versions(sheet: Sheet) -> list[dict[str, object]]:
    """The newest first, each beside the one before it; the oldest beside what came with the product."""
    found, shipped = edited.versions(sheet.name), edited.shipped(sheet.name)
    before = [*(one.source or shipped for one in found), shipped][1:]
    return [
        {"version": one, "changes": _readable(sheet, earlier, one.source or shipped)}
        for one, earlier in zip(found, before, strict=True)
    ]


def _readable(sheet: Sheet, old: str, new: str) -> object:
    try:
        return changes(sheet, old, new)
    except NotAForm:
        return None
