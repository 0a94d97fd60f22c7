"""One's own log-in: what one proves with, and where one is logged in."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hulplijn.accounts import actions, locking, queries, slowing
from hulplijn.accounts.access import StaffRequest, proved_lately, staff_only
from hulplijn.accounts.forms import CodeForm, PasswordForm, complain
from hulplijn.accounts.models import StaffSession
from hulplijn.accounts.pictures import picture_of_app_code
from hulplijn.accounts.sessions import SessionStore
from hulplijn.accounts.views.door import app_begun, patience
from hulplijn.audit import actions as audit
from hulplijn.plumbing import clock

_SLOW = "slow"


@require_GET
@staff_only()
def own(request: StaffRequest) -> HttpResponse:
    context = {
        "factors": queries.factors_of(request.user),
        "passkeys": queries.passkeys_of(request.user),
        "sessions": queries.sessions_of(request.user),
        "this": _row(request),
        "is_proved": locking.is_proved_lately(_row(request), clock.now()),
        "place": "own",
    }
    return render(request, "accounts/own.html", context)


@require_POST
@staff_only()
def end_session(request: StaffRequest, handle: UUID) -> HttpResponse:
    session = get_object_or_404(StaffSession.objects.select_related("staff"), handle=handle)
    actions.end_session(session, by=request.actor, at=clock.now())
    if session.staff_id == request.user.pk:
        return redirect("accounts:own")
    return redirect("accounts:person", staff_id=session.staff_id)


@staff_only()
@proved_lately
def add_app(request: StaffRequest) -> HttpResponse:
    at = clock.now()
    if queries.factors_of(request.user).app:
        return redirect("accounts:own")
    secret = app_begun(request, request.user, at)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.confirm_app_code(
                request.user, form.cleaned_data["code"], by=request.actor, at=at, outside=clock.outside()
            )
        except actions.CannotConfirm:
            form.add_error("code", _("The app shows another code. Type the one that you see now."))
        else:
            return _kept(request, codes) if codes else redirect("accounts:own")
    complain(form)
    context = {"form": form, "app": picture_of_app_code(request.user, secret)}
    return render(request, "accounts/add_app.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only()
@proved_lately
def remove_app(request: StaffRequest) -> HttpResponse:
    try:
        actions.remove_app_code(request.user, by=request.actor, at=clock.now())
    except actions.LastFactor:
        return render(request, "accounts/last_factor.html", status=409)
    return redirect("accounts:own")


@require_POST
@staff_only()
@proved_lately
def new_codes(request: StaffRequest) -> HttpResponse:
    return _kept(request, actions.new_recovery_codes(request.user, by=request.actor, at=clock.now()))


@staff_only()
def password(request: StaffRequest) -> HttpResponse:
    told = request.POST if request.method == "POST" else None
    form = PasswordForm(request.user, lambda typed: _proves(request, typed), told)
    if request.method == "POST" and form.is_valid():
        actions.set_password(request.user, form.cleaned_data["new"], by=request.actor, at=clock.now())
        request.session.flush()
        return redirect("accounts:log_in")
    complain(form)
    status = 429 if form.has_error("old", _SLOW) else 422 if form.errors else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)


def _proves(request: StaffRequest, typed: str) -> bool:
    """Whether `typed` is her password. Guessing it is slowed as at the lock."""
    keys, at = slowing.second_step(request, request.user), clock.now()
    try:
        slowing.spend(keys, at=at)
    except slowing.TooFast as slow:
        raise ValidationError(patience(slow), _SLOW) from None
    if request.user.check_password(typed):
        slowing.give_back(keys)
        return True
    audit.record("staff.set_password", by=request.actor, on=request.user, at=at, outcome="refused")
    return False


def _kept(request: StaffRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/codes.html", {"codes": codes, "next": "accounts:own"})


def _row(request: StaffRequest) -> StaffSession | None:
    return request.session.row if isinstance(request.session, SessionStore) else None
