"""What we keep of her: a visitor sees it, takes it along, or has all of it erased. All without script."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import handing_out, keeping
from hulplijn.casework.errors import CaseGone, OnHold
from hulplijn.casework.models import Case, Contact
from hulplijn.channels.chat import cookie
from hulplijn.channels.chat.views import from_our_page
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import clock
from hulplijn.privacy import erasure


def _held(request: HttpRequest) -> tuple[Conversation, Case] | None:
    conversation = cookie.held(request.headers.get("Cookie", ""))
    contact = Contact.objects.select_related("case").filter(conversation=conversation).first()
    return (conversation, contact.case) if conversation and contact else None


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What there is and how long it stays. What was said is not shown here, only handed out."""
    found = _held(request)
    if found is None:
        return HttpResponseRedirect(reverse("chat:my_code"))
    return render(request, "chat/mine.html", _facts(request, *found, clock.now()))


@from_our_page
@require_POST
def take_along(request: HttpRequest) -> HttpResponse:
    """Everything as a file, to read or for a program."""
    found = _held(request)
    if found is None:
        return HttpResponseRedirect(reverse("chat:my_code"))
    conversation, case = found
    at = clock.now()
    told = casework.export_case(case, by=Actor.visitor(conversation.pk), at=at)
    if request.POST.get("as") == "json":
        return _file(handing_out.json_of(told, at=at), "application/json", "notes.json")
    return _file(handing_out.page_of(told, at=at), "text/html; charset=utf-8", "notes.html")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask once whether she is sure; then it is gone."""
    if request.method == "POST":
        return _erase(request)
    found = _held(request)
    if found is None:
        return HttpResponseRedirect(reverse("chat:my_code"))
    return render(request, "chat/erase.html", _facts(request, *found, clock.now()))


@from_our_page
def _erase(request: HttpRequest) -> HttpResponse:
    found, at = _held(request), clock.now()
    if found is None:
        return HttpResponseRedirect(reverse("chat:my_code"))
    conversation, case = found
    try:
        final = casework.erase_case(case, by=Actor.visitor(conversation.pk), at=at)
    except OnHold as held:
        facts = _facts(request, conversation, case, at) | {"held_until": held.until}
        return render(request, "chat/erase.html", facts, status=409)
    except CaseGone:
        final = erasure.final_at(at)
    response = render(request, "chat/erased.html", {"final": final})
    cookie.take_away(response)
    return response


def _facts(request: HttpRequest, conversation: Conversation, case: Case, at: datetime) -> dict[str, object]:
    header = request.headers.get("Cookie", "")
    (looked,) = keeping.look([case], at)
    return {
        "form_token": cookie.form_token(cookie.start_of(header), conversation),
        "conversation": conversation,
        "said": keeping.how_much_was_said(case),
        "goes": looked.goes,
        "is_open": looked.facts.closed_at is None,
        "final": erasure.final_at(at),
    }


def _file(content: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
