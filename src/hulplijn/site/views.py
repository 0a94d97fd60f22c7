"""The visitor's pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hulplijn.content import queries as content
from hulplijn.content.errors import NoSuchContent
from hulplijn.site import queries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    door = queries.door_of(request)
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
def privacy(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "privacy", "privacy", terms=queries.terms())


@require_safe
def complaint(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "klacht", "complaint")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "toegankelijkheid", "accessibility")


@require_safe
def own_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page that the helpline added itself; one that is only a draft is not there."""
    try:
        content.own_page(slug, _language())
    except NoSuchContent:
        raise Http404 from None
    return _text_page(request, slug, "page")


@require_safe
def call(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "bellen", "call")


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    return _text_page(request, "mailen", "mail")


@require_safe
def open_state(request: HttpRequest) -> HttpResponse:
    door = queries.door_of(request)
    return JsonResponse(
        {
            "open": None if door.unknown else door.is_open,
            "next_opening": door.opens_at.isoformat() if door.opens_at and not door.is_open else None,
            "languages": content.helpline().languages,
        }
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What programs that read the web are asked to leave alone: pages that a person steps through."""
    prefixes = ["", *(f"/{code}" for code in content.helpline().languages)]
    paths = [f"Disallow: {prefix}{path}" for prefix in prefixes for path in _NOT_FOR_ROBOTS]
    return HttpResponse("\n".join(["User-agent: *", *paths, ""]), content_type="text/plain; charset=utf-8")


_NOT_FOR_ROBOTS = ("/nu-doen/stap/", "/chat/", "/mijn-code/", "/werk/")


def busy(request: HttpRequest) -> HttpResponse:
    """What is shown where more is asked at once than can be answered; a proxy may show it too."""
    response = render(request, "site/busy.html")
    response.headers["Retry-After"] = "10"
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """What is shown where more was sent than any form of ours takes."""
    return render(request, "site/too_large.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def _text_page(request: HttpRequest, slug: str, name: str, **more: object) -> HttpResponse:
    facts = {
        "door": queries.door_of(request),
        "emergencies": queries.emergencies(),
        "page": queries.page(slug, _language()),
        "week": queries.ordinary_week(),
        **more,
    }
    return render(request, f"site/{name}.html", facts)


def _language() -> str:
    return get_language() or "nl"
