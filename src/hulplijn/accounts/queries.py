"""Reads of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from hulplijn.accounts.models import AppCode, Invitation, Passkey, RecoveryCode, Staff, StaffSession
from hulplijn.audit.actors import Actor


def actor_of(staff: Staff) -> Actor:
    """`staff` as the one who does something. A coordinator counsels as well."""
    roles = {staff.role} | ({Staff.Role.COUNSELLOR.value} if staff.role == Staff.Role.COORDINATOR else set())
    return Actor.staff(staff.pk, frozenset(str(role) for role in roles), staff.alias)


def staff_named(username: str) -> Staff | None:
    """The active member of staff with that log-in name."""
    return Staff.objects.filter(username=username, is_active=True).first()


def counsellor(staff_id: str) -> Staff | None:
    """The active member of staff with that id, where she counsels."""
    if not staff_id.isascii() or not staff_id.isdecimal() or len(staff_id) > 9:
        return None
    roles = [Staff.Role.COUNSELLOR, Staff.Role.COORDINATOR]
    return Staff.objects.filter(pk=int(staff_id), is_active=True, role__in=roles).first()


def counsellors() -> list[Staff]:
    """Who can counsel now, coordinators with them, by alias."""
    roles = [Staff.Role.COUNSELLOR, Staff.Role.COORDINATOR]
    return list(Staff.objects.filter(role__in=roles, is_active=True).order_by("alias", "pk"))


def aliases() -> dict[str, str]:
    """The alias of every member of staff by actor id, those who left included."""
    return {str(pk): alias for pk, alias in Staff.objects.values_list("pk", "alias")}


@dataclass(frozen=True)
class Factors:
    """What somebody can prove with, beside her password, that it is she."""

    app: bool
    passkeys: int
    codes_left: int

    @property
    def any(self) -> bool:
        return self.app or self.passkeys > 0

    @property
    def without_app(self) -> bool:
        return self.passkeys > 0


def factors_of(staff: Staff) -> Factors:
    """What `staff` has set up."""
    app = AppCode.objects.filter(staff=staff, confirmed_at__isnull=False).exists()
    return Factors(
        app=app, passkeys=Passkey.objects.filter(staff=staff).count(), codes_left=recovery_codes_left(staff)
    )


def recovery_codes_left(staff: Staff) -> int:
    """How many of her codes on paper were not used yet."""
    return RecoveryCode.objects.filter(staff=staff, used_at=None).count()


def sessions_of(staff: Staff) -> list[StaffSession]:
    """The browsers in which `staff` is logged in, the latest first."""
    now = timezone.now()
    return list(StaffSession.objects.filter(staff=staff, expire_date__gt=now).order_by("-active_at", "pk"))


def everybody() -> list[Staff]:
    """All accounts, those of who left at the end."""
    return list(
        Staff.objects.annotate(seen_at=Coalesce(Max("sessions__active_at"), "last_login")).order_by(
            "-is_active", "alias", "pk"
        )
    )


def open_invitations(at: datetime) -> QuerySet[Invitation]:
    """Those whose link opens something at `at`."""
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)


def passkeys_of(staff: Staff) -> list[Passkey]:
    """Her passkeys, the oldest first."""
    return list(Passkey.objects.filter(staff=staff).order_by("made_at", "pk"))
