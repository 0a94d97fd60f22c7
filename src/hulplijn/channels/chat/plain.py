"""The chat without script: forms, and a page that loads itself again.

The page that shows the conversation loads itself every ten seconds and has no field, so that nothing typed
is ever lost by it. The page to write on has the field and never loads itself.

The last page, with the end on it, counts as seen once it has come: then its picture is asked for. Were it
so from the moment that it is made, one that was lost on its way would take the last words with it.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hulplijn.accounts.queries import aliases
from hulplijn.audit.actors import Actor
from hulplijn.channels.chat import actions, cookie, frames, presence, proof
from hulplijn.channels.chat.bringing import bring
from hulplijn.channels.chat.following import situations, what_follows
from hulplijn.channels.chat.posting import pace
from hulplijn.channels.chat.proof import Unproven
from hulplijn.channels.chat.queries import VisitorsState, visitors_state
from hulplijn.channels.chat.views import (
    KeptOut,
    TooMany,
    begin_for,
    from_our_page,
    kept_out,
    patience,
    too_many,
)
from hulplijn.channels.chat.who import who_asks
from hulplijn.channels.chat.words import asks, chat_texts
from hulplijn.content.queries import helpline
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Conversation, Message
from hulplijn.conversations.queries import ReadMessage, draft_of, messages_after, visitors_sealer
from hulplijn.conversations.rules import ENDS, LONGEST, CannotSay, ConversationClosed
from hulplijn.plumbing import clock
from hulplijn.privacy.private_text import PrivateText

EVERY = 10
"""Seconds after which the page that only shows loads itself again."""
LOOKING, WRITING = timedelta(seconds=30), timedelta(minutes=5)
"""How long she counts as connected after a look, and after she opened the page to write on."""


@dataclass(frozen=True)
class Spoken:
    """One message as the page shows it; `words` say what happened, where nobody speaks."""

    is_own: bool
    name: str
    text: PrivateText
    words: str
    state: str
    is_seen: bool = False
    link: str = ""
    link_says: str = ""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    conversation = cookie.held(request.headers.get("Cookie", ""))
    if conversation is None:
        return HttpResponseRedirect(reverse("chat:page"))
    return _shown(request, conversation, writes="schrijf" in request.GET)


@require_safe
def seen(request: HttpRequest, number: int) -> HttpResponse:
    """The picture on the last page, which is nothing to look at: the page has come, up to `number`."""
    conversation = cookie.held(request.headers.get("Cookie", ""))
    if conversation is not None:
        conversations.mark_seen(conversation, number, by=Actor.visitor(conversation.pk))
    return HttpResponse(status=204)


@from_our_page
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Say what she wrote, and begin the chat with it where there is none; or keep it and look for news."""
    text, at = request.POST.get("text", ""), clock.now()
    header = request.headers.get("Cookie", "")
    conversation = cookie.held(header)
    begun = None
    try:
        if conversation is not None and not pace.takes(conversation.topic, time.monotonic()):
            raise TooMany
        if conversation is None:
            start_id = cookie.start_of(header)
            if start_id is None:
                raise ConversationClosed("no beginning")
            about = request.POST.get("about_someone_else") == "yes"
            shown = request.POST.get("proof", "")
            begun = begin_for(request, start_id, shown, about_someone_else=about)
            conversation = begun.conversation
            bring(conversation, request.POST.get("check"))
        if request.POST.get("do") == "look":
            actions.keep_draft(conversation, text, at=at)
        elif text.strip() or begun is None:
            actions.say(conversation, text, client_id=uuid.UUID(request.POST.get("message_id", "")), at=at)
    except (Unproven, TooMany, KeptOut, actions.NotOpen, CannotSay, ValueError) as wrong:
        response = _complains(request, conversation, wrong, text)
    else:
        writes = request.POST.get("do") == "look"
        response = HttpResponseRedirect(reverse("chat:plain") + ("?schrijf=1" if writes else ""))
        response.status_code = 303
    if begun:
        cookie.give(response, begun.conversation, begun.token)
    return response


def _complains(
    request: HttpRequest, conversation: Conversation | None, wrong: Exception, text: str
) -> HttpResponse:
    if isinstance(wrong, Unproven):
        sentence = patience(wrong)
    elif isinstance(wrong, TooMany):
        sentence = too_many()
    elif isinstance(wrong, KeptOut):
        sentence = kept_out()
    elif isinstance(wrong, actions.NotOpen):
        sentence = _("We have just closed. Your text is still here. First aid is always open.")
    elif isinstance(wrong, CannotSay) and conversation is not None:
        sentence = str(frames.refusal(wrong, uuid.uuid4(), get_language() or "nl")["say"])
    else:
        sentence = _("This page is too old. Copy your text, open the page again and send it there.")
    status = 429 if isinstance(wrong, TooMany | Unproven) else 422
    asked = wrong.asked if isinstance(wrong, Unproven) else ""
    return _shown(
        request, conversation, writes=True, complaint=sentence, typed=text, status=status, asked=asked
    )


def _shown(
    request: HttpRequest,
    conversation: Conversation | None,
    *,
    writes: bool,
    complaint: str = "",
    typed: str | None = None,
    status: int = 200,
    asked: str = "",
) -> HttpResponse:
    header = request.headers.get("Cookie", "")
    facts: dict[str, Any] = {
        "complaint": complaint,
        "typed": PrivateText(typed or ""),
        "longest": LONGEST,
        "writes": writes,
        "message_id": uuid.uuid4(),
        "form_token": cookie.form_token(cookie.start_of(header), conversation),
        "every": 0 if "stil" in request.GET else EVERY,
        "helpline": helpline(),
        "about_someone_else": request.POST.get("about_someone_else") == "yes",
        "check": "" if conversation else request.POST.get("check", ""),
    }
    if conversation is None:
        facts["proof"] = asked or proof.asked_of(cookie.start_of(header), clock.now())
    if conversation is not None:
        facts |= _looked_at(request, conversation, clock.now(), writes=writes)
        if typed is None:
            facts["typed"] = _draft(conversation)
    facts["writes"] = writes = writes and facts.get("now", _NOBODY).state != "ended"
    return _with_way_out(request, render(request, "chat/plain.html", facts, status=status))


def _with_way_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The form that leaves fast is answered with another site's address, which the page must allow."""
    to = urlsplit(helpline().exit_url)
    allowed = csp_update({"form-action": [f"{to.scheme}://{to.netloc}"]})
    allowed(lambda _: response)(request)
    return response


_NOBODY = VisitorsState("new")


def _looked_at(
    request: HttpRequest, conversation: Conversation, at: datetime, *, writes: bool
) -> dict[str, Any]:
    """What was said and where the chat stands; by looking she is there, and has seen it but for the end."""
    if conversation.is_open:
        until = at + (WRITING if writes else LOOKING)
        presence.stay(conversation, who_hash=who_asks(request), until=until, at=at)
    rows = _all_of(conversation)
    if rows and rows[-1].event not in ENDS.values():
        conversations.mark_seen(conversation, rows[-1].number, by=Actor.visitor(conversation.pk))
    now, texts = visitors_state(conversation, at), chat_texts()
    return {
        "now": now,
        "last": rows[-1].number if rows else 0,
        "title": _title(now, texts),
        "text": _subtitle(now, texts),
        "spoken": _spoken(rows, conversation, texts),
        "asked": dict(asks()).get(now.ask.how, "").replace("%name%", now.ask.name) if now.ask else "",
        "let_in": [(one.id, texts["take_back"].replace("%name%", one.name)) for one in now.let_in],
        "situations": situations(conversation),
        **what_follows(conversation, holds=True),
    }


def _all_of(conversation: Conversation) -> list[ReadMessage]:
    sealer = visitors_sealer(conversation)
    rows: list[ReadMessage] = []
    while more := messages_after(conversation, rows[-1].number if rows else 0, sealer):
        rows += more
    return rows


def _title(now: VisitorsState, texts: dict[str, str]) -> str:
    if now.line == "kept":
        return texts["kept_title"]
    if now.place:
        return texts.get(f"place_{now.place}") or texts["place_many"].replace("%place%", str(now.place))
    return texts[f"{now.state}_title"].replace("%name%", now.name)


def _subtitle(now: VisitorsState, texts: dict[str, str]) -> str:
    if now.line:
        return texts[f"{now.line}_text"]
    if now.state == "waiting" and now.wait:
        low, high = now.wait
        return _("Usually %(low)d to %(high)d minutes.") % {"low": low, "high": high}
    if now.readers:
        return texts["read_along"].replace("%names%", ", ".join(now.readers))
    return (
        _("Somebody will be with you as soon as possible.")
        if now.state == "waiting"
        else texts[f"{now.state}_text"]
    )


def _spoken(rows: list[ReadMessage], conversation: Conversation, texts: dict[str, str]) -> list[Spoken]:
    names, zone = aliases(), ZoneInfo(helpline().timezone)
    shown = []
    for row in rows:
        clock_time = row.at.astimezone(zone).strftime("%H:%M")
        name, is_own = names.get(row.staff_id, ""), row.sender == Message.Sender.VISITOR
        words = texts.get(row.event, "") if row.event else ""
        words = words.replace("%name%", name or row.text.reveal()).replace("%time%", clock_time)
        is_seen = row.number <= conversation.seen_by_staff
        state = f"{texts['seen' if is_seen else 'sent']} {clock_time}" if is_own else clock_time
        link = texts.get(f"to_{row.event}", "")
        says = texts["look_slip" if row.event == "slip_given" else "look"] if link else ""
        who = texts["you"] if is_own else name
        shown.append(Spoken(is_own, who, row.text, words, state, is_own and is_seen, link, says))
    return shown


def _draft(conversation: Conversation) -> PrivateText:
    by = Actor.visitor(conversation.pk)
    kept = draft_of(conversation, visitors_sealer(conversation), by=by, kind="reply")
    return kept or PrivateText("")
