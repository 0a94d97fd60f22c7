"""Passkeys: asked and answered by a script, as JSON."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hulplijn.accounts import actions, demonstration, halfway, locking, queries, slowing
from hulplijn.accounts.access import StaffRequest, proved_lately, staff_only
from hulplijn.accounts.devices import device_of
from hulplijn.accounts.models import Passkey, Staff
from hulplijn.accounts.views.door import enter, next_of
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import NOBODY
from hulplijn.plumbing import clock

_STATE, _CODES = "passkey", "codes"


@require_POST
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Options to make one: for who is logged in, or sets up her first factor."""
    staff = _who_sets_up(request)
    if staff is None:
        return HttpResponse(status=401)
    options, request.session[_STATE] = actions.begin_passkey(
        staff, _host(request), by=queries.actor_of(staff), at=clock.now()
    )
    return JsonResponse(options)


@require_POST
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    staff, state = _who_sets_up(request), request.session.pop(_STATE, None)
    if staff is None or state is None:
        return HttpResponse(status=401)
    by, at = queries.actor_of(staff), clock.now()
    try:
        codes = actions.add_passkey(
            staff, _host(request), state, _told(request), device=_device(request), by=by, at=at
        )
    except actions.NotAPasskey:
        return HttpResponse(status=400)
    half = halfway.of(request, at=at)
    if half is not None:
        enter(request, staff, half.next)
    context = {"codes": codes, "next": half.next if half else resolve_url("accounts:own")}
    answer = (
        render(request, "accounts/codes.html", context)
        if codes
        else JsonResponse({"next": resolve_url("accounts:own")})
    )
    return slowing.know(answer, staff)


@require_POST
@staff_only()
@proved_lately
def remove(request: StaffRequest, passkey_id: UUID) -> HttpResponse:
    passkey = get_object_or_404(Passkey.objects.select_related("staff"), pk=passkey_id)
    try:
        actions.remove_passkey(passkey, by=request.actor, at=clock.now())
    except actions.LastFactor:
        return render(request, "accounts/last_factor.html", status=409)
    return redirect("accounts:own")


@require_POST
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Options to prove oneself with one, at the door. Asking is what is slowed: it leaves a row behind."""
    try:
        slowing.spend(slowing.without_name(request, at=(at := clock.now())), at=at)
    except slowing.TooFast:
        return HttpResponse(status=429)
    options, request.session[_STATE] = actions.ask_passkey(_host(request))
    return JsonResponse(options)


@require_POST
@never_cache
def use(request: HttpRequest) -> HttpResponse:
    """Both steps at once; after a password, only that colleague's own will do."""
    at, state = clock.now(), request.session.pop(_STATE, None)
    if demonstration.is_one() and not demonstration.is_asked_from_here(request):
        return HttpResponse(status=403)
    if state is None:
        return HttpResponse(status=401)
    half = halfway.of(request, at=at)
    try:
        staff = actions.use_passkey(_host(request), state, _told(request), at=at)
    except actions.NotAPasskey:
        audit.record("session.begin", by=NOBODY, at=at, outcome="refused")
        return HttpResponse(status=400)
    if half is not None and half.staff.pk != staff.pk:
        audit.record("session.begin", by=queries.actor_of(staff), on=half.staff, at=at, outcome="refused")
        return HttpResponse(status=400)
    slowing.give_back(slowing.without_name(request, at=at))
    to = half.next if half else next_of(request)
    enter(request, staff, to)
    return slowing.know(JsonResponse({"next": to}), staff)


def _who_sets_up(request: HttpRequest) -> Staff | None:
    """Who is logged in, has proved herself lately and whose screen is not locked; or who has no factor yet,
    right after her password."""
    at = clock.now()
    if isinstance(request.user, Staff):
        row = locking.row_of(request)
        may = locking.is_proved_lately(row, at) and not locking.is_locked(row, at)
        return request.user if may else None
    half = halfway.of(request, at=at)
    return half.staff if half and half.may_set_up else None


def _told(request: HttpRequest) -> dict[str, Any]:
    try:
        told = json.loads(request.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _host(request: HttpRequest) -> str:
    return request.get_host().partition(":")[0]


def _device(request: HttpRequest) -> str:
    return device_of(request.headers.get("User-Agent", ""))
