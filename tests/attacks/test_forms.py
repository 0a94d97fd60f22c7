"""Bad values in every form and address, by everybody: no broken page, nothing told, nothing lost."""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import quote

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from hypothesis import given, seed

from hulplijn.conversations.queries import messages_after
from hulplijn.privacy.keys import open_key
from tests.attacks.asked import Request, requests
from tests.attacks.watching import SEED, Overheard, counted, settings, share, watchdog
from tests.rights.addresses import READS, SENT, _path
from tests.rights.world import SECRET, World, made

NEVER = (b"Traceback (most recent call last)", b"site-packages", b"django.db", b"OperationalError")
"""What a page that shows how it is made would hold."""


@pytest.mark.django_db
def test_no_form_and_no_address_breaks_or_tells(everything_on: None) -> None:
    world = made(over=False)
    sent = {**SENT, "chat:consent": {"guest": str(world.asks.pk), "yes": "yes"}}
    browsers: dict[str, Client] = {}
    overheard, wrong = Overheard(), []
    note = lambda **_: wrong.append(sys.exc_info())  # noqa: E731 a receiver that holds on to nothing else
    got_request_exception.connect(note)

    @seed(SEED)
    @settings(share("forms"))
    @given(requests(sent))
    def attack(one: Request) -> None:
        if one.who not in browsers:
            browsers[one.who] = world.browser(one.who)
            browsers[one.who].raise_request_exception = False
        wrong.clear()
        with watchdog():
            answer, body = _sent(world, browsers[one.who], one)
        counted.one("forms")
        status = answer.status_code
        if wrong or (status >= 500 and status != 503):
            raise AssertionError(f"{one.who} breaks {one.address}: {status}") from (
                wrong[0][1] if wrong else None
            )
        assert not any(what in body for what in NEVER), f"{one.address} shows how it is made"
        assert SECRET.encode() not in body or one.who in READS, f"{one.who} reads at {one.address}"
        overheard.hold_no_word(SECRET)

    try:
        with overheard.listening():
            attack()
    finally:
        got_request_exception.disconnect(note)
    assert counted.sent["forms"] >= share("forms")
    assert _is_all_there(world), "what the visitor said is there as before"


def _sent(world: World, browser: Client, one: Request) -> tuple[Any, bytes]:
    """Send it, and take back what it did: each request finds the same helpline."""
    path = _path(world, one.address)
    if one.parameter is not None:
        before, _, _ = path.rstrip("/").rpartition("/")
        path = f"{before}/{quote(one.parameter.encode('utf-8', 'surrogatepass'), safe='')}/"
    cookies = browser.cookies.copy()
    with transaction.atomic("default"), transaction.atomic("keys"):
        answer = browser.generic(
            one.method,
            one.language + path,
            one.body,
            one.kind,
            QUERY_STRING=one.query.decode("latin-1"),
            **one.headers,
        )
        body = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True, "default")
        transaction.set_rollback(True, "keys")
    browser.cookies = cookies
    return answer, body


def _is_all_there(world: World) -> bool:
    conversation = world.contact.conversation
    assert conversation is not None
    rows = messages_after(conversation, 0, open_key(conversation.key_id))
    return any(row.text.reveal() == SECRET for row in rows)
