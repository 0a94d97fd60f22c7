"""The visitor's hold on her conversation: one session cookie that no script can read."""

from __future__ import annotations

import uuid
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.http import HttpResponse

from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import conversation_held_by


def name() -> str:
    """`__Host-` where the site is served over TLS; a demonstration on loopback has none."""
    return "__Host-n" if settings.HULPLIJN_MODE == "production" else "n"


def give(response: HttpResponse, conversation: Conversation, token: str) -> None:
    """Set the cookie: until the browser closes, for this host only, never sent from elsewhere."""
    response.set_cookie(
        name(),
        f"{conversation.pk.hex}.{token}",
        path="/",
        secure=settings.HULPLIJN_MODE == "production",
        httponly=True,
        samesite="Strict",
    )


def take_away(response: HttpResponse) -> None:
    """Delete the cookie."""
    response.delete_cookie(name(), path="/", samesite="Strict")


def held(header: str) -> Conversation | None:
    """The conversation that the Cookie header holds, if its token is right."""
    wanted, _, token = _value(header).partition(".")
    try:
        conversation_id = uuid.UUID(hex=wanted)
    except ValueError:
        return None
    return conversation_held_by(conversation_id, token)


def token_of(header: str) -> str:
    """The token in the Cookie header; whether it is right, `held` says."""
    return _value(header).partition(".")[2]


def _value(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(name())
    except CookieError:
        return ""
    return morsel.value if morsel else ""
