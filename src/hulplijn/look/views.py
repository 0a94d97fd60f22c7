"""The page that shows every sign and part in its states, for those who build and check."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hulplijn.look.signs import LINES, SIGNS


@require_safe
def signs(request: HttpRequest) -> HttpResponse:
    if settings.HULPLIJN_MODE == "production":
        raise Http404
    facts = {"signs": SIGNS, "lines": LINES, "colours": _COLOURS}
    with override("en"):
        return render(request, "look/signs.html", facts)


_COLOURS = (
    *("ground", "paper", "sunk", "ink", "ink2", "edge", "deep", "deep2", "act", "wash"),
    *("lamp", "lampwash", "lampink", "brick", "brickwash", "note", "noteink", "focus"),
)
