"""The accounts of an offender, apart from the rest of a case: `add_offender_account`,
`read_offender_accounts`, `remove_offender_account`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights, sealed
from hulplijn.casework.actions.looking_wider import reason_of
from hulplijn.casework.codes import checked_code
from hulplijn.casework.errors import AccountEmpty, AccountTooLong
from hulplijn.casework.models import Contact, OffenderAccount
from hulplijn.plumbing.database import writing
from hulplijn.privacy.private_text import PrivateText

LONGEST_ACCOUNT = 300


@dataclass(frozen=True)
class ReadAccount:
    """One account with what it says."""

    id: uuid.UUID
    account: PrivateText
    platform: str
    part: str
    at: datetime


def add_offender_account(
    contact: Contact, account: str, *, platform: str = "", part: str = "", by: Actor, at: datetime
) -> OffenderAccount:
    """Write down an account as the visitor told it: its name, address or number, never an image.

    Raises:
        NotYours: `by` neither owns the contact nor is a coordinator, or the talk goes on without her.
        ReasonNeeded: a coordinator who has not said why she looks.
        AccountEmpty, AccountTooLong
        UnknownCode: no such platform or part.
    """
    rights.require(by, "offender.write", contact, at=at)
    reason_of(contact.case, by=by, at=at, contact=contact)
    kept = _checked(account)
    made = OffenderAccount(
        case=contact.case,
        contact=contact,
        platform=checked_code("platform", "platform", platform),
        part=checked_code("part", "offender_part", part),
        by_id=int(by.id),
        at=at,
    )
    made.account = sealed.write(contact.case, kept, about=made.about)
    with writing():
        made.save(force_insert=True)
        audit.record("offender.write", by=by, on=contact, at=at)
    return made


def read_offender_accounts(contact: Contact, *, by: Actor, at: datetime) -> list[ReadAccount]:
    """Every account of the case of `contact`, the oldest first. Each reading is a line of its own in the log.

    Raises:
        NotYours, ReasonNeeded: as `add_offender_account`.
        KeyGone: the case was erased.
    """
    rights.require(by, "offender.read", contact, at=at)
    why = reason_of(contact.case, by=by, at=at, contact=contact)
    case = contact.case
    found = [
        ReadAccount(row.pk, sealed.read(case, row.account, about=row.about), row.platform, row.part, row.at)
        for row in OffenderAccount.objects.filter(case=case).order_by("at", "pk")
    ]
    audit.record("offender.read", by=by, on=contact, at=at, why=why)
    return found


def remove_offender_account(contact: Contact, account: uuid.UUID, *, by: Actor, at: datetime) -> None:
    """Take an account of the case away; nothing happens where it is gone.

    Raises:
        NotYours, ReasonNeeded: as `add_offender_account`.
    """
    rights.require(by, "offender.write", contact, at=at)
    reason_of(contact.case, by=by, at=at, contact=contact)
    with writing():
        gone, _ = OffenderAccount.objects.filter(pk=account, case=contact.case_id).delete()
        if gone:
            audit.record("offender.write", by=by, on=contact, at=at)


def _checked(account: str) -> str:
    kept = " ".join(account.replace("\0", "").split())
    if not kept:
        raise AccountEmpty
    if len(kept) > LONGEST_ACCOUNT:
        raise AccountTooLong(len(kept), LONGEST_ACCOUNT)
    return kept
