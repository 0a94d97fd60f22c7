"""The entries of a year one by one, for who has a right to them: `read_ledger`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.content.own import own_fields
from hulplijn.content.rules.own import of_entry
from hulplijn.figures import rights
from hulplijn.figures.counts import bounds
from hulplijn.ledger import kinds
from hulplijn.ledger import queries as ledger
from hulplijn.plumbing.spreadsheets import csv_table


def read_ledger(year: int, *, by: Actor, at: datetime) -> bytes:
    """The ledger of `year` as CSV, corrections applied. Without the keys: nothing of it leads anywhere.

    It is pseudonymous, not anonymous: who knows somebody may recognise a rare combination, so each reading
    is in the audit log.

    Raises:
        NotAllowed
    """
    rights.require(by, "ledger.read", at=at)
    since, until = bounds(year)
    seen = {one.code for one in own_fields() if one.seen_by(by.roles)}
    rows = [
        (
            row.kind,
            row.hour.astimezone(UTC).isoformat(),
            row.origin,
            row.lists,
            json.dumps(_seen(row.codes, seen)),
        )
        for kind in sorted(kinds.registered())
        for row in ledger.current(kind, since, until)
    ]
    audit.record("ledger.read", by=by, at=at)
    return csv_table(("kind", "hour_utc", "origin", "lists", "codes"), sorted(rows))


def _seen(codes: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
    """The codes without own fields that the reader may not see."""
    own = [one for one in codes.get("own", ()) if of_entry(one)[0] in fields]
    return {**codes, "own": own} if "own" in codes else dict(codes)
