"""Where a visitor goes on: who was named to her, and what she lets us pass on. All without script."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hulplijn.channels.chat import cookie
from hulplijn.channels.chat.views import from_our_page
from hulplijn.plumbing import clock
from hulplijn.referral import handing, queries


@require_safe
def going_on(request: HttpRequest) -> HttpResponse:
    """The slip, and the text that waits for her yes. The words themselves need the hold on the talk."""
    header, at = request.headers.get("Cookie", ""), clock.now()
    conversation = cookie.ever_held(header)
    if conversation is None:
        return HttpResponseRedirect(reverse("chat:page"))
    facts = {
        "slips": queries.slips(conversation, at),
        "asked": queries.asked_words(conversation, at) if cookie.held(header) else [],
        "form_token": cookie.form_token(cookie.start_of(header), conversation),
        "goes_on": conversation.is_open,
    }
    return render(request, "site/going_on.html", facts)


@from_our_page
@require_POST
def answer_words(request: HttpRequest) -> HttpResponse:
    """Her yes or no to the text that she had before her."""
    conversation = cookie.held(request.headers.get("Cookie", ""))
    if conversation is not None and request.POST.get("says") in ("yes", "no"):
        try:
            ask = uuid.UUID(request.POST.get("ask", ""))
        except ValueError:
            return HttpResponse(status=400)
        handing.answer_words(conversation, ask, yes=request.POST["says"] == "yes", at=clock.now())
    return HttpResponseRedirect(reverse("site:going_on"))
