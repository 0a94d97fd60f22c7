"""The wall for the room: a page that is opened once, and its part that is asked for again and again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.plumbing.clock import now
from hulplijn.shifts import actions as shifts
from hulplijn.shifts import rights
from hulplijn.workspace import queries


@require_GET
@staff_only(stays_open=True)
def wall(request: StaffRequest) -> HttpResponse:
    at = now()
    shifts.open_wall(by=request.actor, at=at)
    return render(request, "workspace/wall.html", {"wall": queries.wall(at), "now": at})


@require_GET
@staff_only(stays_open=True)
def part(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "wall.open", at=at)
    return render(request, "workspace/parts/wall.html", {"wall": queries.wall(at), "now": at})
