"""The kind of ledger entry that referral makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hulplijn.ledger.kinds import Fact
from hulplijn.referral.models import Referral


@dataclass(frozen=True)
class ReferralState(Fact):
    """A partner was named to somebody; `state` is the latest that is known of it."""

    kind: ClassVar[str] = "referral_state"

    partner: str
    state: str
    reason: str

    @classmethod
    def of(cls, referral: Referral) -> ReferralState:
        return cls(referral.partner, referral.state, referral.contact.coding.reason or "unknown")
