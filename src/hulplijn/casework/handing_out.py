"""An export as files that a person can read: one page without anything from elsewhere, or JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hulplijn.accounts.models import Staff
from hulplijn.casework.models import Task
from hulplijn.content.errors import NoSuchContent
from hulplijn.content.queries import code_list, helpline
from hulplijn.privacy.holders import Told
from hulplijn.privacy.private_text import PrivateText

_LISTS = {
    "reason": "reason",
    "additional_reasons": "reason",
    "age": "age",
    "gender": "gender",
    "role": "role",
    "found_via": "found_via",
    "outcome": "outcome",
    "channel": "channel",
    "platform": "platform",
    "content_kind": "content_kind",
    "paid": "paid",
    "currency": "currency",
    "payment_method": "payment_method",
    "since_when": "since_when",
    "images_shared": "yes_no_unknown",
    "depicted_minor": "yes_no_unknown",
    "partner": "referral_to",
    "used_for": "offender_part",
}
_STATES = {"notice": "notice_state", "referral": "referral_state"}


@dataclass(frozen=True)
class Part:
    """One thing on the page: what it is, when, its facts, and a text or a picture."""

    title: str
    at: datetime | None
    facts: tuple[tuple[str, str], ...]
    text: PrivateText | None
    picture: str


def page_of(told: Sequence[Told], *, at: datetime) -> str:
    """The export as a page that opens without a network."""
    parts = [_part(one) for one in told]
    return render_to_string("casework/handed_out.html", {"parts": parts, "at": at, "helpline": helpline()})


def json_of(told: Sequence[Told], *, at: datetime) -> str:
    """The same for a program: codes as they are kept, pictures in base64."""
    items = [
        {
            "kind": one.kind,
            "at": one.at.isoformat() if one.at else None,
            **{name: _plain(value) for name, value in one.facts.items()},
        }
        for one in told
    ]
    return json.dumps({"made_at": at.isoformat(), "items": items}, ensure_ascii=False, indent=1)


def _plain(value: object) -> Any:
    if isinstance(value, PrivateText):
        return value.reveal()
    if isinstance(value, datetime):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _part(one: Told) -> Part:
    text, picture, facts = None, "", []
    for name, value in one.facts.items():
        if isinstance(value, bytes):
            picture = base64.b64encode(value).decode()
        elif name == "text" and isinstance(value, PrivateText):
            text = value
        elif name != "from":
            said = _said(one.kind, name, value)
            if name.endswith("_cents") and one.facts.get("currency", "eur") in ("eur", "unknown"):
                said = f"€ {said}"
            facts.append((_names().get(name, name), said))
    return Part(_title(one), one.at, tuple(facts), text, picture)


def _title(one: Told) -> str:
    if one.kind == "message":
        return _("You wrote") if one.facts.get("from") == "visitor" else _("We wrote")
    titles = {
        "case": _("Your case"),
        "contact": _("A contact with us"),
        "event": _("What happened in the chat"),
        "draft": _("What you typed and did not send"),
        "picture": _("A screenshot that you sent"),
        "note": _("A note by one of us"),
        "task": _("What one of us had still to do"),
        "handover": _("What one of us told the next"),
        "meldcode": _("What we weighed for somebody’s safety"),
        "situation_check": _("Answers of the situation check that you sent along"),
        "risk_check": _("What we asked about how safe you are"),
        "notice": _("A request to take something away"),
        "location": _("An address in such a request"),
        "referral": _("Whom we named to you"),
        "nobody_named": _("Why we named nobody to you"),
        "passed_on": _("What you were asked to let us pass on"),
        "offender_account": _("An account of somebody else, as told to us"),
        "look": _("One of us looked at this"),
        "return_code": _("A code of four words leads back to this. We can’t read the words ourselves."),
    }
    return titles.get(one.kind, one.kind)


def _names() -> dict[str, str]:
    return {
        "reference": _("Reference"),
        "name": _("Name"),
        "url": _("Address"),
        "event": _("What"),
        "channel": _("How"),
        "language": _("Language"),
        "closed_at": _("Closed"),
        "reason": _("What it was about"),
        "additional_reasons": _("And also"),
        "age": _("Age"),
        "gender": _("Gender"),
        "role": _("Who you are in it"),
        "found_via": _("How you found us"),
        "outcome": _("What came of it"),
        "platforms": _("Where it happened"),
        "demanded_cents": _("Demanded"),
        "paid": _("Paid"),
        "paid_cents": _("Amount paid"),
        "currency": _("Currency"),
        "payment_method": _("Way of paying"),
        "since_when": _("Since when"),
        "images_shared": _("Images shared"),
        "depicted_minor": _("A minor in the image"),
        "platform": _("Platform"),
        "content_kind": _("What should go"),
        "state": _("How it stands"),
        "sent_at": _("Sent"),
        "decided_at": _("Decided"),
        "partner": _("Whom"),
        "used_for": _("Used for"),
        "why": _("Why"),
        "task": _("What to do"),
        "step": _("Step"),
        "asked": _("Asked about suicide"),
        "thoughts": _("Thoughts of suicide"),
        "plan": _("A plan"),
        "means": _("The means at hand"),
        "when": _("When"),
        "past_attempt": _("Tried before"),
        "alone_now": _("Alone then"),
        "danger_now": _("In danger then"),
        "level": _("How we judged it"),
        "done": _("What we did"),
        "day": _("Day"),
        "looked_as": _("In which role"),
    }


def _said(kind: str, name: str, value: object) -> str:
    if isinstance(value, PrivateText):
        return value.reveal()
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(helpline().timezone)).strftime("%d-%m-%Y %H:%M")
    if name.endswith("_cents") and isinstance(value, int):
        return f"{value / 100:.2f}"
    if name == "platforms" and isinstance(value, list):
        return ", ".join(_label("platform", str(row["platform"])) for row in value)
    if name == "task":
        return str(dict(Task.Kind.choices).get(str(value), value))
    if name == "day":
        return date.fromisoformat(str(value)).strftime("%d-%m-%Y")
    if name == "looked_as":
        return str(dict(Staff.Role.choices).get(str(value), value))
    if isinstance(value, list):
        return ", ".join(_label(_LISTS.get(name, ""), str(one)) for one in value)
    return _label(_STATES.get(kind, "") if name == "state" else _LISTS.get(name, ""), str(value))


def _label(list_name: str, code: str) -> str:
    try:
        return code_list(list_name).label_of(code).in_(get_language() or "")
    except NoSuchContent:
        return code
