"""The log manager's page and its file. She reads who did what, and no case."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit import actions as audit
from hulplijn.audit import rights
from hulplijn.plumbing.clock import now
from hulplijn.plumbing.spreadsheets import csv_table
from hulplijn.workspace.queries import log as queries
from hulplijn.workspace.queries.log_words import KINDS, OUTCOMES


@require_GET
@staff_only()
def log(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "log.read", at=at)
    sought = _sought(request)
    page = queries.log_page(sought)
    audit.record("log.read", by=request.actor, at=at)
    context = {
        "page": page,
        "sought": sought,
        "kinds": [(code, kind.says) for code, kind in KINDS.items()],
        "outcomes": OUTCOMES.items(),
        "chain": queries.chain(at),
        "asked": _asked(request),
        "walks_it_all": "hulplijn audit verify",
        "now": at,
    }
    return render(request, "workspace/log.html", context)


@require_GET
@staff_only()
def file(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "log.export", at=at)
    made = csv_table(queries.COLUMNS, queries.log_table(_sought(request)))
    audit.record("log.export", by=request.actor, at=at)
    headers = {"Content-Disposition": 'attachment; filename="log.csv"'}
    return HttpResponse(made, content_type="text/csv; charset=utf-8", headers=headers)


def _sought(request: StaffRequest) -> queries.Sought:
    asked = request.GET
    before = asked.get("voor", "")
    return queries.Sought(
        who=asked.get("wie", "")[:40],
        kind=asked.get("soort", "")[:20],
        case=asked.get("zaak", "").strip()[:36],
        outcome=asked.get("uitkomst", "")[:20],
        since=_day(asked.get("van", "")),
        until=_day(asked.get("tot", "")),
        before=int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None,
    )


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None


def _asked(request: StaffRequest) -> str:
    """What was looked for, as it stands in an address."""
    return urlencode([(name, said) for name, said in request.GET.items() if said and name != "voor"])
