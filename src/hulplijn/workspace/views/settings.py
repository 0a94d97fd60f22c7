"""Everybody's own settings: keys, sound, notifications."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.plumbing.clock import now
from hulplijn.workspace import actions, queries
from hulplijn.workspace.own_keys import OwnKeys
from hulplijn.workspace.rules.keys import InUse
from hulplijn.workspace.views import answers


@staff_only(answers.COUNSELLORS)
def settings(request: StaffRequest) -> HttpResponse:
    at = now()
    form = OwnKeys(queries.preferences_of(request.user), request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if "reset" in request.POST:
            actions.reset_keys(by=request.actor, at=at)
            return redirect(f"{reverse('workspace:settings')}?bewaard=1#keys-head")
        if not form.wrong:
            try:
                actions.set_preferences(form.keys, **form.choices, by=request.actor, at=at)
                return redirect(f"{reverse('workspace:settings')}?bewaard=1")
            except InUse as two:
                form.refuse(two)
    context = {"form": form, "saved_at": at if "bewaard" in request.GET else None}
    context |= answers.without_line(request, at)
    return render(request, "workspace/settings.html", context, status=422 if form.wrong else 200)
