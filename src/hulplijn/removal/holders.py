"""What removal holds of a person: the addresses of what should go, and what leads to the ledger."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.db.models.functions import Coalesce, Greatest

from hulplijn.privacy.holders import Holder, Keys, Told
from hulplijn.privacy.retention_rules import Term
from hulplijn.privacy.sealing import Sealer
from hulplijn.removal.models import Notice, NoticeLocation
from hulplijn.removal.rules import State

_OPEN = (State.DRAFT, State.AWAITING_CONSENT, State.SENT, State.RECEIPT_CONFIRMED)


def _last_moved(keys: Keys) -> Mapping[uuid.UUID, datetime]:
    """When anything last happened to a request of each case."""
    rows = Notice.objects.filter(case__key_id__in=list(keys)).annotate(
        moved=Greatest("made_at", Coalesce("sent_at", "made_at"), Coalesce("decided_at", "made_at"))
    )
    return dict(rows.values_list("case__key_id").annotate(last=Max("moved")))


def _still_open(keys: Keys) -> set[uuid.UUID]:
    rows = Notice.objects.filter(case__key_id__in=list(keys), state__in=_OPEN)
    return set(rows.values_list("case__key_id", flat=True))


def _location(row: Any, sealer: Sealer) -> Told:
    facts = {"reference": row.notice.reference, "url": sealer.open(row.url, about=row.about)}
    return Told("location", row.notice.made_at, facts)


def _notice(row: Any, _: Sealer) -> Told:
    facts: dict[str, object] = {
        "reference": row.reference,
        "platform": row.platform,
        "content_kind": row.content_kind,
        "state": row.state,
    }
    for name in ("sent_at", "decided_at"):
        if getattr(row, name):
            facts[name] = getattr(row, name)
    return Told("notice", row.made_at, facts)


HOLDERS = (
    Holder(
        Notice,
        "what leads from a removal request to its entries in the ledger",
        Term.RECORD,
        key="case__key_id",
        sealed={
            "sent_link": lambda row: row.link_about("sent"),
            "decided_link": lambda row: row.link_about("decided"),
        },
        blank=True,
        tell=_notice,
        open_work=_still_open,
    ),
    Holder(
        NoticeLocation,
        "where somebody's picture or name is found",
        Term.REMOVAL_FILE,
        key="notice__case__key_id",
        sealed={"url": lambda row: row.about},
        tell=_location,
        kind="location",
        since=_last_moved,
    ),
)
