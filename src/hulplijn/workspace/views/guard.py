"""What a coordinator sets against an attack on the chat."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import COORDINATOR
from hulplijn.channels.chat.guard import NoSuchTime, lower_guard, raise_guard
from hulplijn.plumbing.clock import now
from hulplijn.workspace.views import answers


@answers.only_sent("team")
@staff_only([COORDINATOR])
def guard(request: StaffRequest) -> HttpResponse:
    """Let each beginning of a chat cost a little work, for some hours; or no longer."""
    at, hours = now(), request.POST.get("hours", "")
    if request.POST.get("to") == "lower":
        lower_guard(by=request.actor, at=at)
        return redirect("workspace:team")
    try:
        raise_guard(int(hours) if hours.isascii() and hours.isdecimal() else 0, by=request.actor, at=at)
    except NoSuchTime:
        return HttpResponse(status=400)
    return redirect("workspace:team")
