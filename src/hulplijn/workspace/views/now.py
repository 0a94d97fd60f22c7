"""The screen before a conversation is chosen: who waits, taking one, being there, entering one by hand."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import LOG_MANAGER, NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework import company, passed_on, rights
from hulplijn.casework.errors import AlreadyClosed, TakenByColleague
from hulplijn.casework.models import Case, Contact
from hulplijn.plumbing.clock import now as clock
from hulplijn.quality.queries import unread_by
from hulplijn.shifts import actions as shifts
from hulplijn.shifts.models import MOST_AT_ONCE, Offer
from hulplijn.workspace import queries
from hulplijn.workspace.forms import ByHand
from hulplijn.workspace.views import answers


@require_GET
@staff_only()
def now(request: StaffRequest) -> HttpResponse:
    if not request.actor.roles & set(answers.COUNSELLORS):
        return redirect("workspace:log" if LOG_MANAGER in request.actor.roles else "figures:latest")
    shifts.beat(by=request.actor, at=clock())
    done = _done(request)
    how = _how(done) if done else ""
    return screen(request, done=done, done_how=how, handed=_handed(request))


@require_GET
@staff_only(answers.COUNSELLORS)
def line(request: StaffRequest) -> HttpResponse:
    at = clock()
    context = {"line": queries.line(request.actor, at), "now": at, "chosen": request.GET.get("bij", "")}
    return render(request, "workspace/line.html", context)


@require_GET
@staff_only(answers.COUNSELLORS)
def quiet(request: StaffRequest) -> HttpResponse:
    at = clock()
    return render(request, "workspace/parts/quiet.html", {"line": queries.line(request.actor, at), "now": at})


@answers.only_sent("now")
@staff_only(answers.COUNSELLORS)
def take(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact = answers.found(contact_id)
    try:
        shifts.take(contact, by=request.actor, at=clock())
    except TakenByColleague as first:
        return screen(request, status=409, too_late="colleague", colleague=first.name)
    except AlreadyClosed:
        return screen(request, status=409, too_late="left")
    return redirect(answers.address(contact))


@answers.only_sent("now")
@staff_only(answers.COUNSELLORS)
def presence(request: StaffRequest) -> HttpResponse:
    doing: dict[str, Callable[..., object]] = {
        "come": shifts.come,
        "after": shifts.pause_after_this,
        "pause": shifts.pause,
        "go": shifts.go,
        "rest": shifts.rest,
    }
    wanted = doing.get(request.POST.get("to", ""))
    capacity = request.POST.get("capacity", "")
    if wanted is not None:
        wanted(by=request.actor, at=clock())
    elif capacity.isdecimal() and 1 <= int(capacity) <= MOST_AT_ONCE:
        shifts.set_capacity(int(capacity), by=request.actor, at=clock())
    else:
        return HttpResponse(status=400)
    return _line_again(request)


@answers.only_sent("now")
@staff_only(answers.COUNSELLORS)
def decline(request: StaffRequest, offer_id: uuid.UUID) -> HttpResponse:
    shifts.decline(get_object_or_404(Offer, pk=offer_id), by=request.actor, at=clock())
    if "los" in request.POST and answers.wants_fragment(request):
        return answers.strips(request, request.POST)
    return _line_again(request)


def _line_again(request: StaffRequest) -> HttpResponse:
    if not answers.wants_fragment(request):
        return redirect("workspace:now")
    at = clock()
    context = {"line": queries.line(request.actor, at), "now": at, "chosen": request.POST.get("bij", "")}
    return render(request, "workspace/line.html", context)


@staff_only(answers.COUNSELLORS)
def enter_by_hand(request: StaffRequest) -> HttpResponse:
    at = clock()
    rights.require(request.actor, "contact.enter_by_hand", at=at)
    start = {"channel": request.GET.get("kanaal", "phone"), "language": get_language()}
    start["reference"] = request.GET.get("zaak", "")[:12]
    form = ByHand(request.POST or None, at=at, initial=start)
    if request.method == "POST" and form.is_valid():
        contact = _enter(request, form, at)
        if contact is not None:
            return _entered(request, contact)
    status = 422 if form.errors else 200
    context = {"form": form, "line": queries.line(request.actor, at), "now": at}
    return render(request, "workspace/by_hand.html", context, status=status)


def _enter(request: StaffRequest, form: ByHand, at: datetime) -> Contact | None:
    """The contact, in a new case or in that of the reference; None where that is none of hers."""
    typed, case = form.cleaned_data, None
    if typed["reference"].strip():
        case = Case.real.filter(reference__iexact=typed["reference"].strip()).first()
    try:
        if typed["reference"].strip() and case is None:
            raise NotYours("case.read", request.actor)
        return casework.enter_by_hand(
            channel=typed["channel"],
            by=request.actor,
            at=at,
            started_at=typed["started"],
            name=typed["name"],
            language=typed["language"],
            case=case,
        )
    except NotYours:
        form.add_error("reference", form.not_hers)
        return None


def _done(request: StaffRequest) -> Contact | None:
    """The contact that she has just closed, put off or left for the next shift, where her address names one
    that she may read."""
    try:
        contact = answers.found(uuid.UUID(request.GET.get("klaar", "")))
    except (ValueError, Http404):
        return None
    is_put_by = contact.parked or passed_on.waits_for_the_next(contact)
    is_finished = bool(contact.closed_at or contact.snoozed_until) or is_put_by
    return contact if is_finished and rights.may(request.actor, "case.read", contact) else None


def _how(done: Contact) -> str:
    if done.snoozed_until:
        return "away"
    return "left" if passed_on.waits_for_the_next(done) else ""


def _handed(request: StaffRequest) -> Contact | None:
    """The contact that a colleague has just taken over from her, where her address names one."""
    try:
        contact = answers.found(uuid.UUID(request.GET.get("over", "")))
    except (ValueError, Http404):
        return None
    return contact if company.has_handed_over(request.actor, contact) else None


def _entered(request: StaffRequest, contact: Contact) -> HttpResponse:
    page = answers.address(contact)
    if answers.wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": page})
    return redirect(page)


@staff_only()
def not_here(request: StaffRequest) -> HttpResponse:
    raise Http404


def screen(request: StaffRequest, *, status: int = 200, **why: Any) -> HttpResponse:
    at = clock()
    context = {"line": queries.line(request.actor, at), "now": at} | why
    context["strips"] = queries.strips(request.actor, at)
    context["feedback_waits"] = unread_by(request.actor)
    return render(request, "workspace/now.html", context, status=status)
