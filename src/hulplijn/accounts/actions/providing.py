"""Accounts of who logs in by the helpline's own provider: made, and kept in the role that it gives."""

from __future__ import annotations

import re
from datetime import datetime

from hulplijn.accounts.actions.people import withdraw_links_of
from hulplijn.accounts.actions.sessions import end_sessions_of
from hulplijn.accounts.models import Staff
from hulplijn.accounts.oidc import Claims, Provider, role_of
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import NOBODY, SYSTEM
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keyed import keyed_hash


class NoRole(Exception):
    """The provider knows her, and no role here is for what it says of her."""


def come_by_provider(known: Provider, claims: Claims, *, at: datetime) -> Staff:
    """The colleague whom the provider vouches for; her account is made, or gets the role of now.

    Raises:
        NoRole: nothing that the provider says of her has a role here, or her account was ended.
    """
    subject = keyed_hash("provider-subject", f"{claims['iss']}|{claims['sub']}")
    staff, role = Staff.objects.filter(subject_hash=subject).first(), role_of(known, claims)
    if role is None or (staff is not None and not staff.is_active):
        if staff is not None:
            end_sessions_of(staff)
        audit.record("session.begin", by=NOBODY, on=staff, at=at, outcome="refused")
        raise NoRole
    with writing():
        if staff is None:
            staff = _new(claims, role, subject)
            audit.record("staff.add", by=SYSTEM, on=staff, at=at)
        elif staff.role != role:
            staff.role = Staff.Role(role)
            staff.save(update_fields=["role"])
            withdraw_links_of(staff, at=at)
            end_sessions_of(staff)
            audit.record("staff.set_role", by=SYSTEM, on=staff, at=at)
    return staff


def _new(claims: Claims, role: str, subject: bytes) -> Staff:
    """A name that somebody has here is not taken over: the newcomer's gets a figure behind it."""
    told = str(claims.get("preferred_username") or claims["sub"])
    name = re.sub(r"[^a-z0-9._-]", "", told.lower())[:50] or "collega"
    free = next(
        one
        for one in (name, *(f"{name}{number}" for number in range(2, 1000)))
        if not Staff.objects.filter(username=one).exists()
    )
    alias = str(claims.get("given_name") or claims.get("name") or free).split(" ")[0][:40]
    staff = Staff(username=free, alias=alias, role=Staff.Role(role), subject_hash=subject)
    staff.set_unusable_password()
    staff.save(force_insert=True)
    return staff
