"""What colleagues speak and know best: the team for coordinators, herself for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from hulplijn.accounts import actions as accounts
from hulplijn.accounts import rights
from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.accounts.models import Staff
from hulplijn.audit.rights import COORDINATOR
from hulplijn.channels.chat.guard import HOURS
from hulplijn.channels.chat.proof import guard_until
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries import team as queries
from hulplijn.workspace.views import answers


@require_GET
@staff_only([COORDINATOR])
def team(request: StaffRequest) -> HttpResponse:
    at = now()
    context = {"team": queries.team(), "guard_until": guard_until(at), "guard_hours": HOURS}
    return render(request, "workspace/team.html", context | answers.without_line(request, at))


@staff_only(answers.COUNSELLORS)
def colleague(request: StaffRequest, staff_id: int) -> HttpResponse:
    staff, at = get_object_or_404(Staff, pk=staff_id), now()
    rights.require(request.actor, "staff.set_skills", staff, at=at)
    saved_at = None
    if request.method == "POST":
        try:
            accounts.set_skills(
                staff,
                languages=request.POST.getlist("language"),
                skills=request.POST.getlist("skill"),
                by=request.actor,
                at=at,
            )
        except accounts.UnknownSkill:
            return HttpResponse(status=400)
        saved_at = at
    context = {"colleague": queries.colleague(staff), "saved_at": saved_at}
    return render(request, "workspace/colleague.html", context | answers.without_line(request, at))
