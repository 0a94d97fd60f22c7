"""Fills an empty data folder with pairs that talk: a counsellor, a visitor, a chat that she has taken.

Run as a module with the number of pairs; prints what each side needs to connect.
"""

from __future__ import annotations

import json
import sys
import uuid

import django


def main(count: int, waiting: int) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", database="keys", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from hulplijn.plumbing import clock
    from hulplijn.plumbing.database import writing

    at = clock.now()
    pairs = []
    with writing():
        staff = [_counsellor(number, at) for number in range(max(1, count))]
        pairs += [_pair(someone, at) for someone in staff[:count]]
    with writing():
        pairs += [
            {"c": chat[0], "visitor": chat[1], "staff": ""} for chat in (_chat(at) for _ in range(waiting))
        ]
    print(json.dumps(pairs))


def _counsellor(number: int, at: object) -> object:
    from hulplijn.accounts.models import Staff
    from hulplijn.accounts.queries import actor_of
    from hulplijn.shifts import actions as shifts

    staff = Staff(username=f"c{number}", alias=f"C{number}", role="counsellor")
    staff.set_unusable_password()
    staff.save()
    shifts.come(by=actor_of(staff), at=at)  # type: ignore[arg-type]
    return staff


def _chat(at: object) -> tuple[str, str, object]:
    from hulplijn.channels.chat import actions, cookie

    begun = actions.begin(start_id=uuid.uuid4(), language="nl", is_open=True, at=at)  # type: ignore[arg-type]
    held = f"{cookie.name()}={begun.conversation.pk.hex}.{begun.token}"
    return str(begun.conversation.pk), held, begun.contact


def _pair(staff: object, at: object) -> dict[str, str]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from hulplijn.accounts.models import Staff
    from hulplijn.accounts.queries import actor_of
    from hulplijn.accounts.sessions import SessionStore
    from hulplijn.casework import actions as casework

    assert isinstance(staff, Staff)
    c, held, contact = _chat(at)
    casework.take(contact, by=actor_of(staff), at=at)  # type: ignore[arg-type]
    session = SessionStore()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.create()
    return {"c": c, "visitor": held, "staff": f"hulplijn-staff={session.session_key}"}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
