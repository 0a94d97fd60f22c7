"""Members of staff: added, given another role or password, ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hulplijn.accounts import rights
from hulplijn.accounts.actions.sessions import end_sessions_of
from hulplijn.accounts.models import AppCode, Invitation, Passkey, RecoveryCode, Staff
from hulplijn.accounts.queries import open_invitations
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.content import queries as content
from hulplijn.plumbing.database import writing


class NameTaken(Exception):
    """Another member of staff logs in with this name."""


class YourOwn(Exception):
    """Nobody ends or changes her own account: a colleague does."""


class OnlyAdministrator(Exception):
    """Without her nobody could add or end accounts any more."""


class UnknownSkill(Exception):
    """No list has this code."""


def add_staff(*, username: str, alias: str, role: str, password: str, by: Actor, at: datetime) -> Staff:
    """Add a member of staff who can log in at once.

    Raises:
        NameTaken: the log-in name is in use.
        NotAllowed: `by` is no administrator.
    """
    rights.require(by, "staff.add", at=at)
    staff = Staff(username=username, alias=alias, role=Staff.Role(role))
    staff.set_password(password)
    with writing():
        if Staff.objects.filter(username=username).exists():
            raise NameTaken(username)
        staff.save(force_insert=True)
        audit.record("staff.add", by=by, on=staff, at=at)
    return staff


def set_password(staff: Staff, password: str, *, by: Actor, at: datetime) -> None:
    """Give `staff` another password; sessions that were open end."""
    rights.require(by, "staff.set_password", staff, at=at)
    staff.set_password(password)
    with writing():
        staff.save(update_fields=["password"])
        end_sessions_of(staff)
        audit.record("staff.set_password", by=by, on=staff, at=at)


def set_role(staff: Staff, role: str, *, by: Actor, at: datetime) -> None:
    """Give `staff` another role. Her sessions end, so that no page of the old one stays open.

    Raises:
        NotAllowed: `by` may not give or take that role.
        OnlyAdministrator: there would be none left.
        YourOwn: nobody changes her own role.
    """
    _require_over(staff, by=by, verb="staff.set_role", at=at)
    require_role(role, by=by, at=at)
    with writing():
        _keep_an_administrator(staff, role)
        staff.role = Staff.Role(role)
        staff.save(update_fields=["role"])
        withdraw_links_of(staff, at=at)
        end_sessions_of(staff)
        audit.record("staff.set_role", by=by, on=staff, at=at)


def end_staff(staff: Staff, *, by: Actor, at: datetime) -> None:
    """`staff` has left: nothing lets her in any more, and what she has open ends within seconds.

    Who she was talking with goes to the front of the line once her screen has been silent.

    Raises:
        NotAllowed: `by` may not end an account of that role.
        OnlyAdministrator: there would be none left.
        YourOwn: nobody ends her own account.
    """
    _require_over(staff, by=by, verb="staff.end", at=at)
    with writing():
        _keep_an_administrator(staff, "")
        staff.is_active, staff.ended_at = False, at
        staff.set_unusable_password()
        staff.save(update_fields=["is_active", "ended_at", "password"])
        _forget_factors(staff)
        Invitation.objects.filter(staff=staff).delete()
        withdraw_links_of(staff, at=at)
        audit.record("staff.end", by=by, on=staff, at=at)


def reset_factors(staff: Staff, *, by: Actor, at: datetime) -> None:
    """`staff` lost what she logs in with: her second factor and sessions end, and her password opens nothing.

    She comes in again by an invitation.
    """
    _require_over(staff, by=by, verb="staff.reset", at=at)
    with writing():
        staff.set_unusable_password()
        staff.save(update_fields=["password"])
        _forget_factors(staff)
        withdraw_links_of(staff, at=at)
        audit.record("staff.reset", by=by, on=staff, at=at)


def withdraw_links_of(staff: Staff, *, at: datetime) -> None:
    """What `staff` invited with opens nothing any more: she may have kept a link for herself."""
    for one in open_invitations(at).filter(made_by=staff):
        Invitation.objects.filter(pk=one.pk).update(withdrawn_at=at)
        audit.record("staff.withdraw_invitation", by=SYSTEM, on=one, at=at)


def _forget_factors(staff: Staff) -> None:
    AppCode.objects.filter(staff=staff).delete()
    RecoveryCode.objects.filter(staff=staff).delete()
    Passkey.objects.filter(staff=staff).delete()
    end_sessions_of(staff)


def _require_over(staff: Staff, *, by: Actor, verb: str, at: datetime) -> None:
    rights.require(by, verb, staff, at=at)
    require_role(staff.role, by=by, at=at)
    if staff.belongs_to(by):
        raise YourOwn


def require_role(role: str, *, by: Actor, at: datetime) -> None:
    """Coordinators do it for who counsels; administrators for everybody."""
    if role not in rights.COUNSELS:
        rights.require(by, "staff.manage_others", at=at)


def _keep_an_administrator(staff: Staff, role: str) -> None:
    others = Staff.objects.filter(role=Staff.Role.ADMINISTRATOR, is_active=True).exclude(pk=staff.pk)
    if staff.role == Staff.Role.ADMINISTRATOR and role != Staff.Role.ADMINISTRATOR and not others.exists():
        raise OnlyAdministrator


def set_skills(
    staff: Staff, *, languages: Collection[str], skills: Collection[str], by: Actor, at: datetime
) -> Staff:
    """What `staff` speaks (none means all) and knows best: codes of reasons and roles. Offers follow it.

    Raises:
        NotYours: `by` is neither `staff` nor a coordinator.
        UnknownSkill: a code that no list has.
    """
    rights.require(by, "staff.set_skills", staff, at=at)
    known = {*content.helpline().languages}
    topics = {one.code for name in ("reason", "role") for one in content.code_list(name).codes}
    for code, book in [*((one, known) for one in languages), *((one, topics) for one in skills)]:
        if code not in book:
            raise UnknownSkill(code)
    staff.languages, staff.skills = sorted(set(languages)), sorted(set(skills))
    with writing():
        staff.save(update_fields=["languages", "skills"])
        audit.record("staff.set_skills", by=by, on=staff, at=at)
    return staff
