"""The page of what rises, and the brief that is made of it."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from hulplijn.accounts.access import StaffRequest
from hulplijn.figures import briefs, rights, tags, weekly
from hulplijn.figures.signals import Signals, signals
from hulplijn.figures.views import exported, readers
from hulplijn.figures.weekly import WEEK
from hulplijn.novelties import rights as novelties
from hulplijn.plumbing import clock

_CHOICES = 104


@readers
def page(request: StaffRequest) -> HttpResponse:
    """What rises in a week and the three before it."""
    at = clock.now()
    rights.require(request.actor, "signals.read", at=at)
    last = _week(request, at) or weekly.last_counted_week(at) or weekly.last_whole_week(at)
    return _page(request, signals(last, at=at, roles=request.actor.roles), at)


@readers
def brief(request: StaffRequest) -> HttpResponse:
    """The chosen signals on one page, to share; what is asked in it is typed here and kept nowhere."""
    at = clock.now()
    rights.require(request.actor, "signals.read", at=at)
    if request.method != "POST":
        return redirect("figures:signals")
    last = _week(request, at) or weekly.last_counted_week(at) or weekly.last_whole_week(at)
    found = signals(last, at=at, roles=request.actor.roles)
    form = briefs.BriefForm(request.POST, found=found)
    if not form.is_valid():
        return _page(request, found, at, form)
    made = form.made(at)
    if form.cleaned_data["kind"] == "html":
        return exported(request, briefs.as_html(made), f"{made.name}.html", "text/html; charset=utf-8")
    return exported(request, briefs.as_pdf(made), f"{made.name}.pdf", "application/pdf")


def _page(
    request: StaffRequest, found: Signals, at: datetime, form: briefs.BriefForm | None = None
) -> HttpResponse:
    newest, choices = weekly.last_whole_week(at), (*found.rising, *found.new)
    first = [one.id for one in found.rising[: briefs.MOST]]
    context = {
        "found": found,
        "weeks": sorted({found.last, *(newest - WEEK * back for back in range(_CHOICES))}, reverse=True),
        "may_export": rights.may(request.actor, "figures.export"),
        "tags": tags.shown() if novelties.may(request.actor, "novelty.read") else None,
        "may_decide": novelties.may(request.actor, "novelty.decide"),
        "form": form,
        "choices": choices,
        "ticked": first if form is None else request.POST.getlist("chosen"),
        "typed": "" if form is None else form.data.get("asks", ""),
        "languages": briefs.languages(),
        "chosen_language": get_language() if form is None else form.data.get("language", ""),
    }
    return render(request, "figures/signals.html", context, status=200 if form is None else 422)


def _week(request: HttpRequest, at: datetime) -> date | None:
    """The Monday of the week that was asked for; None where it is no week, or not over yet."""
    asked = request.POST.get("week") or request.GET.get("week") or ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    newest = weekly.last_whole_week(at)
    if not newest - WEEK * weekly.LOOKED_BACK <= day < newest + WEEK:
        return None
    return date.fromordinal(day.toordinal() - day.weekday())
