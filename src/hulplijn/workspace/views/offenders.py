"""The accounts of an offender: shown after an explicit press only, and each showing is logged apart."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import AccountEmpty, AccountTooLong, UnknownCode
from hulplijn.casework.models import Contact
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(answers.COUNSELLORS)
def offenders(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found, at = answers.found(contact_id), now()
    if request.method == "POST":
        if "take_away" in request.POST:
            return _take_away(request, found, at)
        return _add(request, found, at)
    return _answer(request, found, accounts=_read(request, found, at))


def _add(request: StaffRequest, found: Contact, at: datetime) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("account", "platform", "part")}
    try:
        casework.add_offender_account(found, typed.pop("account"), **typed, by=request.actor, at=at)
    except (AccountEmpty, AccountTooLong, UnknownCode) as wrong:
        return _answer(request, found, status=422, wrong=wrong, typed=request.POST)
    if answers.wants_fragment(request):
        return _answer(request, found, saved_at=at)
    return redirect(f"{answers.address(found, 'facts').partition('#')[0]}#offenders")


def _take_away(request: StaffRequest, found: Contact, at: datetime) -> HttpResponse:
    try:
        account = uuid.UUID(request.POST["take_away"])
    except ValueError:
        account = uuid.UUID(int=0)
    casework.remove_offender_account(found, account, by=request.actor, at=at)
    return _answer(request, found, accounts=_read(request, found, at), saved_at=at)


def _read(request: StaffRequest, found: Contact, at: datetime) -> list[queries.ShownAccount]:
    return queries.shown_accounts(casework.read_offender_accounts(found, by=request.actor, at=at))


def _answer(request: StaffRequest, found: Contact, *, status: int = 200, **facts: object) -> HttpResponse:
    context = {"contact": found, "offender_form": queries.offender_form(found), **facts}
    page = "parts/offenders" if answers.wants_fragment(request) else "offenders"
    return render(request, f"workspace/{page}.html", context, status=status)
