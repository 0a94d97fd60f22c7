"""Sessions of staff: rows of our own, written as every write is, so that each can be seen and ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from hulplijn.accounts.models import StaffSession
from hulplijn.plumbing import clock
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keyed import keyed_hash

LONGEST = timedelta(hours=12)
"""From log-in to its end, whatever is done meanwhile: the longest shift."""


def stored_name(session_key: str) -> str:
    """Under what a session is kept: whoever reads the table cannot take one over."""
    return keyed_hash("session", session_key)[:20].hex()


class SessionStore(DatabaseSessions):
    """Sessions of staff; visitors have none. One that was ended stays so: a late request revives nothing."""

    row: StaffSession | None = None

    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        return StaffSession

    def _get_session_from_db(self) -> StaffSession | None:
        name = stored_name(self.session_key or "")
        self.row = StaffSession.objects.filter(session_key=name, expire_date__gt=timezone.now()).first()
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key: str) -> bool:
        return StaffSession.objects.filter(session_key=stored_name(session_key)).exists()

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        written = {
            "session_data": self.encode(held),
            "staff_id": _staff_of(held),
            "device": held.get("device", ""),
        }
        with writing():
            mine = StaffSession.objects.filter(session_key=stored_name(self.session_key))
            if must_create:
                at = clock.now()
                self.row = StaffSession(
                    session_key=stored_name(self.session_key),
                    expire_date=timezone.now() + LONGEST,
                    begun_at=at,
                    active_at=at,
                    **written,
                )
                self.row.save(force_insert=True)
            elif not mine.update(**written):
                raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        wanted = session_key or self.session_key
        if wanted is not None:
            with writing():
                StaffSession.objects.filter(session_key=stored_name(wanted)).delete()


def _staff_of(held: dict[str, Any]) -> int | None:
    return int(held["_auth_user_id"]) if "_auth_user_id" in held else None
