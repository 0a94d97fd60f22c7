"""Inviting: a link for one person, once, for seven days. What is in it is shown once and kept nowhere."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from django.db.models import Q

from hulplijn.accounts import queries, rights
from hulplijn.accounts.actions.people import NameTaken, require_role, reset_factors
from hulplijn.accounts.models import Invitation, Staff
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keyed import keyed_hash

HOLDS = timedelta(days=7)


class NoInvitation(Exception):
    """The link is not right, was used, was withdrawn, or is too old."""


def invite(*, username: str, alias: str, role: str, by: Actor, at: datetime) -> str:
    """Ask somebody to become a colleague; returns what goes into her link.

    Raises:
        NotAllowed: `by` may not give that role.
        NameTaken: somebody logs in with that name, or was invited with it.
    """
    rights.require(by, "staff.invite", at=at)
    require_role(role, by=by, at=at)
    with writing():
        open_ones = queries.open_invitations(at)
        if Staff.objects.filter(username=username).exists() or open_ones.filter(username=username).exists():
            raise NameTaken(username)
        return _made(Invitation(username=username, alias=alias, role=role), by=by, at=at)


def reset(staff: Staff, *, by: Actor, at: datetime) -> str:
    """`staff` lost what she logs in with. It opens nothing any more; returns what goes into a new link.

    Empty for who logs in by a provider: a password beside it would open still when the provider says no. The
    command, for when that one is gone, gives one.

    Raises:
        NotAllowed, YourOwn
    """
    reset_factors(staff, by=by, at=at)
    if staff.subject_hash is not None and by.kind == "staff":
        return ""
    with writing():
        queries.open_invitations(at).filter(staff=staff).update(withdrawn_at=at)
        again = Invitation(staff=staff, username=staff.username, alias=staff.alias, role=staff.role)
        return _made(again, by=by, at=at)


def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """The link opens nothing any more.

    Raises:
        NotAllowed
    """
    rights.require(by, "staff.invite", at=at)
    require_role(invitation.role, by=by, at=at)
    with writing():
        if queries.open_invitations(at).filter(pk=invitation.pk).update(withdrawn_at=at):
            audit.record("staff.withdraw_invitation", by=by, on=invitation, at=at)


def accept_invitation(token: str, password: str, *, at: datetime) -> Staff:
    """Whoever has the link chose `password`: her account is there, or hers again. It works once.

    Raises:
        NoInvitation
        NameTaken: somebody else got that name meanwhile.
    """
    invitation = invitation_of(token, at=at)
    if invitation is None:
        raise NoInvitation
    staff = invitation.staff or Staff(
        username=invitation.username, alias=invitation.alias, role=invitation.role
    )
    staff.set_password(password)
    with writing():
        if not queries.open_invitations(at).filter(pk=invitation.pk).update(used_at=at):
            raise NoInvitation
        if staff.pk is None and Staff.objects.filter(username=staff.username).exists():
            raise NameTaken(staff.username)
        staff.save()
        audit.record("staff.accept_invitation", by=queries.actor_of(staff), on=staff, at=at)
    return staff


def invitation_of(token: str, *, at: datetime) -> Invitation | None:
    """The invitation that `token` opens."""
    wanted = keyed_hash("invitation", token.strip())
    row = queries.open_invitations(at).select_related("staff").filter(token_hash=wanted).first()
    return row if row and hmac.compare_digest(bytes(row.token_hash), wanted) else None


def _made(invitation: Invitation, *, by: Actor, at: datetime) -> str:
    token = secrets.token_urlsafe(24)
    Invitation.objects.filter(Q(expires_at__lte=at) | Q(used_at__isnull=False)).delete()
    invitation.token_hash = keyed_hash("invitation", token)
    invitation.made_at, invitation.expires_at = at, at + HOLDS
    invitation.made_by_id = int(by.id) if by.kind == "staff" else None
    invitation.save(force_insert=True)
    audit.record("staff.invite", by=by, on=invitation, at=at)
    return token
