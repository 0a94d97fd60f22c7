"""The log of prevention: the list of a year with its totals, one activity, and the file."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.content.queries import code_list
from hulplijn.plumbing.clock import now
from hulplijn.plumbing.spreadsheets import csv_table
from hulplijn.prevention import actions, queries, rights, rules
from hulplijn.prevention.models import Activity
from hulplijn.workspace.prevention_forms import ActivityForm
from hulplijn.workspace.views import answers


@require_GET
@staff_only()
def overview(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "prevention.read", at=at)
    year, kind = _year(request, at), request.GET.get("soort", "")
    done = queries.of_year(year)
    parts = rules.totals(done, _kinds())
    context = {
        "year": year,
        "years": sorted({*queries.years(), localdate(at).year, year}, reverse=True),
        "kind": kind,
        "kinds": [(code, queries.label("prevention_kind", code)) for code in _kinds()],
        "activities": [_shown(one) for one in done if kind in ("", one.kind)],
        "totals": [(queries.label("prevention_kind", one.kind), one) for one in parts],
        "whole": rules.whole(parts),
        "removed": [_shown(one) for one in queries.removed_of_year(year)],
    }
    return render(request, "workspace/prevention/list.html", context | answers.without_line(request, at))


@staff_only()
def new(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "prevention.record", at=at)
    form = ActivityForm(_post(request), there=None, today=localdate(at))
    if form.is_bound and form.is_valid():
        made = actions.record(form.told(), by=request.actor, at=at)
        return _to_year(made)
    return _page(request, at, form, None)


@staff_only()
def one(request: StaffRequest, activity_id: uuid.UUID) -> HttpResponse:
    at, there = now(), _found(activity_id)
    rights.require(request.actor, "prevention.change", at=at)
    post = _post(request)
    if post is not None and post.get("do") in ("remove", "put_back"):
        do = actions.remove if post["do"] == "remove" else actions.put_back
        return _to_year(do(there, by=request.actor, at=at))
    form = ActivityForm(post, there=there, today=localdate(at))
    if post is None or not form.is_valid():
        return _page(request, at, form, there)
    version = post.get("version", "")
    try:
        seen = int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else 0
        return _to_year(actions.change(there, form.told(), version=seen, by=request.actor, at=at))
    except actions.ActivityChanged as changed:
        return _page(request, at, form, changed.activity, changed_meanwhile=True)


@require_GET
@staff_only()
def file(request: StaffRequest) -> HttpResponse:
    at = now()
    year = _year(request, at)
    actions.export(by=request.actor, at=at)
    made = csv_table(queries.COLUMNS, queries.table(queries.of_year(year)))
    headers = {"Content-Disposition": f'attachment; filename="{year}-prevention.csv"'}
    return HttpResponse(made, content_type="text/csv; charset=utf-8", headers=headers)


def _page(
    request: StaffRequest,
    at: datetime,
    form: ActivityForm,
    there: Activity | None,
    *,
    changed_meanwhile: bool = False,
) -> HttpResponse:
    context = {"form": form, "there": there, "changed_meanwhile": changed_meanwhile}
    status = 409 if changed_meanwhile else 422 if form.is_bound else 200
    page = context | answers.without_line(request, at)
    return render(request, "workspace/prevention/edit.html", page, status=status)


def _shown(activity: Activity) -> dict[str, Any]:
    """One line of the list, in words."""
    partners = [queries.partner_name(code) for code in activity.partners]
    return {
        "is": activity,
        "kind": queries.label("prevention_kind", activity.kind),
        "audiences": ", ".join(queries.label("prevention_audience", code) for code in activity.audiences),
        "with": ", ".join([*partners, *filter(None, [activity.organisation])]),
    }


def _kinds() -> list[str]:
    return [one.code for one in code_list("prevention_kind").codes]


def _post(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _found(id: uuid.UUID) -> Activity:
    try:
        return queries.activity(id)
    except Activity.DoesNotExist as gone:
        raise Http404 from gone


def _year(request: StaffRequest, at: datetime) -> int:
    asked = request.GET.get("jaar", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) == 4 and 2000 <= int(asked) <= 2200
    return int(asked) if known else localdate(at).year


def _to_year(activity: Activity) -> HttpResponse:
    return redirect(f"{reverse('workspace:prevention')}?jaar={activity.day.year}#{activity.pk}")
