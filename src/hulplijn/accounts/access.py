"""The door of the staff's pages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed
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
    roles: Collection[str] = (),
) -> Callable[
    [Callable[Concatenate[StaffRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let in who is logged in, and where `roles` are named has one of them; others go to the log-in.

    A request for a fragment (htmx, fetch) gets a 401 instead of a redirect, so that the page can say
    that the session is over and keep what was typed.
    """

    def wrap(
        view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.headers.get("HX-Request") or request.headers.get("X-Fragment"):
                    return HttpResponse(status=401)
                return redirect_to_login(request.get_full_path())
            staff = cast(StaffRequest, request)
            staff.actor = actor_of(staff.user)
            if roles and not staff.actor.roles & set(roles):
                audit.record("page.open", by=staff.actor, at=clock.now(), outcome="refused")
                raise NotAllowed("page.open", staff.actor)
            response = view(staff, *args, **kwargs)
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = FORMS_OF_OUR_OWN
            return response

        return inner

    return wrap
