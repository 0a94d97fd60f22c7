"""What her browser holds: her conversation, and before it the one beginning that her page can make.

Two session cookies that no script can read, of this host only, never sent from elsewhere.
"""

from __future__ import annotations

import hmac
import secrets
import uuid
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.http import HttpResponse

from hulplijn.casework.models import ReturnCode
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import conversation_held_by
from hulplijn.privacy.keyed import keyed_hash


def name() -> str:
    """`__Host-` where the site is served over TLS; a demonstration on loopback has none."""
    return _host("n")


def start_name() -> str:
    """The name of the beginning's cookie."""
    return _host("s")


def give(response: HttpResponse, conversation: Conversation, token: str) -> None:
    """Give the hold on `conversation`, until the browser closes or the server ends it."""
    _set(response, name(), f"{conversation.pk.hex}.{token}")


def give_start(response: HttpResponse, start_id: uuid.UUID) -> None:
    """Give the id that the next beginning has: a lost answer, a double tap, a reload or a second tab begins
    nothing anew."""
    _set(response, start_name(), start_id.hex)


def new_start() -> uuid.UUID:
    """An id that nobody can guess."""
    return uuid.UUID(bytes=secrets.token_bytes(16), version=4)


def take_away(response: HttpResponse) -> None:
    """Delete both cookies."""
    for one in (name(), start_name()):
        response.delete_cookie(one, path="/", samesite="Strict")


def held(header: str) -> Conversation | None:
    """The conversation that the Cookie header holds, if its token is right. One that has ended is held no
    more once its last word has been on her screen; who took a return code may read it again."""
    conversation = ever_held(header)
    if conversation is None or conversation.is_open:
        return conversation
    has_more = conversation.seen_by_visitor < conversation.last_number
    code = ReturnCode.objects.filter(case__contacts__conversation=conversation)
    return conversation if has_more or code.exists() else None


def ever_held(header: str) -> Conversation | None:
    """The same, until the server has let her go: for what may follow an end, though nothing of it is read."""
    wanted, _, token = _value(header, name()).partition(".")
    conversation_id = _uuid(wanted)
    return conversation_held_by(conversation_id, token) if conversation_id else None


def token_of(header: str) -> str:
    """The token in the Cookie header; whether it is right, `held` says."""
    return _value(header, name()).partition(".")[2]


def start_of(header: str) -> uuid.UUID | None:
    """The beginning that the Cookie header carries."""
    return _uuid(_value(header, start_name()))


def form_token(start_id: uuid.UUID | None, conversation: Conversation | None) -> str:
    """What a form without script must bring back: it shows that our page was made for this browser."""
    about = start_id or (conversation.pk if conversation else None)
    return keyed_hash("chat-form", about.hex).hex()[:32] if about else ""


def is_form_of(token: str, start_id: uuid.UUID | None, conversation: Conversation | None) -> bool:
    """Whether `token` is from a form that our page made for this browser, in either of its states."""
    made = [form_token(start_id, None), form_token(None, conversation)]
    return any(one and hmac.compare_digest(one.encode(), token.encode()) for one in made)


def _host(name: str) -> str:
    return f"__Host-{name}" if settings.HULPLIJN_MODE == "production" else name


def _set(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.HULPLIJN_MODE == "production"
    response.set_cookie(name, value, path="/", secure=secure, httponly=True, samesite="Strict")


def _value(header: str, name: str) -> str:
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(hex=text)
    except ValueError:
        return None
