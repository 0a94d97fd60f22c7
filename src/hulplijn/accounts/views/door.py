"""Log in, in two steps, and log out."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hulplijn.accounts import actions, demonstration, halfway, queries
from hulplijn.accounts.access import FORMS_OF_OUR_OWN
from hulplijn.accounts.devices import device_of
from hulplijn.accounts.forms import CodeForm, LogInForm, complain
from hulplijn.accounts.halfway import Half
from hulplijn.accounts.models import Staff
from hulplijn.accounts.pictures import picture_of_app_code
from hulplijn.audit import actions as audit
from hulplijn.plumbing import clock
from hulplijn.plumbing.database import writing


@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    form = LogInForm(request.POST or None)
    if demonstration.is_one() and not demonstration.is_asked_from_here(request):
        return _shown(request, "accounts/only_here.html", {}, status=403)
    if request.method == "POST" and form.is_valid():
        staff = authenticate(request, **form.cleaned_data)
        if isinstance(staff, Staff):
            halfway.begin(request, staff, _next(request), at=clock.now())
            return redirect("accounts:second")
        form.add_error(None, _("This name and password do not belong together. Check both and try again."))
    context = {"form": form, "next": request.GET.get("next", "")}
    return _shown(request, "accounts/log_in.html", context, status=422 if form.errors else 200)


@never_cache
def second(request: HttpRequest) -> HttpResponse:
    """The second step: a one-time code, or a code on paper."""
    at = clock.now()
    half = halfway.of(request, at=at)
    if half is None:
        return redirect("accounts:log_in")
    if not half.printed and not queries.factors_of(half.staff).any:
        return redirect("accounts:set_up")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _proves(request, half, form.cleaned_data["code"], at):
            return _enter(request, half.staff, half.next)
        if halfway.count_wrong(request):
            return redirect("accounts:log_in")
        form.add_error(
            "code", _("This code is not right, or was used before. Type the one that you see now.")
        )
    context = {"form": form, "half": half, "factors": queries.factors_of(half.staff)}
    return _shown(request, "accounts/second.html", context, status=422 if form.errors else 200)


@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """The first time: who has no second factor sets one up before anything else."""
    at = clock.now()
    half = halfway.of(request, at=at)
    if half is None:
        return redirect("accounts:log_in")
    if queries.factors_of(half.staff).any:  # with the password alone nobody adds one
        return redirect("accounts:second")
    by = queries.actor_of(half.staff)
    secret = actions.begin_app_code(half.staff, by=by, at=at)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.confirm_app_code(
                half.staff, form.cleaned_data["code"], by=by, at=at, outside=clock.outside()
            )
        except actions.CannotConfirm:
            form.add_error("code", _("The app shows another code. Type the one that you see now."))
        else:
            _enter(request, half.staff, half.next)
            return _shown(request, "accounts/codes.html", {"codes": codes, "next": half.next})
    context = {"form": form, "half": half, "app": picture_of_app_code(half.staff, secret)}
    return _shown(request, "accounts/set_up.html", context, status=422 if form.errors else 200)


def log_out(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":  # a reloaded address must not log anybody out
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    logout(request)
    return redirect(resolve_url(settings.LOGIN_URL))


def _proves(request: HttpRequest, half: Half, typed: str, at: datetime) -> bool:
    return (
        halfway.use_printed_code(request, half, typed)
        or actions.use_app_code(half.staff, typed, at=at, outside=clock.outside())
        or actions.use_recovery_code(half.staff, typed, at=at)
    )


def _enter(request: HttpRequest, staff: Staff, next: str) -> HttpResponse:
    with writing():
        request.session.flush()
        login(request, staff)
        request.session["device"] = device_of(request.headers.get("User-Agent", ""))
        audit.record("session.begin", by=queries.actor_of(staff), on=staff, at=clock.now())
    return redirect(next)


def _shown(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    if isinstance(form := context.get("form"), Form):
        complain(form)
    response = render(request, template, context, status=status)
    response.headers["Referrer-Policy"] = FORMS_OF_OUR_OWN
    return response


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
