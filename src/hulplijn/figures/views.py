"""The pages and files of a year's figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import get_language

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.content.queries import code_list
from hulplijn.figures import catalogue, charts, comparing, export, handing_out, quality, queries, raw, rights
from hulplijn.figures.catalogue import networks
from hulplijn.figures.figure import Figure
from hulplijn.plumbing import clock

P = ParamSpec("P")


def readers(
    view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    @wraps(view)
    def checked(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        rights.require(request.actor, "figures.read", at=clock.now())
        return view(request, *args, **kwargs)

    return staff_only()(checked)


@readers
def latest(request: StaffRequest) -> HttpResponse:
    this_year = localtime(clock.now()).year
    finished = [year for year in queries.years() if year < this_year]
    return redirect("figures:year", year=finished[0] if finished else this_year)


@readers
def year(request: StaffRequest, year: int) -> HttpResponse:
    now = clock.now()
    counted = queries.counts_of(_possible(year), at=now)
    figures = queries.figures_of(counted, roles=request.actor.roles)
    context = {
        "year": year,
        "years": [one for one in queries.years() if one != year],
        "empty": counted.empty,
        "sample": counted.sample,
        "complete": counted.complete,
        "progress": queries.sample_progress(),
        "headlines": queries.headlines(figures),
        "frames": queries.frames(figures),
        "figures": figures,
        "sections": catalogue.sections(),
        "may_read_ledger": rights.may(request.actor, "ledger.read"),
        "may_read_quality": rights.may(request.actor, "quality.read"),
        "may_read_signals": rights.may(request.actor, "signals.read"),
        "at": now,
    }
    return render(request, "figures/year.html", context)


@readers
def crosswalk(request: StaffRequest) -> HttpResponse:
    """Which code belongs where at the networks."""
    context = {
        "reasons": networks.crosswalk(),
        "networks": [code_list("reason").roll_ups[name].label for name in networks.REASON_GROUPS],
        "ages": networks.age_crosswalk(),
        "age_groups": code_list("age").roll_ups.values(),
    }
    return render(request, "figures/crosswalk.html", context)


@readers
def crosswalk_csv(request: StaffRequest) -> HttpResponse:
    return exported(request, export.crosswalk(), "crosswalk.csv", "text/csv; charset=utf-8")


@readers
def over_years(request: StaffRequest) -> HttpResponse:
    """The reasons of every year side by side."""
    found = comparing.over_years("reason", queries.years())
    return render(request, "figures/over_years.html", {"found": found})


@readers
def over_years_csv(request: StaffRequest) -> HttpResponse:
    found = comparing.over_years("reason", queries.years())
    return exported(request, comparing.csv_of(found), "reasons-over-years.csv", "text/csv; charset=utf-8")


@readers
def completeness(request: StaffRequest, year: int) -> HttpResponse:
    """How complete the coding of a year is."""
    at = clock.now()
    rights.require(request.actor, "quality.read", at=at)
    channels = code_list("channel").roll_ups["published"].groups
    channel, quarter = request.GET.get("kanaal", ""), request.GET.get("kwartaal", "")
    channel = channel if channel in channels else ""
    chosen = next((one for one in quality.QUARTERS if str(one) == quarter), 0)
    fields = quality.completeness(_possible(year), channel=channel, quarter=chosen, roles=request.actor.roles)
    context = {"year": year, "fields": fields, "channels": channels, "channel": channel}
    context |= {"quarters": quality.QUARTERS, "quarter": chosen}
    return render(request, "figures/quality.html", context)


@readers
def csv(request: StaffRequest, year: int, id: str) -> HttpResponse:
    found = _figure(request, year, id)
    return exported(request, export.csv_of(found), f"{found.year}-{found.id}.csv", "text/csv; charset=utf-8")


@readers
def svg(request: StaffRequest, year: int, id: str) -> HttpResponse:
    found = _figure(request, year, id)
    drawn = charts.chart(found, width=charts.WIDE, standalone=True)
    if drawn is None:
        raise Http404
    return exported(request, drawn.encode(), f"{found.year}-{found.id}.svg", "image/svg+xml")


@readers
def everything(request: StaffRequest, year: int) -> HttpResponse:
    archive = export.zip_of(_handed_out(request, year))
    return exported(request, archive, f"{year}.zip", "application/zip")


@readers
def deck(request: StaffRequest, year: int) -> HttpResponse:
    # Loaded when it is asked for: what makes presentations would take a fifth of the server's start.
    from hulplijn.figures import deck as decks

    try:
        made = decks.deck_of(_possible(year), get_language(), at=clock.now())
    except queries.EmptyYear as nothing:
        raise Http404 from nothing
    return exported(request, made, f"{year}.pptx", decks.MEDIA_TYPE)


@readers
def ledger(request: StaffRequest, year: int) -> HttpResponse:
    found = raw.read_ledger(_possible(year), by=request.actor, at=clock.now())
    return _file(found, f"ledger-{year}.csv", "text/csv; charset=utf-8")


def _possible(year: int) -> int:
    """A year that a calendar has; others are no page."""
    if not 1990 <= year <= clock.now().year + 1:
        raise Http404
    return year


def _handed_out(request: StaffRequest, year: int) -> tuple[Figure, ...]:
    try:
        return queries.figures_to_hand_out(_possible(year), at=clock.now(), roles=request.actor.roles)
    except queries.EmptyYear as nothing:
        raise Http404 from nothing


def _figure(request: StaffRequest, year: int, id: str) -> Figure:
    for one in _handed_out(request, year):
        if one.id == id:
            return one
    raise Http404


def exported(request: StaffRequest, data: bytes, name: str, kind: str) -> HttpResponse:
    handing_out.note_export(name, by=request.actor, at=clock.now())
    return _file(data, name, kind)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
