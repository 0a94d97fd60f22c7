"""Log in, in two steps, and log out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from hulplijn.accounts import actions, demonstration, halfway, oidc, queries, slowing
from hulplijn.accounts.access import FORMS_OF_OUR_OWN
from hulplijn.accounts.devices import device_of
from hulplijn.accounts.forms import CodeForm, LogInForm, complain
from hulplijn.accounts.halfway import Half
from hulplijn.accounts.models import Staff
from hulplijn.accounts.pictures import picture_of_app_code
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import NOBODY
from hulplijn.plumbing import clock
from hulplijn.plumbing.database import writing

_BEGUN = "app"


@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    form = LogInForm(request.POST or None)
    if demonstration.is_one() and not demonstration.is_asked_from_here(request):
        return shown(request, "accounts/only_here.html", {}, status=403)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        status = 422
        try:
            staff = _first_step(request, **form.cleaned_data)
            if staff is not None:
                halfway.begin(request, staff, next_of(request), at=clock.now())
                return redirect("accounts:second")
            form.add_error(
                None, _("This name and password do not belong together. Check both and try again.")
            )
        except slowing.TooFast as slow:
            form.add_error(None, patience(slow))
            status = 429
    context = {
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "by_provider": oidc.provider() is not None,
    }
    return shown(request, "accounts/log_in.html", context, status=status)


@never_cache
def second(request: HttpRequest) -> HttpResponse:
    """The second step: a one-time code, or a code on paper."""
    at = clock.now()
    half = halfway.of(request, at=at)
    if half is None:
        return redirect("accounts:log_in")
    if half.may_set_up:
        return redirect("accounts:set_up")
    form = CodeForm(request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        status = 422
        try:
            if _second_step(request, half, form.cleaned_data["code"], at):
                return enter(request, half.staff, half.next)
            if halfway.count_wrong(request):
                return redirect("accounts:log_in")
            form.add_error(
                "code", _("This code is not right, or was used before. Type the one that you see now.")
            )
        except slowing.TooFast as slow:
            form.add_error("code", patience(slow))
            status = 429
    context = {"form": form, "half": half, "factors": queries.factors_of(half.staff)}
    return shown(request, "accounts/second.html", context, status=status)


@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """The first time: who has no second factor sets one up before anything else."""
    at = clock.now()
    half = halfway.of(request, at=at)
    if half is None:
        return redirect("accounts:log_in")
    if not half.may_set_up:
        return redirect("accounts:second")
    by = queries.actor_of(half.staff)
    secret = app_begun(request, half.staff, at)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.confirm_app_code(
                half.staff, form.cleaned_data["code"], by=by, at=at, outside=clock.outside()
            )
        except actions.CannotConfirm:
            form.add_error("code", _("The app shows another code. Type the one that you see now."))
        else:
            return enter_with_codes(request, half, codes)
    context = {"form": form, "half": half, "app": picture_of_app_code(half.staff, secret)}
    return shown(request, "accounts/set_up.html", context, status=422 if form.errors else 200)


def log_out(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":  # a reloaded address must not log anybody out
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    if isinstance(request.user, Staff):
        audit.record("session.end", by=queries.actor_of(request.user), on=request.user, at=clock.now())
    logout(request)
    return redirect(resolve_url(settings.LOGIN_URL))


def enter(request: HttpRequest, staff: Staff, next: str) -> HttpResponse:
    """Both steps are done: from now on this browser is hers."""
    with writing():
        request.session.flush()
        login(request, staff, backend=settings.AUTHENTICATION_BACKENDS[0])
        request.session["device"] = device_of(request.headers.get("User-Agent", ""))
        audit.record("session.begin", by=queries.actor_of(staff), on=staff, at=clock.now())
    return slowing.know(redirect(next), staff)


def enter_with_codes(request: HttpRequest, half: Half, codes: list[str]) -> HttpResponse:
    """The same the first time: her codes on paper are shown, this once."""
    entered = enter(request, half.staff, half.next)
    if not codes:
        return entered
    context: dict[str, object] = {"codes": codes, "next": half.next}
    return slowing.know(shown(request, "accounts/codes.html", context), half.staff)


def app_begun(request: HttpRequest, staff: Staff, at: datetime) -> str:
    """The secret for an app that this browser sets up, the same again when its page is reloaded."""
    by, begun = queries.actor_of(staff), request.session.get(_BEGUN, "")
    secret, now_begun = actions.begin_app_code(staff, begun, by=by, at=at)
    if now_begun != begun:
        request.session[_BEGUN] = now_begun
    return secret


def patience(slow: slowing.TooFast) -> str:
    """How long to wait, as a sentence."""
    told = ngettext(
        "Too many tries. Wait %(seconds)s second and try again.",
        "Too many tries. Wait %(seconds)s seconds and try again.",
        slow.seconds,
    )
    return told % {"seconds": slow.seconds}


def shown(
    request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """A page of the door."""
    if isinstance(form := context.get("form"), Form):
        complain(form)
    response = render(request, template, dict(context), status=status)
    response.headers["Referrer-Policy"] = FORMS_OF_OUR_OWN
    return response


def next_of(request: HttpRequest) -> str:
    """Where to go after the log-in: a page of ours, or her work."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _first_step(request: HttpRequest, username: str, password: str) -> Staff | None:
    at = clock.now()
    keys = slowing.first_step(request, username, at=at)
    slowing.spend(keys, at=at)
    staff = authenticate(request, username=username, password=password)
    if not isinstance(staff, Staff):
        audit.record("session.begin", by=NOBODY, on=queries.staff_named(username), at=at, outcome="refused")
        return None
    slowing.give_back(keys)
    return staff


def _second_step(request: HttpRequest, half: Half, typed: str, at: datetime) -> bool:
    keys = slowing.second_step(request, half.staff)
    slowing.spend(keys, at=at)
    if not _proves(request, half, typed, at):
        audit.record(
            "session.begin", by=queries.actor_of(half.staff), on=half.staff, at=at, outcome="refused"
        )
        return False
    slowing.give_back(keys)
    return True


def _proves(request: HttpRequest, half: Half, typed: str, at: datetime) -> bool:
    return (
        halfway.use_printed_code(request, half, typed)
        or actions.use_app_code(half.staff, typed, at=at, outside=clock.outside())
        or actions.use_recovery_code(half.staff, typed, at=at)
    )
