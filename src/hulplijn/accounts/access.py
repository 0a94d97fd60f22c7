"""The door of the staff's pages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url

from hulplijn.accounts.models import Staff, StaffSession
from hulplijn.accounts.queries import actor_of
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed
from hulplijn.look.addresses import page_before
from hulplijn.plumbing import clock
from hulplijn.plumbing.database import writing

P = ParamSpec("P")

_COARSE = timedelta(seconds=30)
"""How exactly it is kept when somebody did something."""

FORMS_OF_OUR_OWN = "same-origin"
"""Referrer policy of pages with a form: under "no-referrer" a browser sends its posts with origin "null",
and the check against forged requests refuses them. Other sites are told nothing by either."""


class StaffRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: Staff
    actor: Actor


def staff_only(
    roles: Collection[str] = (),
) -> Callable[
    [Callable[Concatenate[StaffRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let in who is logged in, and where `roles` are named has one of them; others go to the log-in.

    A request for a fragment (htmx, fetch) gets a 401 instead of a redirect, so that the page can say
    that the session is over and keep what was typed. After a form, the log-in leads to the page that the
    form stood on. What is not there has a page of the staff's own, with the way back to their work.
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
            _note_activity(staff)
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


def _note_activity(request: StaffRequest) -> None:
    """She did something; what a page's script asks for by itself is none."""
    row, at = getattr(request.session, "row", None), clock.now()
    if row is None or is_fragment(request) or at - row.active_at < _COARSE:
        return
    with writing():
        StaffSession.objects.filter(pk=row.pk).update(active_at=at)


def is_fragment(request: HttpRequest) -> bool:
    """Whether a script asks for a part of a page."""
    return bool(request.headers.get("HX-Request") or request.headers.get("X-Fragment"))


def _after_log_in(request: HttpRequest) -> str:
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return page_before(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
