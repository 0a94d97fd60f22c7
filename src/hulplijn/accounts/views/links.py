"""The page with an invitation's link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from hulplijn.accounts import actions
from hulplijn.plumbing import clock


def link_shown(request: HttpRequest, token: str, alias: str) -> HttpResponse:
    """The link, shown once. What opens it stands behind the #, so that no server on the way sees it."""
    address = request.build_absolute_uri(resolve_url("accounts:accept")) + f"#{token}"
    context = {"link": address, "alias": alias, "until": clock.now() + actions.INVITATION_HOLDS}
    return render(request, "accounts/link.html", {**context, "place": "people"})
