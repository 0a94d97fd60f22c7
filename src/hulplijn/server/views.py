"""Answers that belong to no room: a form that is too old, health."""

from __future__ import annotations

from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from hulplijn.look.typed import own_words
from hulplijn.plumbing import health


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was made before the log-in changed or expired. What was typed is shown to be copied."""
    return render(request, "look/form_too_old.html", {"typed": own_words(request.POST)}, status=403)


def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"live": True})


def ready(request: HttpRequest) -> HttpResponse:
    """Both databases answer; and how Redis is, without which everything goes on a little slower."""
    for name in ("default", "keys"):
        with connections[name].cursor() as cursor:
            cursor.execute("SELECT 1")
    return JsonResponse({"ready": True, **health.states()})
