"""The door of the staff's pages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url

from hulplijn.accounts import locking
from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed
from hulplijn.look.addresses import page_before
from hulplijn.plumbing import clock

P = ParamSpec("P")

FORMS_OF_OUR_OWN = "same-origin"
"""Referrer policy of pages with a form: under "no-referrer" a browser sends its posts with origin "null",
and the check against forged requests refuses them. Other sites are told nothing by either."""


class StaffRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: Staff
    actor: Actor


def staff_only(
    roles: Collection[str] = (), *, stays_open: bool = False
) -> Callable[
    [Callable[Concatenate[StaffRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let in who is logged in, and where `roles` are named has one of them; others go to the log-in.

    A request for a fragment (htmx, fetch) gets a 401 instead of a redirect, so that the page can say
    that the session is over and keep what was typed. After a form, the log-in leads to the page that the
    form stood on. A locked screen shows nothing, but for what `stays_open`: the wall, on which nobody's
    words stand, and the lock itself. What is not there has a page of the staff's own, with the way back
    to their work.
    """

    def wrap(
        view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if is_fragment(request):
                    return HttpResponse(status=401)
                return redirect_to_login(_after_log_in(request))
            staff = cast(StaffRequest, request)
            staff.actor = actor_of(staff.user)
            if not stays_open:
                row, at = locking.row_of(request), clock.now()
                if locking.is_locked(row, at):
                    return _locked(request)
                if not is_fragment(request):
                    locking.note_activity(row, at)
            if roles and not staff.actor.roles & set(roles):
                audit.record("page.open", by=staff.actor, at=clock.now(), outcome="refused")
                raise NotAllowed("page.open", staff.actor)
            try:
                response = view(staff, *args, **kwargs)
            except Http404:
                response = render(request, "accounts/not_here.html", status=404)
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = FORMS_OF_OUR_OWN
            return response

        return inner

    return wrap


def proved_lately(
    view: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[StaffRequest, P], HttpResponse]:
    """Below `staff_only`: a session alone does not change what she proves herself with. Who has not proved
    herself lately is asked to, and comes back to the page of her log-in."""

    @wraps(view)
    def inner(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not locking.is_proved_lately(locking.row_of(request), clock.now()):
            query = urlencode({"opnieuw": 1, "next": resolve_url("accounts:own")})
            return redirect(f"{resolve_url('accounts:locked')}?{query}")
        return view(request, *args, **kwargs)

    return inner


def _locked(request: HttpRequest) -> HttpResponse:
    if is_fragment(request):
        return HttpResponse(status=423)
    return redirect(f"{resolve_url('accounts:locked')}?{urlencode({'next': _after_log_in(request)})}")


def is_fragment(request: HttpRequest) -> bool:
    """Whether a script asks for a part of a page."""
    return bool(request.headers.get("HX-Request") or request.headers.get("X-Fragment"))


def _after_log_in(request: HttpRequest) -> str:
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return page_before(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
