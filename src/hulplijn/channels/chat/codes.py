"""Pages for whoever comes back: her four words, and what she can do with them."""

from __future__ import annotations

import ipaddress
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hulplijn.casework.errors import NotACode, TooManyWrongCodes, WrongCode
from hulplijn.channels.chat import cookie, returning
from hulplijn.channels.chat.views import from_our_page
from hulplijn.channels.chat.who import address_that_asks
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import clock
from hulplijn.privacy.keyed import keyed_hash
from hulplijn.privacy.private_text import PrivateText

LONGEST_TYPED = 200


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def my_code(request: HttpRequest) -> HttpResponse:
    """Where she types her words. They are in the body of a form, never in an address."""
    return _come_back(request) if request.method == "POST" else _ask(request)


@from_our_page
def _come_back(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    typed = request.POST.get("code", "")[:LONGEST_TYPED]
    try:
        held = returning.come_back(typed, who=_where(request, at), at=at)
    except NotACode as wrong:
        return _ask(request, typed, _what_is_wrong(wrong), status=422)
    except (WrongCode, returning.NothingToReadYet):
        say = _("We don’t find anything with these words. Look whether each word is right, and in its place.")
        return _ask(request, typed, say, status=422)
    except TooManyWrongCodes as slowed:
        seconds = max(1, round(slowed.wait.total_seconds()))
        say = ngettext(
            "That was often wrong in a short time. Try again in %(seconds)d second.",
            "That was often wrong in a short time. Try again in %(seconds)d seconds.",
            seconds,
        ) % {"seconds": seconds}
        return _ask(request, typed, say, status=429)
    wanted = "chat:mine" if request.POST.get("to") == "mine" else "chat:page"
    response = HttpResponseRedirect(reverse(wanted))
    response.status_code = 303
    cookie.give(response, held.conversation, held.token)
    return response


def _ask(request: HttpRequest, typed: str = "", complaint: str = "", status: int = 200) -> HttpResponse:
    header = request.headers.get("Cookie", "")
    start_id = cookie.start_of(header) or cookie.new_start()
    facts = {
        "typed": PrivateText(typed),
        "complaint": complaint,
        "form_token": cookie.form_token(start_id, None),
    }
    response = render(request, "chat/my_code.html", facts, status=status)
    cookie.give_start(response, start_id)
    return response


def _what_is_wrong(wrong: NotACode) -> str:
    if wrong.unknown:
        return _("We don’t know these words: %(words)s. Is there a slip in them?") % {
            "words": ", ".join(wrong.unknown[:4])
        }
    return _("A code is four words. These are %(many)d.") % {"many": wrong.many}


@from_our_page
@require_POST
def make_code(request: HttpRequest) -> HttpResponse:
    """Give her the words, once: to the page's script as JSON, else as a page."""
    conversation = _held(request)
    if conversation is None:
        return _gone(request)
    language = get_language() or conversation.language
    again = returning.has_code(conversation)
    words = returning.make_code(conversation, language=language, at=clock.now())
    if _asks_for_json(request):
        return JsonResponse({"words": words, "again": again})
    return render(
        request, "chat/code.html", {"words": words, "again": again, "is_open": conversation.is_open}
    )


@from_our_page
@require_POST
def throw_away(request: HttpRequest) -> HttpResponse:
    conversation = _held(request)
    if conversation is None:
        return _gone(request)
    returning.throw_code_away(conversation, at=clock.now())
    return HttpResponse(status=204) if _asks_for_json(request) else HttpResponseRedirect(reverse("chat:page"))


def _held(request: HttpRequest) -> Conversation | None:
    return cookie.held(request.headers.get("Cookie", ""))


def _asks_for_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _gone(request: HttpRequest) -> HttpResponse:
    if _asks_for_json(request):
        return JsonResponse({"say": _("This conversation is no longer open here")}, status=409)
    return HttpResponseRedirect(reverse("chat:page"))


def _where(request: HttpRequest, at: datetime) -> bytes:
    """Where words are typed, for slowing: the address, or its network, under a key that changes daily."""
    address = address_that_asks(request)
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        pass
    else:
        if number.version == 6:
            address = str(ipaddress.ip_network((number, 64), strict=False))
    return keyed_hash(f"code-try:{at:%Y-%m-%d}", address)
