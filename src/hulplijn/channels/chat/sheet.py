"""The fact sheet for police or a lawyer: filled in and printed in her own browser.

What she types is in no form and comes to no server. What we ticked with her, and the addresses of her removal
requests, are put in only when she asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights
from hulplijn.casework.models import Case, Coding, Contact
from hulplijn.channels.chat import cookie
from hulplijn.channels.chat.views import from_our_page
from hulplijn.content.queries import code_list, helpline
from hulplijn.conversations.models import Conversation
from hulplijn.guidance import queries as guidance
from hulplijn.plumbing import clock
from hulplijn.privacy import holders
from hulplijn.privacy.keys import open_key
from hulplijn.privacy.private_text import PrivateText


@dataclass(frozen=True)
class OwnFacts:
    """What we ticked with her, in words: codes and amounts, and the addresses that she wants removed. Nothing
    else that was said, and no account of an offender: those are handed out after a look."""

    talked_on: str = ""
    since: str = ""
    platforms: tuple[str, ...] = ()
    links: tuple[PrivateText, ...] = ()
    demanded: str = ""
    paid: str = ""
    steps: tuple[str, ...] = ()


def own_facts(conversation: Conversation, *, at: datetime) -> OwnFacts:
    """What her own talk holds for the sheet. It is a part of her copy, and logged as one.

    Raises:
        NotYours
        KeyGone: the case was erased.
    """
    contact = Contact.objects.select_related("case", "coding").get(conversation=conversation)
    by = Actor.visitor(conversation.pk)
    rights.require(by, "case.export", contact.case, at=at)
    coding = contact.coding
    paid = _amount(coding, coding.paid_cents)
    facts = OwnFacts(
        talked_on=contact.started_at.astimezone(ZoneInfo(helpline().timezone)).strftime("%d-%m-%Y"),
        since=_label("since_when", coding.since_when),
        platforms=tuple(_platform(row) for row in coding.platforms),
        links=_links(contact.case),
        demanded=_amount(coding, coding.demanded_cents),
        paid=", ".join(filter(None, (paid, _label("payment_method", coding.payment_method)))),
        steps=tuple(str(item.visitor_done) for item in guidance.agreed(contact)),
    )
    audit.record("case.export", by=by, on=contact.case, at=at, why="sheet")
    return facts


def _links(case: Case) -> tuple[PrivateText, ...]:
    """The addresses of her removal requests, each once; where there may be a child in it, none was kept."""
    found = holders.tell_kind("location", case.key_id, open_key(case.key_id))
    urls = (one.facts["url"] for one in found)
    return tuple(dict.fromkeys(url for url in urls if isinstance(url, PrivateText)))


def _label(list_name: str, code: str) -> str:
    return str(code_list(list_name).label_of(code)) if code and code != "unknown" else ""


def _platform(row: dict[str, object]) -> str:
    parts = row["parts"] if isinstance(row["parts"], list) else []
    named = ", ".join(_label("platform_part", str(part)) for part in parts)
    platform = _label("platform", str(row["platform"]))
    return f"{platform} ({named})" if named else platform


def _amount(coding: Coding, cents: int | None) -> str:
    if cents is None:
        return ""
    is_euro = coding.currency in ("", "eur", "unknown")
    return f"€ {cents / 100:.2f}" if is_euro else f"{cents / 100:.2f} ({_label('currency', coding.currency)})"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """An empty sheet; it asks nothing of who opens it."""
    return _filled(request) if request.method == "POST" else _page(request, OwnFacts())


@from_our_page
def _filled(request: HttpRequest) -> HttpResponse:
    conversation = cookie.held(request.headers.get("Cookie", ""))
    facts = own_facts(conversation, at=clock.now()) if conversation else OwnFacts()
    return _page(request, facts, is_filled=True)


def _page(request: HttpRequest, facts: OwnFacts, *, is_filled: bool = False) -> HttpResponse:
    header = request.headers.get("Cookie", "")
    conversation = cookie.held(header)
    context = {
        "facts": facts,
        "is_filled": is_filled and conversation is not None,
        "offers": conversation is not None and not is_filled,
        "form_token": cookie.form_token(cookie.start_of(header), conversation),
        "lines": range(3),
    }
    response = render(request, "chat/sheet.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
