"""Reads of referrals, and which partners fit."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from hulplijn.casework.models import Case, Contact
from hulplijn.content import queries as content
from hulplijn.content.shapes import Partner
from hulplijn.referral.models import Referral


@dataclass(frozen=True)
class Choice:
    """A partner that can be named in a contact. `fits`: suits its reason; `referral`: it was named."""

    partner: Partner
    fits: bool
    referral: Referral | None


def referral(id: uuid.UUID) -> Referral:
    """The referral with its contact.

    Raises:
        Referral.DoesNotExist
    """
    return Referral.objects.select_related("contact__owner", "contact__coding", "case").get(pk=id)


def referrals(case: Case) -> list[Referral]:
    """The referrals of `case`, the oldest first."""
    return list(Referral.objects.filter(case=case).select_related("contact__owner").order_by("made_at", "pk"))


def choices(contact: Contact) -> list[Choice]:
    """All partners for `contact`: those already named and those that fit its reason first. One query."""
    reason = contact.coding.reason
    fitting = {partner.code for partner in content.partners_for(reason)} if reason else set[str]()
    named = {row.partner: row for row in Referral.objects.filter(contact=contact)}
    found = [
        Choice(partner, partner.code in fitting, named.get(partner.code)) for partner in content.partners()
    ]
    return sorted(found, key=lambda one: one.referral is None and not one.fits)
