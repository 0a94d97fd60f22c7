"""Turns a refusal into its page, in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hulplijn.accounts.access import StaffRequest
from hulplijn.accounts.models import Staff
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework.errors import ReasonNeeded
from hulplijn.privacy.sealing import KeyGone
from hulplijn.workspace.views.wider import asked


class RefusalPages:
    """Middleware: a `NotAllowed` that reaches the edge becomes a 403 in the reader's language, who has not
    said why she looks is asked, and what lost its key is said to be gone (410)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, wrong: Exception) -> HttpResponse | None:
        if isinstance(wrong, ReasonNeeded):
            return asked(cast(StaffRequest, request), wrong.case_id)
        if isinstance(wrong, NotAllowed):
            return render(request, "403.html", status=403)
        if isinstance(wrong, KeyGone) and isinstance(request.user, Staff):
            return render(request, "workspace/key_gone.html", status=410)
        return None
