"""The one change that the ledger knows: after its time an entry keeps its month and a band, and no more.

The sums that published figures need are kept first, as earlier totals of their year.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hulplijn.content.queries import helpline, lists_version
from hulplijn.ledger.kinds import EarlierTotal
from hulplijn.ledger.models import Entry
from hulplijn.ledger.rules import coarse, month_of
from hulplijn.plumbing.database import writing

KEPT = "kept"
"""The source of a sum that is kept in place of the amounts it was made of."""


@dataclass(frozen=True)
class Measure:
    """A sum that a figure needs: of `field` over the entries of `kind` whose codes `counts` says yes to."""

    name: str
    kind: str
    field: str
    counts: Callable[[Mapping[str, Any]], bool]


def coarsen(before: datetime, measures: Sequence[Measure], *, most: int = 50) -> int:
    """Let go what is exact about up to `most` entries of before that moment; returns how many it were.

    In one write with the sums that are kept, so that a figure is the same before and after, and whatever
    breaks off.
    """
    zone = ZoneInfo(helpline().timezone)
    with writing():
        fine = Entry.objects.select_for_update().filter(coarse=None, hour__lt=before)
        some = list(fine.exclude(kind=EarlierTotal.kind).order_by("hour")[:most])
        roots = {row.corrects or row.pk for row in some}
        rows = {row.pk: row for row in Entry.objects.filter(pk__in=roots)}
        rows |= {row.pk: row for row in Entry.objects.filter(corrects__in=roots)}
        _keep_sums([row for row in rows.values() if row.corrects is None and not row.coarse], rows, measures)
        changed = [row for row in rows.values() if not row.coarse]
        for row in changed:
            row.hour, row.codes, row.coarse = month_of(row.hour, zone), coarse(row.codes), True
        Entry.objects.bulk_update(changed, ["hour", "codes", "coarse"])
    return len(some)


def _keep_sums(originals: list[Entry], rows: Mapping[uuid.UUID, Entry], measures: Sequence[Measure]) -> None:
    latest: dict[uuid.UUID, Entry] = {}
    for row in sorted(rows.values(), key=lambda one: one.revision):
        latest[row.corrects or row.pk] = row
    sums: dict[tuple[int, str, str], int] = {}
    zone = ZoneInfo(helpline().timezone)
    for entry in originals:
        codes, year = latest[entry.pk].codes, entry.hour.astimezone(zone).year
        for one in measures:
            cents = codes.get(one.field)
            if entry.kind == one.kind and cents is not None and one.counts(codes):
                for part, more in (("known", 1), ("sum", cents)):
                    key = (year, f"{one.name}.{part}", entry.origin)
                    sums[key] = sums.get(key, 0) + more
    if not sums:
        return
    there = {
        (row.codes["year"], row.codes["measure"], row.origin): row
        for row in Entry.objects.filter(kind=EarlierTotal.kind)
        if row.codes["source"] == KEPT
    }
    for key, more in sums.items():
        _add(there.get(key), key, more)


def _add(row: Entry | None, key: tuple[int, str, str], more: int) -> None:
    year, measure, origin = key
    if row is not None:
        row.codes = {**row.codes, "value": row.codes["value"] + more}
        row.save(update_fields=["codes"])
        return
    total = EarlierTotal(year, measure, more, KEPT)
    Entry.objects.create(
        kind=total.kind,
        schema=total.schema,
        lists=lists_version(),
        hour=datetime(year, 6, 1, tzinfo=UTC),
        codes=total.codes(),
        coarse=True,
        origin=origin,
    )
