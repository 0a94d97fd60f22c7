"""Cases that belong together: linked as about one incident, merged as one person's."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions as casework
from hulplijn.casework import joined as together
from hulplijn.casework import rights
from hulplijn.casework.errors import LinkedAlready, MergedAlready, NotTwoCases, UnknownReason
from hulplijn.casework.models import Case, CaseLink
from hulplijn.plumbing.clock import now
from hulplijn.workspace.views import answers

WRONG: dict[type[Exception], str] = {
    NotTwoCases: "none",
    UnknownReason: "reason",
    LinkedAlready: "linked",
    MergedAlready: "merged",
    NotAllowed: "not_hers",
}


@staff_only(answers.COUNSELLORS)
def joined(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """References and codes only, so no case is opened here."""
    found, at = get_object_or_404(Case.objects.select_related("merged_into"), pk=case_id), now()
    rights.require(request.actor, "case.read", found, at=at)
    casework.reason_of(found, by=request.actor, at=at)
    wrong = ""
    if request.method == "POST":
        try:
            _do(request, found, at)
            return redirect("workspace:case-joined", case_id=found.pk)
        except (NotTwoCases, UnknownReason, LinkedAlready, MergedAlready, NotAllowed) as refused:
            wrong = next(says for kind, says in WRONG.items() if isinstance(refused, kind))
    context = {
        "case": found,
        "wrong": wrong,
        "typed": request.POST,
        "linked": together.linked(found, request.actor),
        "merged": together.one_persons(found),
        "reasons": CaseLink.Reason.choices,
    }
    page = context | answers.without_line(request, at)
    return render(request, "workspace/joined.html", page, status=422 if wrong else 200)


def _do(request: StaffRequest, here: Case, at: datetime) -> None:
    post, by = request.POST, request.actor
    match post.get("do"):
        case "link":
            casework.link_cases(here, _named(post), reason=post.get("reason", ""), by=by, at=at)
        case "unlink":
            links = CaseLink.objects.select_related("one", "other")
            link = get_object_or_404(links, pk=_id(post.get("id", "")))
            casework.unlink_cases(link, here, by=by, at=at)
        case "merge":
            casework.merge_cases(_named(post), here, by=by, at=at)
        case "undo":
            merged = get_object_or_404(Case.objects.select_related("merged_into"), pk=_id(post.get("id", "")))
            casework.undo_merge(merged, by=by, at=at)
        case _:
            raise NotTwoCases


def _named(post: QueryDict) -> Case:
    """The case of the reference that was typed.

    Raises:
        NotTwoCases: there is none.
    """
    named: Case | None = Case.real.filter(reference__iexact=post.get("reference", "").strip()).first()
    if named is None:
        raise NotTwoCases
    return named


def _id(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError as wrong:
        raise Http404 from wrong
