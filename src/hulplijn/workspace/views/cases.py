"""The list of cases."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import joined, rights
from hulplijn.casework.actions import find_by_code, look_through_cases
from hulplijn.casework.errors import NotACode, TooManyWrongCodes, WrongCode
from hulplijn.casework.models import Case
from hulplijn.plumbing.clock import now
from hulplijn.privacy.private_text import PrivateText
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers

_LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(answers.COUNSELLORS)
def cases(request: StaffRequest) -> HttpResponse:
    """The words of a return code come in a form, never in an address."""
    at = now()
    by_words = _by_words(request) if request.method == "POST" else {}
    chosen = queries.case_filter(request.GET)
    sought = chosen.sought
    look_through_cases(by=request.actor, at=at, sought="yes" if sought.is_anything else "")
    context = {"cases": queries.case_rows(request.actor, sought), "sought": sought, "filter": chosen}
    status = 422 if "words_wrong" in by_words else 200
    page = context | by_words | answers.without_line(request, at)
    return render(request, "workspace/cases.html", page, status=status)


def _by_words(request: StaffRequest) -> dict[str, object]:
    """The case of the four words that a visitor told her, or what is wrong with them."""
    typed, at = request.POST.get("words", "")[:_LONGEST], now()
    try:
        found = joined.one_persons(find_by_code(typed, by=request.actor, at=at))[0]
    except (NotACode, WrongCode, TooManyWrongCodes) as wrong:
        return {"words_wrong": type(wrong).__name__, "words_typed": PrivateText(typed)}
    contacts = joined.contacts_of_all(found)
    return {
        "by_words": found,
        "by_words_with": contacts[-1].owner if contacts else None,
        "may_read": rights.may(request.actor, "case.read", found),
    }


@require_GET
@staff_only(answers.COUNSELLORS)
def case(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """A case is read on the page of its newest contact, which opens it and so enters the audit log."""
    found = get_object_or_404(Case, pk=case_id)
    rights.require(request.actor, "case.read", found, at=now())
    contacts = joined.contacts_of_all(found)
    if not contacts:
        raise Http404
    part = request.GET.get("deel", "")
    return redirect(answers.address(contacts[-1], part if part in answers.PARTS else ""))
