"""Every word or token that opens something: it opens that and nothing else, and comes to an end."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from hulplijn.accounts import actions as accounts
from hulplijn.accounts.sessions import SessionStore
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import NotACode, TooManyWrongCodes, WrongCode
from hulplijn.channels.chat import cookie, feedback
from hulplijn.channels.chat.staff_line import standing
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.queries import conversation_held_by
from tests import builders
from tests.environment import AT, REPOSITORY

pytestmark = pytest.mark.django_db
Opens = Callable[[str], object]


def written() -> dict[str, tuple[str, str]]:
    """The table of capabilities in docs/rights.md: the test of the end of each, as file and name."""
    text = (REPOSITORY / "docs" / "rights.md").read_text()
    part = text.partition("\n## Capabilities\n")[2]
    rows = re.findall(r"^\| `([a-z-]+)` \|.*\]\(\.\./(\S+)\) `(\w+)` \|$", part, re.M)
    return {name: (file, test) for name, file, test in rows}


def made() -> dict[str, tuple[str, Opens]]:
    """One of each kind, and what tries to open with whatever it is given."""
    anouk = builders.staff("anouk")
    contact = builders.taken_chat(builders.actor(anouk), "hoi")
    conversation = contact.conversation
    assert conversation
    visitor, start = Actor.visitor(conversation.pk), uuid.uuid4()
    words = casework.make_return_code(contact.case, by=visitor, at=AT, language="nl")
    sheet = accounts.new_recovery_codes(anouk, by=builders.actor(anouk), at=AT)
    eva = accounts.invite(
        username="eva",
        alias="Eva",
        role="counsellor",
        by=builders.actor(builders.staff("carla", role="coordinator")),
        at=AT,
    )
    return {
        "return-code": (" ".join(words), _comes_back),
        "hold": (
            conversations.give_hold(conversation),
            lambda token: conversation_held_by(conversation.pk, token),
        ),
        "chat-form": (
            cookie.form_token(start, None),
            lambda token: cookie.is_form_of(token, start, conversation),
        ),
        "feedback": (feedback.ticket(conversation), feedback.conversation_of),
        "session": (_session_of(anouk), lambda key: standing(key)[0]),
        "invitation": (eva, lambda token: accounts.invitation_of(token, at=AT)),
        "recovery-code": (sheet[0], lambda code: accounts.use_recovery_code(anouk, code, at=AT)),
    }


def _comes_back(typed: str) -> object:
    try:
        return casework.come_back(typed, who=b"w" * 32, at=AT + timedelta(minutes=1))
    except (NotACode, WrongCode, TooManyWrongCodes):
        return None


def _session_of(staff: builders.Staff) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def test_every_capability_has_its_row() -> None:
    assert set(written()) == set(made())


def test_each_opens_its_own_thing_and_no_other() -> None:
    there = made()
    opened = {
        (name, other)
        for name, (token, _) in there.items()
        for other, (_, opens) in there.items()
        if name != other and opens(token)
    }
    assert opened == set()
    assert [name for name, (token, opens) in there.items() if not opens(token)] == []


def test_of_each_a_test_shows_its_end() -> None:
    for name, (file, test) in written().items():
        assert f"def {test}(" in (REPOSITORY / file).read_text(), name


def test_what_is_kept_opens_nothing() -> None:
    """No column of the database holds a token as it is given out."""
    from django.apps import apps

    tokens = {name: token for name, (token, _) in made().items()}
    kept = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for row in model._default_manager.all()
        for field in model._meta.concrete_fields
        for token in tokens.values()
        if token in _text(getattr(row, field.attname))
    }
    assert kept == set()


def _text(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
