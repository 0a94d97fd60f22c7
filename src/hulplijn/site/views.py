"""The visitor's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hulplijn.plumbing import clock
from hulplijn.site import queries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    door = queries.front_door(clock.now(), _language())
    facts = {
        "door": door,
        "emergencies": queries.emergencies(),
        "situations": queries.page("eerste-hulp", _language()).sections[:3],
        "week": queries.ordinary_week(),
        "self_help": () if door.is_open else queries.self_help(),
    }
    return render(request, "site/home.html", facts)


@require_safe
def first_aid(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "eerste-hulp", "first_aid")


@require_safe
def someone_else(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "iemand-anders", "someone_else")


@require_safe
def safe_surfing(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "veilig-surfen", "safe_surfing")


@require_safe
def call(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "bellen", "call")


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "mailen", "mail")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def _text_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    facts = {
        "door": queries.front_door(clock.now(), _language()),
        "emergencies": queries.emergencies(),
        "page": queries.page(slug, _language()),
        "week": queries.ordinary_week(),
    }
    return render(request, f"site/{name}.html", facts)


def _language() -> str:
    return get_language() or "nl"
