"""The school kit: a protocol, a letter to parents, a lesson and a poster, each as a page and for paper."""

from __future__ import annotations

import json
from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, override, pgettext
from django.views.decorators.http import require_safe

from hulplijn.content import queries as content
from hulplijn.content.errors import NoSuchContent
from hulplijn.content.fact_shapes import Helpline
from hulplijn.content.on_paper import NO_LIMIT
from hulplijn.content.rules.school import LETTER, NOT_SENT_ALONG, POSTER, read
from hulplijn.content.shapes import Page
from hulplijn.look import paper
from hulplijn.site import queries

PARTS = ("protocol", LETTER, "les", POSTER)
"""The parts of the kit, named as their files in `content/school/`, in the order in which they are shown."""

_one_at_a_time = Lock()


@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    return render(request, "site/school.html", _facts(request, queries.page("school", _language())))


@require_safe
def part(request: HttpRequest, slug: str) -> HttpResponse:
    name = "school_poster" if slug == POSTER else "school_part"
    return render(request, f"site/{name}.html", _facts(request, _part(slug)) | {"picture": _picture()})


@require_safe
def for_paper(request: HttpRequest, slug: str) -> HttpResponse:
    response = HttpResponse(_kept(*_sheet(_part(slug))), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return response


def most_pages(name: str) -> int:
    """A poster is one sheet; the others are as long as they are."""
    return 1 if name.startswith(f"school/{POSTER}.") else NO_LIMIT


def pdf_of(name: str, source: str) -> bytes:
    """A sheet from a text that need not be in use, in the language of its name."""
    slug, _, language = name.removeprefix("school/").removesuffix(".md").rpartition(".")
    with override(language):
        template, data = _sheet(read(name, slug, language, source, []))
        return paper.pdf(template, data, language=language)


def _sheet(page: Page) -> tuple[str, dict[str, Any]]:
    """The template of a sheet, and its words."""
    helpline = content.helpline()
    if page.slug == POSTER:
        return "site/poster.typ", _poster(page, helpline)
    return "site/school.typ", _text(page, helpline)


def _kept(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of these words; whoever asks at the same time waits for the one that is being made."""
    with _one_at_a_time:
        return _made(template, json.dumps(data), _language())


@lru_cache(maxsize=16)
def _made(template: str, words: str, language: str) -> bytes:
    return paper.pdf(template, json.loads(words), language=language)


def _part(slug: str) -> Page:
    if slug not in PARTS:
        raise Http404
    try:
        return content.school_page(slug, _language())
    except NoSuchContent:
        raise Http404 from None


def _facts(request: HttpRequest, page: Page) -> dict[str, Any]:
    return {
        "door": queries.door_of(request),
        "emergencies": queries.emergencies(),
        "page": page,
        "week": queries.ordinary_week(),
        "parts": _parts(),
    }


def _parts() -> list[Page]:
    """The parts that this helpline has."""
    found = []
    for slug in PARTS:
        try:
            found.append(content.school_page(slug, _language()))
        except NoSuchContent:
            continue
    return found


def _text(page: Page, helpline: Helpline) -> dict[str, Any]:
    written = paper.blocks(page.source)[2:]
    cut = next((at for at, one in enumerate(written) if one.get("id") == NOT_SENT_ALONG), len(written))
    apart = cut if page.slug == LETTER else len(written)
    return _ours(page, helpline) | {"blocks": written[:apart], "apart": written[apart:]}


def _poster(page: Page, helpline: Helpline) -> dict[str, Any]:
    written = paper.blocks(page.source)[2:]
    lists = [[_plain(item) for item in one["items"]] for one in written if "items" in one]
    return _ours(page, helpline) | {
        "lists": lists,
        "picture": _drawn(helpline),
        "picture_words": gettext("QR code that leads to %(address)s") % {"address": helpline.web},
        "scan": gettext("Scan and chat with us"),
    }


def _plain(item: list[dict[str, Any]]) -> str:
    return "".join(run["text"] for one in item for run in one.get("runs", ()))


def _ours(page: Page, helpline: Helpline) -> dict[str, Any]:
    """What stands on every sheet: whose it is and how to reach us."""
    return {
        "title": page.title,
        "lead": page.lead,
        "helpline": helpline.name,
        "reach_title": gettext("Talk to us"),
        "reach": [
            {"name": gettext("Phone"), "is": helpline.phone},
            {"name": gettext("Website"), "is": helpline.web},
            {"name": gettext("Email"), "is": helpline.email},
        ],
        "phone": helpline.phone,
        "web": helpline.web,
        "hours_title": gettext("Opening hours"),
        "hours": _hours(),
        "emergencies": [{"phone": one.phone, "when": one.when} for one in queries.emergencies()],
        "foot": gettext("A demonstration, and no helpline.") if helpline.sample else "",
    }


def _hours() -> list[dict[str, str]]:
    to = pgettext("from day to day", "to")
    return [
        {
            "days": one.first if one.first == one.last else f"{one.first} {to} {one.last}",
            "hours": ", ".join(f"{first}–{last}" for first, last in one.hours) or gettext("closed"),
        }
        for one in queries.ordinary_week()
    ]


def _drawn(helpline: Helpline) -> str:
    """The helpline's own address as a QR code, in SVG; nobody stands between it and the reader."""
    drawn = BytesIO()
    segno.make(helpline.web_uri, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, border=4, omitsize=True, svgclass=None, lineclass=None, light="#fff"
    )
    return drawn.getvalue().decode()


def _picture() -> SafeString:
    return mark_safe(_drawn(content.helpline()))  # noqa: S308 drawn of squares by ourselves


def _language() -> str:
    return get_language() or "nl"
