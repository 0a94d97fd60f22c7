"""The page on which two people see from where somebody in danger is connected. Nothing of it is kept."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework.errors import NoDanger, NotTheSecond
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import live_address, rights
from hulplijn.channels.chat.models import AddressAsk
from hulplijn.plumbing.clock import now
from hulplijn.workspace.views import answers

_WRONG = {
    NoDanger: "danger",
    live_address.NotConnected: "connected",
    live_address.NotHereYet: "yet",
    live_address.TooLate: "late",
    NotTheSecond: "second",
}


@staff_only(answers.COUNSELLORS)
def address(request: StaffRequest) -> HttpResponse:
    if not live_address.is_on():
        raise Http404
    at, by = now(), request.actor
    context: dict[str, Any] = {"wrong": "", "seen": None}
    status = 200
    if request.method == "POST":
        try:
            context["seen"] = _do(request)
        except tuple(_WRONG) as wrong:
            context["wrong"], status = _WRONG[type(wrong)], 409
        else:
            if context["seen"] is None:
                return redirect("workspace:address")
    context |= {
        "asks": [
            (one, one.belongs_to(by), str(one.asked_by_id) == by.id) for one in live_address.asks(by, at)
        ],
        "in_danger": live_address.in_danger().select_related("case"),
        "reasons": AddressAsk.Why.choices,
        "may_ask": rights.may(by, "address.ask"),
    }
    return render(
        request, "workspace/address.html", context | answers.without_line(request, at), status=status
    )


def _do(request: StaffRequest) -> object:
    """What the sent form asks for; the address where it is shown."""
    at, by, of = now(), request.actor, _id(request.POST.get("of", ""))
    match request.POST.get("do", ""):
        case "ask":
            why = request.POST.get("why", "")
            if why not in AddressAsk.Why.values:
                raise NoDanger
            live_address.ask(get_object_or_404(Contact, pk=of), why=why, by=by, at=at)
        case "agree":
            live_address.agree(get_object_or_404(AddressAsk, pk=of), by=by, at=at)
        case "see":
            return live_address.see(get_object_or_404(AddressAsk, pk=of), by=by, at=at)
    return None


def _id(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError as wrong:
        raise Http404 from wrong
