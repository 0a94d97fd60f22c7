"""Reads of the ledger, with corrections applied."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hulplijn.ledger.models import Entry


@dataclass(frozen=True)
class Row:
    """An entry as it counts now: its own key and hour, the codes of its latest correction."""

    id: uuid.UUID
    kind: str
    hour: datetime
    codes: dict[str, Any]
    lists: str
    schema: int
    origin: str


def current(kind: str, since: datetime, until: datetime) -> Iterator[Row]:
    """Entries of `kind` from `since` up to and without `until`, corrected, in the order of their random keys."""
    originals = Entry.objects.filter(kind=kind, hour__gte=since, hour__lt=until)
    corrections = Entry.objects.filter(kind="correction", corrects__in=originals.values("pk")).order_by(
        "revision"
    )
    latest = {entry.corrects: entry for entry in corrections}
    for entry in originals.order_by("pk").iterator(chunk_size=2000):
        counts = latest.get(entry.pk, entry)
        yield Row(entry.pk, kind, entry.hour, counts.codes, counts.lists, counts.schema, entry.origin)


def state() -> tuple[int, int]:
    """How many entries and corrections there are: changes whenever a figure may."""
    return Entry.objects.filter(corrects=None).count(), Entry.objects.filter(corrects__isnull=False).count()
