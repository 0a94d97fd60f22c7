"""What every page needs beside its own facts."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import get_language

from hulplijn.look.addresses import page_before
from hulplijn.plumbing import clock


class OtherLanguage(NamedTuple):
    """This page in another language; `name` is in that language."""

    code: str
    name: str
    url: str


def every_page(request: HttpRequest) -> dict[str, object]:
    """The page in other languages and again, and the moment on the demonstration clock where there is one."""
    return {
        "other_languages": _other_languages(request),
        "page_again": _page_again(request),
        "demo_moment": _demo_moment(),
    }


def _other_languages(request: HttpRequest) -> list[OtherLanguage]:
    here = get_language()
    try:
        resolve(request.path_info)
        path = _page_again(request)
    except Resolver404:
        path = "/" if here == settings.LANGUAGE_CODE else f"/{here}/"
    return [
        OtherLanguage(code, str(name), translate_url(path, code))
        for code, name in settings.LANGUAGES
        if code != here
    ]


def _page_again(request: HttpRequest) -> str:
    """This page, or the one that its form stood on: what a form is sent to shows no page."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return page_before(request) or request.path


def _demo_moment() -> datetime | None:
    return clock.now() if settings.HULPLIJN_DEMO_CLOCK else None
