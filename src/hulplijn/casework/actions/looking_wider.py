"""A case that is neither hers nor shared opens once she has said why: `look_wider`, `reason_of`."""

from __future__ import annotations

from datetime import datetime, timedelta

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import joined, rights
from hulplijn.casework.errors import ReasonNeeded, UnknownReason
from hulplijn.casework.models import Case, Contact, Guest, WiderLook
from hulplijn.plumbing.database import writing

HOLDS = timedelta(minutes=30)
"""How long a reason holds; then it is asked again."""
_LET_IN = (Guest.Consent.GIVEN, Guest.Consent.DANGER)


def look_wider(case: Case, *, by: Actor, at: datetime, why: str) -> WiderLook:
    """Say why `by` reads `case`, and what is merged with it. It is in the audit log, and holds for a while.

    Raises:
        NotYours: she may not read it, whatever the reason.
        UnknownReason
    """
    rights.require(by, "case.read", case, at=at)
    if why not in WiderLook.Why.values:
        raise UnknownReason
    with writing():
        for one in joined.one_persons(case):
            WiderLook.objects.update_or_create(
                case=one, staff_id=int(by.id), defaults={"why": why, "until": at + HOLDS}
            )
            audit.record("case.look", by=by, on=one, at=at, why=why)
    return WiderLook.objects.get(case=case, staff_id=int(by.id))


def reason_of(case: Case, *, by: Actor, at: datetime, contact: Contact | None = None) -> str:
    """The code of the reason for which `by`, who may, reads `case`; empty where it is hers or shared.

    Raises:
        ReasonNeeded: she has not said why, or too long ago.
    """
    if by.kind != "staff" or (contact and contact.belongs_to(by)) or case.belongs_to(by):
        return ""
    if not case.contacts.filter(owner__isnull=False).exists():
        return ""  # nobody's yet: what she hears before anybody takes it must have a place
    if Guest.objects.filter(contact__case=case, staff_id=int(by.id), consent__in=_LET_IN).exists():
        return ""
    said = WiderLook.objects.filter(case=case, staff_id=int(by.id), until__gt=at).first()
    if said is None:
        raise ReasonNeeded(case.pk, by)
    return said.why
