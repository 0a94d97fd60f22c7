"""The visitor's chat page and what her page asks outside the live line."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hulplijn.casework.queries import is_blocked
from hulplijn.channels.chat import actions, cookie, pictures, presence, proof, returning
from hulplijn.channels.chat.bringing import bring
from hulplijn.channels.chat.following import situations, what_follows
from hulplijn.channels.chat.gate import lets_in
from hulplijn.channels.chat.proof import Unproven
from hulplijn.channels.chat.rules import BITS, same_origin
from hulplijn.channels.chat.who import address_that_asks, who_asks
from hulplijn.channels.chat.words import asks, chat_texts
from hulplijn.content.queries import helpline
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.rules import LONGEST, ConversationClosed
from hulplijn.hours.queries import words
from hulplijn.plumbing import clock
from hulplijn.shifts.queries import open_state

View = Callable[[HttpRequest], HttpResponse]


def from_our_page(view: View) -> View:
    """Refuse a request that a page elsewhere made; with the SameSite cookie this is the form's protection.

    A form without script names no origin (the page's referrer policy takes it away), and brings the token
    of its page instead.
    """

    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        origin = request.headers.get("Origin", "")
        if same_origin(origin, request.get_host()) or (origin in ("", "null") and _has_token(request)):
            return view(request)
        return JsonResponse({"say": _("This page is too old. Open it again.")}, status=403)

    return inner


def _has_token(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    header = request.headers.get("Cookie", "")
    return cookie.is_form_of(request.POST.get("form", ""), cookie.start_of(header), cookie.ever_held(header))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return chat_page(request)


def chat_page(request: HttpRequest, *, check: str = "", about_someone_else: bool = False) -> HttpResponse:
    """The page of the chat; `check` are the answers of a situation check that go along with the beginning."""
    at, header = clock.now(), request.headers.get("Cookie", "")
    conversation = cookie.held(header)
    if conversation and not conversation.is_open and "opnieuw" in request.GET:
        conversation = None
    begun = None if conversation else _begun_before(header)
    door = open_state(at)
    if conversation is None and begun is None and is_blocked(who_asks(request), at):
        return render(request, "chat/kept_out.html", {"helpline": helpline()})
    running = conversation is not None or begun is not None
    start_id = cookie.start_of(header) if running else _usable_start(header)
    context = {
        "running": running,
        "open_state": door,
        "opening": words(door.next_opening, at, get_language() or "nl") if door.next_opening else None,
        "helpline": helpline(),
        "texts": chat_texts(),
        "longest": LONGEST,
        "largest_picture": pictures.LARGEST,
        "about_someone_else": about_someone_else or request.GET.get("voor") == "ander",
        "form_token": cookie.form_token(start_id, conversation),
        "message_id": uuid.uuid4(),
        "situations": situations(conversation),
        "asks": asks(),
        "proof": "" if running else proof.asked_of(start_id, at),
        "bits": BITS,
        "check": "" if running else check,
    }
    response = render(request, "chat/page.html", context)
    if begun:
        cookie.give(response, begun.conversation, begun.token)
    if start_id and not running:
        cookie.give_start(response, start_id)
    return response


def _begun_before(header: str) -> actions.Begun | None:
    """What this browser began without hearing so: the answer was lost, or the page was loaded again."""
    start_id = cookie.start_of(header)
    return actions.begun_with(start_id) if start_id else None


def _usable_start(header: str) -> uuid.UUID:
    """The id of the beginning that this browser may make: the one that it has, or one in its place."""
    start_id = cookie.start_of(header)
    return start_id if start_id and not actions.is_used(start_id) else cookie.new_start()


@from_our_page
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    try:
        asked = json.loads(request.body)
        named, text = asked.get("start_id"), asked.get("text", "")
        start_id = uuid.UUID(str(named)) if named else cookie.start_of(request.headers.get("Cookie", ""))
        if start_id is None or not isinstance(text, str):
            raise ValueError("no beginning")
        about = asked.get("about_someone_else") is True
        begun = begin_for(request, start_id, str(asked.get("proof", "")), about_someone_else=about)
        bring(begun.conversation, asked.get("check"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ConversationClosed):
        return JsonResponse({"say": _("This page is too old. Open it again.")}, status=400)
    except Unproven as wanted:
        more = {"proof": wanted.asked, "bits": BITS, "script": static("chat/proof.js")}
        return JsonResponse({"say": patience(wanted), **more}, status=428)
    except TooMany:
        return JsonResponse({"say": too_many()}, status=429)
    except KeptOut:
        return JsonResponse({"say": kept_out()}, status=403)
    except actions.NotOpen:
        say = _("We have just closed. Your text is still here. First aid is always open.")
        return JsonResponse({"say": say, "closed": True}, status=409)
    if text.strip():
        actions.keep_draft(begun.conversation, text, at=clock.now())
    response = JsonResponse({"c": str(begun.conversation.pk)})
    cookie.give(response, begun.conversation, begun.token)
    return response


class TooMany(Exception):
    """More beginnings from one address than a school has pupils."""


class KeptOut(Exception):
    """She abused the line, and may not chat for a while."""


def too_many() -> str:
    """The sentence for it."""
    return _("It is very busy right now. Your text is still here. Try again in a minute, or call us.")


def kept_out() -> str:
    """The sentence for it: kind, and with what remains open."""
    return _("You cannot chat here for a while. You can call us, and first aid is always open.")


def patience(wanted: Unproven) -> str:
    """The sentence for who has shown no proof yet: only those without script read it."""
    return ngettext(
        "It is very busy, so we ask for a little patience. Your text is still here. Send it again in "
        "%(wait)d second.",
        "It is very busy, so we ask for a little patience. Your text is still here. Send it again in "
        "%(wait)d seconds.",
        wanted.wait,
    ) % {"wait": wanted.wait}


def begin_for(
    request: HttpRequest, start_id: uuid.UUID, shown: str, *, about_someone_else: bool
) -> actions.Begun:
    """Begin the chat that `start_id` stands for, by whatever form; `shown` is its proof, where one is asked.

    Raises:
        Unproven, TooMany, KeptOut, NotOpen, ConversationClosed
    """
    at = clock.now()
    proof.require(shown, start_id, at=at)  # first, so that a flood uses up nobody's share of an address
    if not lets_in(address_that_asks(request)):
        raise TooMany
    if is_blocked(who_asks(request), at):
        raise KeptOut
    facts: dict[str, Any] = {
        "start_id": start_id,
        "language": get_language() or "nl",
        "is_open": open_state(at).is_open,
        "about_someone_else": about_someone_else,
    }
    earlier = cookie.ever_held(request.headers.get("Cookie", ""))
    if earlier is not None and returning.goes_on_from(earlier):
        begun = returning.chat_again(earlier, at=at, **facts)
    else:
        begun = actions.begin(at=at, **facts)
    presence.wait_for(begun.conversation, at)
    return begun


@from_our_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the chat; the answer is what follows it, since her browser holds nothing to ask for it with."""
    left = _leave(request, "left")
    page = "chat/left.html" if "form" in request.POST else "chat/after.html"
    return _without_traces(render(request, page, what_follows(left, holds=False)))


@from_our_page
@require_POST
def exit_fast(request: HttpRequest) -> HttpResponse:
    _leave(request, "exit")
    if "form" in request.POST:
        response = HttpResponseRedirect(helpline().exit_url)
        response.status_code = 303
        return _without_traces(response)
    return _without_traces(HttpResponse(status=204))


def _leave(request: HttpRequest, how: str) -> Conversation | None:
    conversation = cookie.ever_held(request.headers.get("Cookie", ""))
    if conversation is not None:
        actions.leave(conversation, how=how, at=clock.now())
        conversation.refresh_from_db()
    return conversation


def _without_traces(response: HttpResponse) -> HttpResponse:
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    cookie.take_away(response)
    return response
