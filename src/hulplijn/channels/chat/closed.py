"""The page on which somebody leaves a message while the helpline is closed."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hulplijn.casework.queries import is_blocked
from hulplijn.channels.chat import actions, cookie, frames, proof, returning
from hulplijn.channels.chat.bringing import bring
from hulplijn.channels.chat.gate import lets_in
from hulplijn.channels.chat.views import from_our_page, kept_out, patience, too_many
from hulplijn.channels.chat.who import address_that_asks, who_asks
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.rules import LONGEST, CannotSay
from hulplijn.hours.queries import words as moment_in_words
from hulplijn.plumbing import clock
from hulplijn.privacy.private_text import PrivateText
from hulplijn.shifts.queries import OpenState, open_state


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest) -> HttpResponse:
    return _leave(request) if request.method == "POST" else _form(request)


def _form(request: HttpRequest) -> HttpResponse:
    if open_state(clock.now()).is_open:
        return HttpResponseRedirect(reverse("chat:page"))
    return _page(request)


def page_with(request: HttpRequest, check: str) -> HttpResponse:
    """The page with the answers of a situation check, which go along with the message."""
    return _page(request, check=check)


@from_our_page
def _leave(request: HttpRequest) -> HttpResponse:
    """Keep the message and show the words, once. Sent again it is there once, and its newest words count."""
    at, header = clock.now(), request.headers.get("Cookie", "")
    text, start_id = request.POST.get("text", ""), cookie.start_of(header)
    if start_id is None:
        return _page(request, text, _("This page was open for a long time. Send your text again."), 422)
    try:
        proof.require(request.POST.get("proof", ""), start_id, at=at)
    except proof.Unproven as wanted:
        return _page(request, text, patience(wanted), 429, asked=wanted.asked)
    if not lets_in(address_that_asks(request)):
        return _page(request, text, too_many(), 429)
    if is_blocked(who_asks(request), at):
        return _page(request, text, kept_out(), 403)
    try:
        left = returning.leave_message(
            text,
            start_id=start_id,
            language=get_language() or "nl",
            at=at,
            about_someone_else=request.POST.get("about_someone_else") == "yes",
            earlier=_of_the_same_person(cookie.ever_held(header)),
        )
    except CannotSay as wrong:
        sentence = str(frames.refusal(wrong, uuid.uuid4(), get_language() or "nl")["say"])
        return _page(request, text, sentence, 422)
    if left.contact.conversation is not None:
        bring(left.contact.conversation, request.POST.get("check"))
    facts = {"words": left.words, "again": left.again, "left": True, **_opening(open_state(at), at)}
    return render(request, "chat/code.html", facts)


def _of_the_same_person(earlier: Conversation | None) -> Conversation | None:
    """The talk that her message belongs to. After the end only words show that the same person is back."""
    return earlier if earlier and (earlier.is_open or returning.has_code(earlier)) else None


def _page(
    request: HttpRequest,
    typed: str = "",
    complaint: str = "",
    status: int = 200,
    *,
    asked: str = "",
    check: str = "",
) -> HttpResponse:
    at, header = clock.now(), request.headers.get("Cookie", "")
    start_id = cookie.start_of(header)
    if start_id is None or (status == 200 and actions.is_used(start_id)):
        start_id = cookie.new_start()
    facts = {
        "typed": PrivateText(typed),
        "complaint": complaint,
        "check": check or request.POST.get("check", ""),
        "longest": LONGEST,
        "form_token": cookie.form_token(start_id, None),
        "proof": asked or proof.asked_of(start_id, at),
        "about_someone_else": "yes" in (request.POST.get("about_someone_else"), request.GET.get("ander")),
        **_opening(open_state(at), at),
    }
    response = render(request, "chat/message.html", facts, status=status)
    cookie.give_start(response, start_id)
    return response


def _opening(door: OpenState, at: datetime) -> dict[str, object]:
    """When somebody reads it, in words; unknown where nobody is there inside the hours."""
    language = get_language() or "nl"
    opens = None
    if door.next_opening and door.reason != "nobody_present":
        opens = moment_in_words(door.next_opening, at, language)
    return {"open_state": door, "opening": opens}
