"""The visitor's chat page and what her page asks outside the live line."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hulplijn.channels.chat import actions, cookie
from hulplijn.channels.chat.rules import same_origin
from hulplijn.channels.chat.words import chat_texts
from hulplijn.content.queries import helpline
from hulplijn.conversations.rules import LONGEST, ConversationClosed
from hulplijn.hours.queries import words
from hulplijn.plumbing import clock
from hulplijn.shifts.queries import open_state

View = Callable[[HttpRequest], HttpResponse]


def from_our_page(view: View) -> View:
    """Refuse a request that a page elsewhere made; with the SameSite cookie this is the form's protection."""

    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        if not same_origin(request.headers.get("Origin", ""), request.get_host()):
            return JsonResponse({"say": _("This page is too old. Open it again.")}, status=403)
        return view(request)

    return inner


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    conversation = cookie.held(request.headers.get("Cookie", ""))
    door = open_state(at)
    context = {
        "running": conversation is not None,
        "open_state": door,
        "opening": words(door.next_opening, at, get_language() or "nl") if door.next_opening else None,
        "helpline": helpline(),
        "texts": chat_texts(),
        "longest": LONGEST,
        "about_someone_else": request.GET.get("voor") == "ander",
    }
    return render(request, "chat/page.html", context)


@from_our_page
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    try:
        asked = json.loads(request.body)
        begun = actions.begin(
            start_id=uuid.UUID(str(asked["start_id"])),
            language=get_language() or "nl",
            is_open=open_state(at).is_open,
            at=at,
            about_someone_else=asked.get("about_someone_else") is True,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ConversationClosed):
        return JsonResponse({"say": _("This page is too old. Open it again.")}, status=400)
    except actions.NotOpen:
        say = _("We have just closed. Your text is still here. First aid is always open.")
        return JsonResponse({"say": say, "closed": True}, status=409)
    response = JsonResponse({"c": str(begun.conversation.pk)})
    cookie.give(response, begun.conversation, begun.token)
    return response


@from_our_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    return _leave(request, "left")


@from_our_page
@require_POST
def exit_fast(request: HttpRequest) -> HttpResponse:
    return _leave(request, "exit")


def _leave(request: HttpRequest, how: str) -> HttpResponse:
    conversation = cookie.held(request.headers.get("Cookie", ""))
    if conversation is not None:
        actions.leave(conversation, how=how, at=clock.now())
    response = HttpResponse(status=204)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    cookie.take_away(response)
    return response
