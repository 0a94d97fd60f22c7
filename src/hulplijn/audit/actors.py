"""Who does something: a member of staff, a visitor, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """`kind` is staff, visitor or system; `id` is pseudonymous; `name` is the alias that visitors see."""

    kind: str
    id: str
    roles: frozenset[str] = frozenset()
    name: str = ""

    @classmethod
    def visitor(cls, conversation_id: object) -> Actor:
        """The visitor of one conversation, who has no other identity."""
        return cls("visitor", str(conversation_id))

    @classmethod
    def staff(cls, id: object, roles: frozenset[str], name: str) -> Actor:
        """A member of staff in her roles."""
        return cls("staff", str(id), roles, name)


SYSTEM = Actor("system", "system")
NOBODY = Actor("nobody", "")
