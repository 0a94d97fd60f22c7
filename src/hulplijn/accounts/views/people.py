"""Accounts of others: who there is, and what a coordinator or administrator does about one."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hulplijn.accounts import actions, queries, rights
from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.accounts.models import Staff
from hulplijn.accounts.views.links import link_shown
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import ADMINISTRATOR, COORDINATOR
from hulplijn.plumbing import clock

LEADS = (COORDINATOR, ADMINISTRATOR)


@require_GET
@staff_only(LEADS)
def people(request: StaffRequest) -> HttpResponse:
    rights.require(request.actor, "staff.list", at=clock.now())
    context = {
        "people": queries.everybody(),
        "invitations": queries.open_invitations(clock.now()).filter(staff=None).order_by("made_at"),
        "place": "people",
    }
    return render(request, "accounts/people.html", context)


@staff_only(LEADS)
def person(request: StaffRequest, staff_id: int) -> HttpResponse:
    staff, at = get_object_or_404(Staff, pk=staff_id), clock.now()
    rights.require(request.actor, "session.list", None, at=at)
    wrong = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "reset":
                token = actions.reset(staff, by=request.actor, at=at)
                if token:
                    return link_shown(request, token, staff.alias)
            else:
                _do(staff, request, at)
            return redirect("accounts:person", staff_id=staff.pk)
        except actions.OnlyAdministrator:
            wrong = _("There must be an administrator. Make somebody else one first.")
        except actions.YourOwn:
            wrong = _("Nobody changes or ends her own account. Ask a colleague.")
        except KeyError:
            return HttpResponse(status=400)
    context = {
        "person": staff,
        "wrong": wrong,
        "sessions": queries.sessions_of(staff),
        "factors": queries.factors_of(staff),
        "roles": roles_to_give(request.actor),
        "may_change": _may_change(staff, request),
    }
    return render(request, "accounts/person.html", context, status=409 if wrong else 200)


def _do(staff: Staff, request: StaffRequest, at: datetime) -> None:
    match request.POST["do"]:
        case "role":
            if request.POST["role"] not in Staff.Role.values:
                raise KeyError("role")
            actions.set_role(staff, request.POST["role"], by=request.actor, at=at)
        case "end":
            actions.end_staff(staff, by=request.actor, at=at)
        case other:
            raise KeyError(other)


def roles_to_give(actor: Actor) -> list[tuple[str, str]]:
    """The roles that `actor` may give, with their names."""
    everything = rights.may(actor, "staff.manage_others")
    return [
        (value, str(name)) for value, name in Staff.Role.choices if everything or value in rights.COUNSELS
    ]


def _may_change(staff: Staff, request: StaffRequest) -> bool:
    others = staff.role in rights.COUNSELS or rights.may(request.actor, "staff.manage_others")
    return staff.is_active and others and not staff.belongs_to(request.actor)
