"""A file as a form: part by part, with what is wrong beside each field."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import COORDINATOR
from hulplijn.content.rules.forms import typed
from hulplijn.content.rules.forms.fields import Tree
from hulplijn.content.rules.forms.files import PLANS, apart, part_of, put
from hulplijn.content.rules.forms.tree import NotAForm
from hulplijn.guidance import editing
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries.content_form import form
from hulplijn.workspace.views.content.opened import Opened, opened, page, unreadable

ROWS = ("add", "remove", "up", "down")


@dataclass(frozen=True)
class Sent:
    """What the form sent: the whole file with it, and the button."""

    values: Tree
    path: str
    button: str
    chosen: str
    version: str

    @property
    def deed(self) -> str:
        return self.button.partition(":")[0]

    @property
    def at(self) -> str:
        return self.button.partition(":")[2]


@require_http_methods(["GET", "POST"])
@staff_only([COORDINATOR])
def edit(request: StaffRequest, kind: str, stem: str) -> HttpResponse:
    file = opened(request, kind, stem)
    try:
        values = file.values()
    except NotAForm as error:
        return unreadable(request, file, error)
    if request.method != "POST":
        return _page(request, file, values, request.GET.get("deel", ""))
    try:
        sent = _sent(request, file, values)
        return _pressed(request, file, sent)
    except (LookupError, typed.TooManyRows):
        return HttpResponse(status=400)


def _sent(request: StaffRequest, file: Opened, values: Tree) -> Sent:
    post, path = request.POST, request.POST.get("part", "")
    part = part_of(file.sheet, values, path)
    typing = typed.Typing(dict(post.lists()), file.sheet.languages)
    put(values, part, typing.tree(part.fields, typed.BEGIN + part.above))
    begin = f"{file.sheet.stem} " if file.sheet.kind == PLANS else ""
    typed.name_rows(values, file.sheet.fields, typed.names_in(values), begin if ".ends." in path else "")
    button = post.get("do", "save")
    chosen = post.get(f"new:{button.partition(':')[2]}", "")
    return Sent(values, path, button, chosen, post.get("version", ""))


def _pressed(request: StaffRequest, file: Opened, sent: Sent) -> HttpResponse:
    """Rows of this part are changed on the page only; all else keeps what was typed as the draft first."""
    if sent.version != str(file.version):
        return _page(request, file, sent.values, sent.path, overtaken=True, status=409)
    to = sent.path
    if sent.deed in ROWS:
        to = typed.press(sent.values, file.sheet.fields, sent.button, sent.chosen, file.sheet.languages)
        if not _is_part(file, sent.at):
            return _page(request, file, sent.values, sent.path, focus=to, unsaved=True)
        typed.name_rows(sent.values, file.sheet.fields, typed.names_in(sent.values))
    try:
        is_kept = _keep(request, file, sent.values)
    except editing.DraftChanged:
        newer = opened(request, *file.address)
        return _page(request, newer, sent.values, sent.path, overtaken=True, status=409)
    except editing.TextTooLong:
        return _page(request, file, sent.values, sent.path, too_long=True, status=422)
    return _onward(file, sent, to, is_kept)


def _onward(file: Opened, sent: Sent, to: str, is_kept: bool) -> HttpResponseRedirect:
    if sent.deed in ("preview", "publish"):
        return redirect(f"workspace:content-{sent.deed}", *file.address)
    to = sent.at if sent.deed == "go" else to
    if not (to == "" or to.rpartition(".")[2].isdecimal()):
        to = ""
    asked = {"deel": to, "bewaard": "ja" if is_kept else ""}
    return HttpResponseRedirect(f"{reverse('workspace:content-edit', args=file.address)}?{urlencode(asked)}")


def _is_part(file: Opened, path: str) -> bool:
    lists = [above for above, _ in apart(file.sheet)]
    return path in lists or path.rpartition(".")[0] in lists


def _keep(request: StaffRequest, file: Opened, values: Tree) -> bool:
    """Keep the draft, unless nothing was changed; says whether it was kept."""
    source = file.sheet.source(values)
    if source == file.sheet.source(file.values()):
        return False
    editing.keep_draft(file.sheet.name, source, by=request.actor, at=now(), based_on=file.version)
    return True


def _page(
    request: StaffRequest, file: Opened, values: Tree, path: str, *, status: int = 200, **said: object
) -> HttpResponse:
    try:
        part = part_of(file.sheet, values, path)
    except LookupError:
        if status == 200:
            raise Http404 from None
        part = part_of(file.sheet, values, "")
    source = file.sheet.source(values)
    errors = editing.complaints(file.sheet.name, source) if file.draft or request.method == "POST" else []
    context: dict[str, object] = {
        "form": form(file.sheet, values, part, errors),
        "is_kept": request.GET.get("bewaard") == "ja",
        **said,
    }
    return page(request, "edit", file, context, status=status)
