"""The desk of requests: the list, entering one, and its page with what can be done next."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import COORDINATOR
from hulplijn.casework import actions as casework
from hulplijn.casework import rights
from hulplijn.casework.desk_rules import CannotMove
from hulplijn.casework.errors import NotTheSecond
from hulplijn.casework.models import DeskRequest
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.desk_forms import Answering, Disagreeing, Entering, Proposing
from hulplijn.workspace.views import answers


@require_GET
@staff_only()
def desk(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "request.list", at=at)
    context = {"requests": queries.desk_rows(), "today": localdate(at)}
    return render(request, "workspace/desk/list.html", context | _around(request))


@staff_only()
def enter(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "request.enter", at=at)
    form = Entering(request.POST if request.method == "POST" else None, today=localdate(at))
    if request.method == "POST" and form.is_valid():
        said = {name: one for name, one in form.cleaned_data.items() if name != "reference"}
        made = casework.enter_request(**said, case=form.case, by=request.actor, at=at)
        return redirect("workspace:desk-request", request_id=made.pk)
    context = {"form": form} | _around(request)
    return render(request, "workspace/desk/enter.html", context, status=422 if form.errors else 200)


@staff_only()
def one(request: StaffRequest, request_id: uuid.UUID) -> HttpResponse:
    found, at = get_object_or_404(DeskRequest, pk=request_id), now()
    rights.require(request.actor, "request.read", at=at)
    context: dict[str, Any] = {"refused": "", "form": None}
    status = 200
    if request.method == "POST":
        form, do = _doing(request, found)
        try:
            if form is None or form.is_valid():
                do(form.cleaned_data if form else {})
                return redirect("workspace:desk-request", request_id=found.pk)
            context["form"], status = form, 422
        except NotTheSecond:
            context["refused"], status = "second", 409
        except CannotMove:
            context["refused"], status = "moved", 409
            found.refresh_from_db()
    context |= {
        "one": queries.desk_row(found),
        "words": casework.read_request(found, by=request.actor, at=at),
        "today": localdate(at),
        "is_second": str(found.proposed_by_id) != request.actor.id,
        "proposing": Proposing(),
        "disagreeing": Disagreeing(),
        "answering": Answering(),
    }
    return render(request, "workspace/desk/one.html", context | _around(request), status=status)


def _doing(request: StaffRequest, found: DeskRequest) -> tuple[Form | None, Callable[[Any], None]]:
    """What the sent form asks for, and the form to check first."""
    by, at = request.actor, now()
    match request.POST.get("do", ""):
        case "propose":
            return Proposing(request.POST), lambda said: casework.propose(found, **said, by=by, at=at)
        case "disagree":
            return Disagreeing(request.POST), lambda said: casework.disagree(found, **said, by=by, at=at)
        case "answer":
            return Answering(request.POST), lambda said: casework.answer_request(found, **said, by=by, at=at)
        case "agree":
            return None, lambda said: casework.agree(found, by=by, at=at)
    return None, lambda said: None


def _around(request: StaffRequest) -> dict[str, Any]:
    """A coordinator is told of what wants an answer meanwhile; an administrator counsels nobody."""
    is_coordinator = COORDINATOR in request.actor.roles
    return {"is_coordinator": is_coordinator} | (
        answers.without_line(request, now()) if is_coordinator else {}
    )
