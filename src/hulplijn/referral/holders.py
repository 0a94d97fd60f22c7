"""What referral holds of a person: what leads to the ledger. The partner's name is a code."""

from __future__ import annotations

import uuid
from typing import Any

from hulplijn.privacy.holders import Holder, Keys, Told
from hulplijn.privacy.retention_rules import Term
from hulplijn.privacy.sealing import Sealer
from hulplijn.referral.entries import counts_as
from hulplijn.referral.models import Referral


def _under_way(keys: Keys) -> set[uuid.UUID]:
    """A person who is being handed over warmly, and has not arrived yet."""
    rows = Referral.objects.filter(case__key_id__in=list(keys), state=Referral.State.WARM_TRANSFER)
    return set(rows.values_list("case__key_id", flat=True))


def _referral(row: Any, _: Sealer) -> Told:
    return Told("referral", row.made_at, {"partner": counts_as(row.partner), "state": row.state})


HOLDERS = (
    Holder(
        Referral,
        "what leads from a referral to its entry in the ledger",
        Term.RECORD,
        key="case__key_id",
        sealed={"ledger_link": lambda row: row.link_about},
        blank=True,
        tell=_referral,
        open_work=_under_way,
    ),
)
