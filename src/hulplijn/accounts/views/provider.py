"""Log in by the helpline's own provider, and back."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict

import structlog
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from hulplijn.accounts import actions, halfway, oidc
from hulplijn.accounts.oidc import Errand
from hulplijn.accounts.views.door import enter, next_of, shown
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import NOBODY
from hulplijn.plumbing import clock

log = structlog.get_logger(__name__)

_COOKIE = "hulplijn-errand"
_HOLDS = 600


def _cookie() -> str:
    """Of this host alone where TLS is: else a neighbour under the same domain plants an errand of her own,
    and a colleague comes back logged in as her."""
    return f"__Host-{_COOKIE}" if settings.SESSION_COOKIE_SECURE else _COOKIE


@require_GET
@never_cache
def go(request: HttpRequest) -> HttpResponse:
    known = oidc.provider()
    if known is None:
        raise Http404
    errand = Errand.new(next_of(request))
    try:
        there = oidc.way_there(known, errand, _back(request))
    except oidc.ProviderFailed as failed:
        return _failed(request, failed)
    response = HttpResponse(status=302, headers={"Location": there})
    # Lax, unlike our session: it must come along when the provider sends the browser back.
    response.set_signed_cookie(
        _cookie(),
        json.dumps(asdict(errand)),
        salt=_COOKIE,
        max_age=_HOLDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_GET
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    known, at = oidc.provider(), clock.now()
    if known is None:
        raise Http404
    try:
        held = request.get_signed_cookie(_cookie(), salt=_COOKIE, max_age=_HOLDS)
        errand = Errand(**json.loads(held or "{}"))
        if not hmac.compare_digest(errand.state, request.GET.get("state", "")):
            raise oidc.ProviderFailed("state")
        claims = oidc.claims_for(
            known, errand, request.GET.get("code", ""), _back(request), outside=clock.outside()
        )
        staff = actions.come_by_provider(known, claims, at=at)
    except (KeyError, TypeError, signing.BadSignature):
        return _failed(request, oidc.ProviderFailed("errand"))
    except oidc.ProviderFailed as failed:
        audit.record("session.begin", by=NOBODY, at=at, outcome="refused")
        return _failed(request, failed)
    except actions.NoRole:
        return shown(request, "accounts/no_role.html", {}, status=403)
    if oidc.proved_twice(known, claims):
        to = errand.next
        enter(request, staff, to)
    else:
        to = resolve_url("accounts:second")
        halfway.begin(request, staff, errand.next, at=at)
    # A page of ours that leads on: a redirect would still count as coming from there, without our cookie.
    response = shown(request, "accounts/came_back.html", {"to": to})
    response.delete_cookie(_cookie(), samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(resolve_url("accounts:provider_back"))


def _failed(request: HttpRequest, failed: oidc.ProviderFailed) -> HttpResponse:
    log.warning("log_in_by_provider_failed", why=failed.why)
    context: dict[str, object] = {
        "again": f"{resolve_url('accounts:log_in')}?{urlencode({'next': next_of(request)})}"
    }
    return shown(request, "accounts/provider_failed.html", context, status=502)
