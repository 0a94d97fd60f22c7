"""Small makers of what a test starts from, by the product's own actions."""

from __future__ import annotations

from datetime import datetime

from hulplijn.accounts import actions as accounts
from hulplijn.accounts import queries as accounts_queries
from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import SYSTEM, Actor
from tests.environment import AT, PASSWORD


def staff(username: str = "anouk", *, role: str = "counsellor", alias: str = "", at: datetime = AT) -> Staff:
    """A member of staff who logs in with `PASSWORD`."""
    return accounts.add_staff(
        username=username,
        alias=alias or username.capitalize(),
        role=role,
        password=PASSWORD,
        by=SYSTEM,
        at=at,
    )


def actor(someone: Staff) -> Actor:
    """`someone` as the one who does something."""
    return accounts_queries.actor_of(someone)
