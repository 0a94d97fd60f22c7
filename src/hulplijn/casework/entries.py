"""The kind of ledger entry that casework makes: a contact that ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hulplijn.casework.models import Coding, Contact
from hulplijn.content.own import own_fields
from hulplijn.content.queries import code_list
from hulplijn.content.rules import own
from hulplijn.ledger.kinds import Fact

UNKNOWN = "unknown"
MEASURED = (
    *("reason", "age", "gender", "role", "found_via", "outcome", "platforms"),
    *("paid", "payment_method", "since_when", "images_shared", "depicted_minor"),
)
"""Fields of which is told how often they stay open."""


@dataclass(frozen=True)
class ContactClosed(Fact):
    """One contact, or one self-check (`staffed` False). What is not coded is unknown.

    `platforms` holds "platform:part"; a platform without a part has part "unknown".
    Amounts of an unknown currency are euros. `own` holds "field@version=code" of the helpline's own fields.
    `not_coded` names the fields that were left open, among those that then stand as unknown.
    """

    kind: ClassVar[str] = "contact_closed"

    channel: str
    staffed: bool
    reason: str = UNKNOWN
    additional_reasons: tuple[str, ...] = ()
    age: str = UNKNOWN
    gender: str = UNKNOWN
    role: str = UNKNOWN
    found_via: str = UNKNOWN
    outcome: str = UNKNOWN
    platforms: tuple[str, ...] = ()
    demanded_cents: int | None = None
    paid: str = UNKNOWN
    paid_cents: int | None = None
    currency: str = UNKNOWN
    payment_method: str = UNKNOWN
    since_when: str = UNKNOWN
    images_shared: str = UNKNOWN
    depicted_minor: str = UNKNOWN
    counts_as_data: bool = True
    language: str = UNKNOWN
    own: tuple[str, ...] = ()
    not_coded: tuple[str, ...] = ()

    @classmethod
    def of(cls, contact: Contact, coding: Coding) -> ContactClosed:
        """`contact` as it is coded now."""
        return cls(
            channel=contact.channel,
            staffed=code_list("channel").get(contact.channel).is_("staffed"),
            reason=coding.reason or UNKNOWN,
            additional_reasons=tuple(coding.additional_reasons),
            age=coding.age or UNKNOWN,
            gender=coding.gender or UNKNOWN,
            role=coding.role or UNKNOWN,
            found_via=coding.found_via or UNKNOWN,
            outcome=coding.outcome or UNKNOWN,
            platforms=tuple(
                f"{row['platform']}:{part}" for row in coding.platforms for part in row["parts"] or [UNKNOWN]
            ),
            demanded_cents=coding.demanded_cents,
            paid=coding.paid or UNKNOWN,
            paid_cents=coding.paid_cents,
            currency=coding.currency or UNKNOWN,
            payment_method=coding.payment_method or UNKNOWN,
            since_when=coding.since_when or UNKNOWN,
            images_shared=coding.images_shared or UNKNOWN,
            depicted_minor=coding.depicted_minor or UNKNOWN,
            counts_as_data=coding.counts_as_data,
            language=contact.language or UNKNOWN,
            own=own.entry(coding.own, own_fields()) if coding.own else (),
            not_coded=tuple(name for name in MEASURED if getattr(coding, name) in ("", [])),
        )
