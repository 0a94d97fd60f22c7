"""Invitations: made and withdrawn by a coordinator, accepted by whoever has the link."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hulplijn.accounts import actions, halfway, rights, slowing
from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.accounts.forms import AcceptForm, InviteForm, complain
from hulplijn.accounts.models import Invitation, Staff
from hulplijn.accounts.views.door import patience, shown
from hulplijn.accounts.views.links import link_shown
from hulplijn.accounts.views.people import LEADS, roles_to_give
from hulplijn.plumbing import clock


@staff_only(LEADS)
def invite(request: StaffRequest) -> HttpResponse:
    at = clock.now()
    rights.require(request.actor, "staff.invite", at=at)
    form = InviteForm(roles_to_give(request.actor), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            token = actions.invite(**form.cleaned_data, by=request.actor, at=at)
        except actions.NameTaken:
            form.add_error("username", _("Somebody has this name already. Choose another one."))
        else:
            return link_shown(request, token, form.cleaned_data["alias"])
    complain(form)
    context = {"form": form, "place": "people"}
    return render(request, "accounts/invite.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only(LEADS)
def withdraw(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    actions.withdraw_invitation(invitation, by=request.actor, at=clock.now())
    return redirect("accounts:people")


@never_cache
def accept(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if invitation := actions.invitation_of(request.POST.get("code", ""), at=at):
        form.staff = Staff(username=invitation.username, alias=invitation.alias)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        status = 422
        try:
            slowing.spend(keys := slowing.at_address(request, at=at), at=at)
            staff = actions.accept_invitation(form.cleaned_data["code"], form.cleaned_data["new"], at=at)
            slowing.give_back(keys)
            halfway.begin(request, staff, resolve_url("workspace:now"), at=at)
            return redirect("accounts:second")
        except actions.NoInvitation:
            form.add_error(
                "code",
                _("This invitation is not right, or was used, withdrawn or too old. Ask for a new one."),
            )
        except actions.NameTaken:
            form.add_error("code", _("Somebody has your log-in name meanwhile. Ask for a new invitation."))
        except slowing.TooFast as slow:
            form.add_error("code", patience(slow))
            status = 429
    return shown(request, "accounts/accept.html", {"form": form}, status=status)
