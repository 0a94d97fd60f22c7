"""The page that asks why somebody reads a case that is neither hers nor shared with her."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework import rights
from hulplijn.casework.errors import UnknownReason
from hulplijn.casework.models import Case, WiderLook
from hulplijn.plumbing.clock import now
from hulplijn.workspace.views import answers


@staff_only(answers.COUNSELLORS)
def reason(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    case, at = get_object_or_404(Case, pk=case_id), now()
    rights.require(request.actor, "case.read", case, at=at)
    missing = False
    if request.method == "POST":
        try:
            casework.look_wider(case, by=request.actor, at=at, why=request.POST.get("why", ""))
        except UnknownReason:
            missing = True
        else:
            return redirect("workspace:case", case_id=case.pk)
    context = {"case": case, "reasons": WiderLook.Why.choices, "missing": missing}
    context |= {"not_done": "niet-gedaan" in request.GET, "minutes": int(casework.HOLDS.total_seconds() / 60)}
    status = 422 if missing else 200
    return render(
        request, "workspace/reason.html", context | answers.without_line(request, at), status=status
    )


def asked(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """The answer to whoever has not said why yet: a page is led to the question, so is a script's part."""
    address = reverse("workspace:case-reason", args=[case_id])
    if request.method not in ("GET", "HEAD"):
        address += "?niet-gedaan=1"
    if "HX-Request" in request.headers:
        return HttpResponse(status=200, headers={"HX-Redirect": address})
    if "X-Fragment" in request.headers:
        return HttpResponse(status=403)
    return redirect(address)
