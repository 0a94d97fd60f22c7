"""What a visitor presses beside writing: danger, first aid, who may read along, the questions afterwards.

Each is a form that works without script; the page's script sends the same form and stays where it is.
"""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hulplijn.audit.actors import Actor
from hulplijn.casework.errors import AlreadyClosed
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import actions, cookie, feedback
from hulplijn.channels.chat.following import situations, what_follows
from hulplijn.channels.chat.views import from_our_page
from hulplijn.conversations.models import Conversation
from hulplijn.guidance import actions as guidance
from hulplijn.guidance import sharing
from hulplijn.plumbing import clock

OK, CONFLICT, GONE = 204, 409, 401


@from_our_page
@require_POST
def danger(request: HttpRequest) -> HttpResponse:
    """She is in danger now: first in the queue, and whoever helps her is told."""
    conversation = _held(request)
    if conversation is not None and conversation.is_open:
        actions.danger(conversation, at=clock.now())
    return _answer(request, GONE if conversation is None else OK)


@require_safe
def aid(request: HttpRequest, plan: str) -> HttpResponse:
    """First aid in one situation: the form alone for her page's script, else a page of its own.

    `plan` is the fingerprint of its text, so that the address in her browser's history says nothing.
    """
    header = request.headers.get("Cookie", "")
    conversation = cookie.held(header)
    found = next((one for one in situations(conversation) if one.plan.fingerprint == plan), None)
    if found is None:
        raise Http404
    facts = {
        "one": found,
        "talks": conversation is not None,
        "form_token": cookie.form_token(cookie.start_of(header), conversation),
    }
    return render(request, "chat/aid_form.html" if _is_script(request) else "chat/aid.html", facts)


@from_our_page
@require_POST
def tick(request: HttpRequest) -> HttpResponse:
    """Keep which steps of first aid she has done."""
    conversation = _held(request)
    if conversation is None:
        return _answer(request, GONE)
    contact = Contact.objects.get(conversation=conversation)
    plan, done = request.POST.get("plan", ""), request.POST.getlist("done")
    try:
        guidance.tick_first_aid(contact, plan, done, by=Actor.visitor(conversation.pk), at=clock.now())
    except (guidance.NoPlan, guidance.NoSuchItem, AlreadyClosed):
        return _answer(request, CONFLICT)
    return _answer(request, OK)


@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    """What was agreed, for the page's script: asked for when her line says that it has changed."""
    conversation = _held(request)
    facts: dict[str, object] = {}
    if conversation is not None and conversation.is_open:
        contact = Contact.objects.select_related("owner").get(conversation=conversation)
        facts = {"shared": sharing.shared_list(contact), "name": contact.owner.alias if contact.owner else ""}
        start = cookie.start_of(request.headers.get("Cookie", ""))
        facts["form_token"] = cookie.form_token(start, conversation)
    return render(request, "chat/shared.html", facts)


@from_our_page
@require_POST
def answer_list(request: HttpRequest) -> HttpResponse:
    """Whether she wants to see and tick what was agreed, or no longer does."""
    conversation = _held(request)
    if conversation is None:
        return _answer(request, GONE)
    contact, by = Contact.objects.get(conversation=conversation), Actor.visitor(conversation.pk)
    is_kept = sharing.answer_list(contact, request.POST.get("yes") == "yes", by=by, at=clock.now())
    return _answer(request, OK if is_kept else CONFLICT)


@from_our_page
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Whether somebody may read along, or no longer may."""
    conversation = _held(request)
    if conversation is None:
        return _answer(request, GONE)
    try:
        guest = uuid.UUID(request.POST.get("guest", ""))
    except ValueError:
        return _answer(request, CONFLICT)
    says, at = request.POST.get("yes"), clock.now()
    if says == "stop":
        is_kept = actions.take_back(conversation, guest, at=at)
    else:
        is_kept = actions.consent(conversation, guest, says == "yes", at=at)
    return _answer(request, OK if is_kept else CONFLICT)


@require_safe
def after(request: HttpRequest) -> HttpResponse:
    """What follows the end, for the page's script: asked for once the talk has ended.

    Nothing for a browser that holds no talk: her own stop lets her go, and its answer says what follows.
    """
    conversation = cookie.ever_held(request.headers.get("Cookie", ""))
    if conversation is None:
        return HttpResponse(status=OK)
    return render(request, "chat/after.html", what_follows(conversation, holds=True))


@csrf_exempt
@require_POST
def answer_questions(request: HttpRequest) -> HttpResponse:
    """Keep her answers. The ticket says which talk they follow, opens nothing of it, and shows that our page
    asks: by now her browser holds nothing else of ours."""
    conversation = feedback.conversation_of(request.POST.get("ticket", ""))
    if conversation is None:
        return _answer(request, GONE)
    answers = {name: request.POST.get(name, "") for name in ("upset_before", "upset_now", "useful")}
    try:
        feedback.give_feedback(conversation, at=clock.now(), **answers)
    except feedback.NotAsked:
        return _answer(request, CONFLICT)
    return HttpResponse(status=OK) if _is_script(request) else render(request, "chat/thanks.html")


def _held(request: HttpRequest) -> Conversation | None:
    return cookie.held(request.headers.get("Cookie", ""))


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    """To the script the bare status; without script back to the conversation, which shows how it stands."""
    if _is_script(request):
        return HttpResponse(status=status)
    response = HttpResponseRedirect(reverse("chat:plain"))
    response.status_code = 303
    return response
