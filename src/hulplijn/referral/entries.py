"""The kinds of ledger entry that referral makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hulplijn.content.queries import library
from hulplijn.ledger.kinds import Fact
from hulplijn.referral.models import NotReferred, Referral


@dataclass(frozen=True)
class ReferralState(Fact):
    """A partner was named to somebody; `state` is the latest that is known of it."""

    kind: ClassVar[str] = "referral_state"

    partner: str
    state: str
    reason: str

    @classmethod
    def of(cls, referral: Referral) -> ReferralState:
        reason = referral.contact.coding.reason or "unknown"
        return cls(counts_as(referral.partner), referral.state, reason)


@dataclass(frozen=True)
class NobodyNamed(Fact):
    """Somebody whose reason asks for a referral has none, and why; `holds` until a partner is named."""

    kind: ClassVar[str] = "nobody_named"

    why: str
    reason: str
    holds: bool

    @classmethod
    def of(cls, said: NotReferred, *, holds: bool) -> NobodyNamed:
        return cls(said.why, said.contact.coding.reason or "unknown", holds)


def counts_as(partner: str) -> str:
    """The code of the published list that `partner` is counted under: every sister helpline is one there."""
    known = library().partners.get(partner)
    return known.counts_as if known else partner
