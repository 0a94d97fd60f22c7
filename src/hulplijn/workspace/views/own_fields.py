"""The coded fields of the helpline's own: the list, and one of them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework import rights
from hulplijn.casework.errors import OwnFieldChanged
from hulplijn.content.own import own_fields
from hulplijn.content.rules.own import Own
from hulplijn.plumbing.clock import now
from hulplijn.workspace.own_field_forms import KINDS, OwnFieldForm
from hulplijn.workspace.views import answers


@require_GET
@staff_only()
def fields(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "own_field.save", at=at)
    context = {"fields": own_fields(), "today": localdate(at), "kinds": dict(KINDS)}
    return render(request, "workspace/own_fields/list.html", context | answers.without_line(request, at))


@staff_only()
def new(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@staff_only()
def field(request: StaffRequest, code: str) -> HttpResponse:
    rights.require(request.actor, "own_field.save", at=now())
    found = next((one for one in own_fields() if one.code == code), None)
    if found is None:
        raise Http404
    return _edit(request, found)


def _edit(request: StaffRequest, there: Own | None) -> HttpResponse:
    at = now()
    rights.require(request.actor, "own_field.save", at=at)
    post = request.POST if request.method == "POST" else None
    form, status = OwnFieldForm(post, there=there, today=localdate(at)), 200
    context: dict[str, object] = {"form": form, "there": there}
    if post is not None:
        status = 422
        if there is not None and post.get("version") != str(there.version):
            context["changed_meanwhile"], status = True, 409
        elif form.is_valid():
            try:
                casework.save_own_field(form.made(), by=request.actor, at=at)
                return redirect("workspace:own-fields")
            except OwnFieldChanged:
                context["changed_meanwhile"], status = True, 409
    page = context | answers.without_line(request, at)
    return render(request, "workspace/own_fields/edit.html", page, status=status)
