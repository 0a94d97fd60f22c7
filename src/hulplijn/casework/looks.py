"""Who looked at a case, from the audit log: for the desk by name, for the person herself by role only."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import COORDINATOR, COUNSELLOR
from hulplijn.casework.models import Case
from hulplijn.privacy.holders import Told

LOOKS = (
    *("case.read", "case.print", "case.export", "case.export:notes"),
    *("offender.read", "handover.read", "contact.let_in_for_danger"),
)


def looks(case: Case) -> QuerySet[AuditEntry]:
    """Each time that somebody of the staff saw what is in `case`."""
    about = Q(case_id=case.pk) | Q(object_kind="case", object_id=str(case.pk))
    return AuditEntry.objects.filter(about, verb__in=LOOKS, outcome="done", actor_kind="staff")


def told_to_her(case: Case) -> list[Told]:
    """The days on which staff looked, and in which role: nothing that leads to one of them."""
    seen = {(localtime(one.at).date(), _role(one.actor_roles)) for one in looks(case)}
    return [Told("look", None, {"day": str(day), "looked_as": role}) for day, role in sorted(seen)]


def _role(roles: str) -> str:
    held = roles.split(",")
    return next((one for one in (COORDINATOR, COUNSELLOR) if one in held), held[0])
