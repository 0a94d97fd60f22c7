"""Reads of the ledger, with corrections applied."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet

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
    """Entries of `kind` from `since` up to and without `until`, corrected, in the order of their keys."""
    originals = Entry.objects.filter(kind=kind, hour__gte=since, hour__lt=until)
    return _counting(originals)


def _counting(originals: QuerySet[Entry]) -> Iterator[Row]:
    corrections = Entry.objects.filter(kind="correction", corrects__in=originals.values("pk"))
    latest = {entry.corrects: entry for entry in corrections.order_by("revision")}
    for entry in originals.order_by("pk").iterator(chunk_size=2000):
        counts = latest.get(entry.pk, entry)
        yield Row(entry.pk, entry.kind, entry.hour, counts.codes, counts.lists, counts.schema, entry.origin)


def newer(kind: str, since: datetime) -> Iterator[Row]:
    """Entries of `kind` that were entered or corrected in the hour `since` or later, as they count now."""
    corrected = Entry.objects.filter(kind="correction", hour__gte=since)
    originals = Entry.objects.filter(Q(hour__gte=since) | Q(pk__in=corrected.values("corrects")), kind=kind)
    return _counting(originals)


def last_hour() -> datetime | None:
    """The hour of the newest entry or correction; None in an empty ledger."""
    hour: datetime | None = Entry.objects.aggregate(last=Max("hour"))["last"]
    return hour


class State(NamedTuple):
    """What the ledger holds, told so that it differs whenever a figure may.

    Keys are random, so the outermost two tell one ledger from another with as many entries.
    """

    entries: int
    corrections: int
    first: str
    last: str
    exact: int = 0
    """How many are not coarse yet: what becomes so changes no count and no key."""


def state(before: datetime | None = None) -> State:
    """The state of the ledger, or of what was entered in the hours `before` one."""
    found = Entry.objects.all() if before is None else Entry.objects.filter(hour__lt=before)
    keys = found.values_list("pk", flat=True)
    return State(
        found.filter(corrects=None).count(),
        found.filter(corrects__isnull=False).count(),
        str(keys.order_by("pk").first() or ""),
        str(keys.order_by("-pk").first() or ""),
        found.filter(coarse=None).count(),
    )
