"""The entries of a year one by one, for who has a right to them: `read_ledger`."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
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
    rows = [
        (row.kind, row.hour.astimezone(UTC).isoformat(), row.origin, row.lists, json.dumps(row.codes))
        for kind in sorted(kinds.registered())
        for row in ledger.current(kind, since, until)
    ]
    audit.record("ledger.read", by=by, at=at)
    return csv_table(("kind", "hour_utc", "origin", "lists", "codes"), sorted(rows))
