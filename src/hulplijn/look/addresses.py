"""Where a reader came from, so that she can be led back to a page instead of to what a form is sent to."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme


def page_before(request: HttpRequest) -> str:
    """The page of ours from which `request` was sent, with its query; empty where none of ours is named."""
    named = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(named, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(named)
    try:
        resolve(parts.path)
    except Resolver404:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
