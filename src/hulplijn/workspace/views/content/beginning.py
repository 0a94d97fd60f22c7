"""A text that the product did not bring: a plan, a subject, a partner, a page, a scripted visitor."""

from __future__ import annotations

import re

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import COORDINATOR
from hulplijn.content import queries as content
from hulplijn.content.rules.forms.files import BEGUN, PAGES, PARTNERS, PRACTICE, Sheet, begun
from hulplijn.content.rules.names import PLACED, is_editable
from hulplijn.content.rules.own import code_for
from hulplijn.content.rules.partners import SISTER
from hulplijn.guidance import edited, editing, rights
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries import content_words
from hulplijn.workspace.views import answers


@require_http_methods(["GET", "POST"])
@staff_only([COORDINATOR])
def new(request: StaffRequest, kind: str) -> HttpResponse:
    at = now()
    rights.require(request.actor, "content.keep_draft", at=at)
    if kind not in BEGUN:
        raise Http404
    codes, wrong = _without_page() if kind == PARTNERS else [], False
    if request.method == "POST":
        sheets = _sheets(kind, _stem(request, kind, dict(codes)))
        if all(_is_free(one) for one in sheets):
            beside = content.scripts() if kind == PRACTICE else content.replies()
            place = 1 + max((one.place for one in beside), default=0)
            try:
                for one in sheets:
                    editing.keep_draft(one.name, begun(one, place), by=request.actor, at=at)
                return redirect("workspace:content-edit", kind, sheets[0].stem)
            except editing.DraftChanged:
                pass
        wrong = True
    context = {
        "kind": kind,
        "kind_words": content_words.KINDS[kind],
        "codes": codes,
        "wrong": wrong,
        "typed": request.POST.get("words", ""),
    }
    page = context | answers.without_line(request, at)
    return render(request, "workspace/content/new.html", page, status=422 if wrong else 200)


def _sheets(kind: str, stem: str) -> list[Sheet]:
    """The files to begin: a page has one in each language."""
    languages = content.helpline().languages
    stems = [f"{stem}.{language}" for language in languages] if kind == PAGES else [stem]
    return [Sheet(kind, one, languages) for one in stems]


def _is_free(sheet: Sheet) -> bool:
    is_placed = sheet.kind == PAGES and sheet.stem.partition(".")[0] in PLACED
    is_begun = edited.draft_of(sheet.name) is not None or bool(edited.in_use(sheet.name))
    return is_editable(sheet.name) and not (is_placed or is_begun)


def _stem(request: StaffRequest, kind: str, codes: dict[str, str]) -> str:
    """The name of the file that is asked for; nothing where it is no name."""
    words = request.POST.get("words", "")
    if kind == PARTNERS and request.POST.get("code", "") in codes:
        return request.POST["code"]
    if not re.search(r"[A-Za-z]", words):
        return ""
    if kind == PAGES:
        return code_for(words, ()).replace("_", "-")
    return code_for(f"{SISTER if kind == PARTNERS else ''}{words}", ())


def _without_page() -> list[tuple[str, str]]:
    """The partners of the list of referrals that have no page."""
    there = {one.name for one in edited.editables()}
    return [
        (one.code, str(one.label))
        for one in content.code_list("referral_to").codes
        if f"partners/{one.code}.yaml" not in there and one.code != "sister_helpline"
    ]
