"""Django's database sessions, written the way every write goes."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from hulplijn.plumbing.database import writing


class SessionStore(DatabaseSessions):
    """Sessions of staff; visitors have none."""

    def save(self, must_create: bool = False) -> None:
        with writing():
            super().save(must_create=must_create)

    def delete(self, session_key: str | None = None) -> None:
        with writing():
            super().delete(session_key)
