"""Writes to the ledger: `enter` a fact, `correct` one. Nothing is taken away; what changes with time is in
`coarsening`."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.db.models import Max

from hulplijn.content.queries import lists_version
from hulplijn.ledger import kinds
from hulplijn.ledger.models import Entry
from hulplijn.ledger.rules import coarse
from hulplijn.plumbing.database import writing

PRACTICE = "practice"
"""Origin of what somebody practises with: nothing of that is entered."""

_PLAIN = (str, int, bool, type(None))


def enter(fact: kinds.Fact, *, at: datetime, origin: str = "live") -> uuid.UUID | None:
    """Enter `fact` with a random key and `at` cut to the hour; return the key.

    Of what somebody practises with (`origin` "practice") nothing is entered, and there is no key.

    Raises:
        UnknownKind: the fact's kind is not registered.
        TypeError: a field holds something else than codes, whole numbers, yes/no or None.
    """
    if origin == PRACTICE:
        return None
    return _add(fact, at=at, origin=origin, corrects=None, revision=0)


def correct(entry_id: uuid.UUID, fact: kinds.Fact, *, at: datetime) -> uuid.UUID:
    """Enter a correction of `entry_id` that replaces all of its fields; the latest one counts.

    Raises:
        Entry.DoesNotExist: no such entry.
        ValueError: `fact` is of another kind than the entry.
    """
    with writing():
        first = Entry.objects.get(pk=entry_id, corrects=None)
        if first.kind != fact.kind:
            raise ValueError(f"a {fact.kind} cannot correct a {first.kind}")
        last = Entry.objects.filter(corrects=entry_id).aggregate(last=Max("revision"))["last"] or 0
        return _add(
            fact,
            at=at,
            origin=first.origin,
            corrects=entry_id,
            revision=last + 1,
            is_coarse=bool(first.coarse),
        )


def _add(
    fact: kinds.Fact,
    *,
    at: datetime,
    origin: str,
    corrects: uuid.UUID | None,
    revision: int,
    is_coarse: bool = False,
) -> uuid.UUID:
    kinds.named(fact.kind)
    codes = fact.codes()
    for name, value in codes.items():
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, _PLAIN):
                raise TypeError(
                    f"{fact.kind}.{name} holds a {type(one).__name__}; the ledger takes codes and numbers"
                )
    with writing():
        entry = Entry.objects.create(
            kind=fact.kind if corrects is None else "correction",
            schema=fact.schema,
            lists=lists_version(),
            hour=at.astimezone(UTC).replace(minute=0, second=0, microsecond=0),
            # The sums of its year are kept already: an exact amount would count beside them.
            codes=coarse(codes) if is_coarse else codes,
            corrects=corrects,
            revision=revision,
            origin=origin,
        )
    return entry.pk
