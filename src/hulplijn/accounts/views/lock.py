"""The locked screen: the same person goes on, or somebody else logs in. It also asks for a new proof before
she changes what she proves herself with."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hulplijn.accounts import actions, locking, queries, slowing
from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.accounts.forms import ProofForm
from hulplijn.accounts.views.door import next_of, patience, shown
from hulplijn.audit import actions as audit
from hulplijn.plumbing import clock


@staff_only(stays_open=True)
def locked(request: StaffRequest) -> HttpResponse:
    at, row = clock.now(), locking.row_of(request)
    again = "opnieuw" in request.GET or "opnieuw" in request.POST
    form = ProofForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        status = 422
        try:
            if _proves(request, form.cleaned_data["proof"], at):
                if row is not None:
                    locking.unlock(row, at=at)
                return redirect(next_of(request))
            form.add_error("proof", _("This is not right. Check it and try again."))
        except slowing.TooFast as slow:
            form.add_error("proof", patience(slow))
            status = 429
    elif request.method != "POST" and not again and not locking.is_locked(row, at):
        return redirect(next_of(request))
    context = {
        "form": form,
        "next": next_of(request),
        "again": again and not locking.is_locked(row, at),
        "factors": queries.factors_of(request.user),
        "beats": "counsellor" in request.actor.roles,
    }
    return shown(request, "accounts/locked.html", context, status=status)


@require_POST
@staff_only(stays_open=True)
def lock(request: StaffRequest) -> HttpResponse:
    """Her page saw nobody for five minutes, or she locked it herself."""
    row, at = locking.row_of(request), clock.now()
    if row is not None:
        locking.lock(row, at=at)
        audit.record("session.lock", by=request.actor, on=request.user, at=at)
    return HttpResponse(status=204) if request.headers.get("X-Fragment") else redirect("accounts:locked")


@require_POST
@staff_only()
def awake(request: StaffRequest) -> HttpResponse:
    """Somebody is at the keys or the pointer."""
    locking.note_activity(locking.row_of(request), clock.now())
    return HttpResponse(status=204)


def _proves(request: StaffRequest, typed: str, at: datetime) -> bool:
    keys = slowing.second_step(request, request.user)
    slowing.spend(keys, at=at)
    proven = request.user.check_password(typed) or actions.use_app_code(
        request.user, typed, at=at, outside=clock.outside()
    )
    audit.record(
        "session.unlock",
        by=request.actor,
        on=request.user,
        at=at,
        outcome="done" if proven else "refused",
    )
    if proven:
        slowing.give_back(keys)
    return proven
