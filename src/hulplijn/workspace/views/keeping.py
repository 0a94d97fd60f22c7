"""How long things stay: the terms and what is on hold; and of one case what can be given, kept or erased."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import COORDINATOR
from hulplijn.casework import actions as casework
from hulplijn.casework import handing_out, keeping, rights
from hulplijn.casework.errors import CaseGone, HeldAlready, NoEnd, OnHold
from hulplijn.casework.models import Case, Hold
from hulplijn.content.queries import helpline
from hulplijn.plumbing.clock import now
from hulplijn.privacy import erasure
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers

REASONS = tuple(one for one in Hold.Reason.values if one != Hold.Reason.SAMPLE)


@require_GET
@staff_only()
def terms(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "retention.read", at=at)
    context = {"terms": queries.terms(), "going": keeping.what_would_go(at), "holds": keeping.holds(at)}
    context |= {"may_lift": rights.may(request.actor, "hold.lift")}
    if COORDINATOR in request.actor.roles:
        context |= answers.without_line(request, at)
    return render(request, "workspace/keeping.html", context)


@require_POST
@staff_only()
def lift(request: StaffRequest, hold_id: uuid.UUID) -> HttpResponse:
    casework.lift_hold(get_object_or_404(Hold, pk=hold_id), by=request.actor, at=now())
    return redirect("workspace:keeping")


@staff_only()
def case(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    found, at = get_object_or_404(Case, pk=case_id), now()
    rights.require(request.actor, "hold.put", at=at)
    context: dict[str, object] = {"case": found}
    status = 200
    if request.method == "POST":
        try:
            match request.POST.get("do"):
                case "give":
                    return _give(request, found, at)
                case "keep":
                    _keep(request, found, at)
                    return redirect("workspace:case-file", case_id=found.pk)
                case "erase" if request.POST.get("sure") == "yes":
                    final = casework.erase_case(found, by=request.actor, at=at, why="request")
                    return _page(request, {"case": found, "erased": True, "final": final}, at)
        except (NoEnd, HeldAlready, OnHold, CaseGone) as wrong:
            context["wrong"], status = type(wrong).__name__, 409
        else:
            context["wrong"], status = "Unclear", 422
    return _page(request, context, at, status)


def _page(request: StaffRequest, context: dict[str, object], at: datetime, status: int = 200) -> HttpResponse:
    found = context["case"]
    assert isinstance(found, Case)
    context |= {"held": keeping.hold_on(found, at), "reasons": REASONS, "goes_on": found.goes_on}
    context.setdefault("final", erasure.final_at(at))
    page = context | answers.without_line(request, at)
    return render(request, "workspace/case_file.html", page, status=status)


def _give(request: StaffRequest, found: Case, at: datetime) -> HttpResponse:
    notes = request.POST.get("notes") == "yes"
    told = casework.export_case(found, by=request.actor, at=at, with_notes=notes)
    name = f'attachment; filename="{found.reference}.html"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(handing_out.page_of(told, at=at), headers=headers)


def _keep(request: StaffRequest, found: Case, at: datetime) -> None:
    """Until the end of the day that was chosen, on the helpline's clock.

    Raises:
        NoEnd, HeldAlready
    """
    reason, day = request.POST.get("reason", ""), _day(request.POST.get("until", ""))
    if reason not in REASONS or day is None:
        raise NoEnd
    casework.hold(found, reason=reason, until=day, by=request.actor, at=at)


def _day(typed: str) -> datetime | None:
    try:
        day = parse_date(typed.strip())
    except ValueError:
        return None
    if day is None or day.year > 9000:
        return None
    zone = ZoneInfo(helpline().timezone)
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone).astimezone(UTC)
